"""A corrections file (``jixiao.corrections/1``) as records, with every fault named."""

import json
import re
from typing import Any

from jixiao.keeping.schema import ACTIONS, CORRECTIONS
from jixiao.model import AMOUNT_FIELDS, Correction, Document

_KEYS = {
    "undo": {"key"},
    "confirm": {"key"},
    "set": {"spending_unit", "project", "field", "printed", "value"},
}
_NOTES = {"action", "source", "reason", "author"}
_EVERY_KEY = {*_NOTES, *(key for keys in _KEYS.values() for key in keys)}
_AMOUNT = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class InvalidCorrections(ValueError):  # noqa: N818 - names the state of a file, as in the messages
    """更正文件有误: all problems found, each with the number of its entry.

    >>> print(InvalidCorrections("a.json", ("第 1 条：缺少 key。",)))
    a.json：更正文件有误。
      第 1 条：缺少 key。
    """

    def __init__(self, document: str, problems: tuple[str, ...]) -> None:
        super().__init__(document, problems)
        self.document = document
        self.problems = problems

    def __str__(self) -> str:
        return "\n  ".join([f"{self.document}：更正文件有误。", *self.problems])


def parse_corrections(document: Document) -> tuple[Correction, ...]:
    """A person's answers, in the file's order.

    Raises:
        InvalidCorrections: The file is not JSON, or an entry is not a valid correction.
    """
    entries = _entries(document)
    problems: list[str] = []
    corrections: list[Correction] = []
    seen: dict[tuple[str | None, ...], int] = {}
    for number, entry in enumerate(entries, start=1):
        faults = _faults(entry)
        if not faults:
            correction = _correction(entry)
            what = _what(correction)
            if what in seen:
                faults = [f"与第 {seen[what]} 条说的是同一处，请只留一条。"]
            else:
                seen[what] = number
                corrections.append(correction)
        problems += [f"第 {number} 条：{fault}" for fault in faults]
    if problems:
        raise InvalidCorrections(document.name, tuple(problems))
    return tuple(corrections)


def _entries(document: Document) -> list[Any]:
    def invalid(problem: str) -> InvalidCorrections:
        return InvalidCorrections(document.name, (problem,))

    try:
        content = json.loads(document.content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise invalid("不是 UTF-8 编码的文本，请另存为 UTF-8。") from None
    except json.JSONDecodeError as error:
        problem = (
            f"第 {error.lineno} 行第 {error.colno} 个字处不合 JSON 写法，请检查引号、逗号和括号。"
        )
        raise invalid(problem) from None
    except RecursionError:
        raise invalid("括号套得太深，不是更正文件。") from None
    if not isinstance(content, dict):
        raise invalid(f'最外层应是 {{"schema":"{CORRECTIONS}","corrections":[…]}}。')
    if content.get("schema") != CORRECTIONS:
        raise invalid(f'schema 应写 "{CORRECTIONS}"，现在是 {_shown(content.get("schema"))}。')
    if unknown := sorted(set(content) - {"schema", "corrections"}):
        raise invalid(f"不认识的项：{'、'.join(unknown)}；最外层只有 schema 和 corrections。")
    entries = content.get("corrections")
    if not isinstance(entries, list):
        raise invalid("corrections 应是一个列表：[ … ]。")
    return entries


def _faults(entry: Any) -> list[str]:
    """What is wrong with one entry."""
    if not isinstance(entry, dict):
        return [f"应是 {{…}}，现在是 {_shown(entry)}。"]
    action = entry.get("action")
    if action not in ACTIONS:
        return [f"action 应是 {'、'.join(ACTIONS)} 之一，现在是 {_shown(action)}。"]
    faults = []
    allowed = _KEYS[action] | _NOTES
    for key, value in entry.items():
        if key not in _EVERY_KEY:
            faults.append(f"不认识的项 {key}；{action} 可用：{'、'.join(sorted(allowed))}。")
        elif key not in allowed:
            faults.append(f"{action} 不用 {key}，请去掉。")
        elif value is not None and not isinstance(value, str):
            faults.append(f"{key} 应是加引号的文字，现在是 {_shown(value)}。")
    return faults or (_set_faults(entry) if action == "set" else _key_faults(entry))


def _key_faults(entry: dict[str, Any]) -> list[str]:
    if entry.get("key"):
        return []
    return ["缺少 key；请抄读取结果里那条修复或存疑的编号。"]


def _set_faults(entry: dict[str, Any]) -> list[str]:
    faults = []
    if entry.get("field") not in AMOUNT_FIELDS:
        fields = "、".join(AMOUNT_FIELDS)
        faults.append(f"field 应是 {fields} 之一，现在是 {_shown(entry.get('field'))}。")
    if "value" not in entry:
        faults.append('缺少 value；请写金额，例如 "49000.00"，空白格写 null。')
    elif entry["value"] is not None and not _AMOUNT.fullmatch(entry["value"]):
        faults.append(f'value 应是金额，例如 "49000.00"，现在是 {_shown(entry["value"])}。')
    return faults


def _correction(entry: dict[str, Any]) -> Correction:
    correction = Correction(**entry)
    if correction.value is None:
        return correction
    # People copy amounts with their thousands separators; the value itself has none.
    return Correction(**{**entry, "value": correction.value.replace(",", "")})


def _what(correction: Correction) -> tuple[str | None, ...]:
    """What an entry is about: two entries about the same would leave it open which holds."""
    if correction.action == "set":
        place = (correction.spending_unit, correction.project, correction.field)
        return ("set", *place, correction.printed, correction.source)
    return ("key", correction.key, correction.source)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    most = 40
    return text if len(text) <= most else text[:most] + "…"
