"""What the two levels of an indicator say, and whether one class alone fits them."""

from functools import cache, lru_cache
from typing import NamedTuple

from jixiao.model import Edit, Indicator, level_codes
from jixiao.text import fold, likeness

_ALIKE = 0.66  # a label with one character in three misread is no other label


class Conflict(NamedTuple):
    """What is wrong with the levels, and the edits where exactly one class fits."""

    message: str
    right: str | None
    edits: tuple[Edit, ...]


@cache
def labels() -> dict[str, str]:
    """Code of either level → its official label."""
    codes = level_codes()
    found: dict[str, str] = {}
    for label, code in (*codes.level1.items(), *codes.level2.items()):
        found.setdefault(code, label)
    return found


def conflict(record: Indicator) -> Conflict | None:
    """Code against label, level 1 against level 2; None where they agree or one is not known."""
    one, two = record.level1, record.level2
    if one.label is None or two.label is None:
        return None
    return _conflict(one.code, one.label, two.code, two.label)


def stranger(record: Indicator) -> Conflict | None:
    """A code or label that the code set does not hold."""
    one, two = record.level1, record.level2
    return _stranger(one.code, one.label, two.code, two.label)


@lru_cache(maxsize=4096)
def _conflict(code1: str | None, label1: str, code2: str | None, label2: str) -> Conflict | None:
    codes = level_codes()
    first, second = codes.level1.get(fold(label1)), codes.level2.get(fold(label2))
    first_as_second = codes.level2.get(fold(label1)) if first is None else None
    known = labels()
    if second is None or (first is None and first_as_second is None):
        return None  # not in the code set, or misread
    if (code1 is not None and code1 not in known) or (code2 is not None and code2 not in known):
        return None
    classes = {second, code2 or second}
    tops = {code[0] for code in (code1, first, first_as_second) if code}
    if first_as_second is not None:
        classes |= {first_as_second, code1 or first_as_second}
    classes = {code for code in classes if len(code) > 1}
    message = _message(code1, label1, code2, label2)
    if message is None:
        return None
    fitting = sorted(code for code in classes if code[0] in tops)
    if len(fitting) != 1 or (len(tops) > 1 and len(classes) > 1):
        return Conflict(message, None, ())
    return _solved(message, fitting[0], (code1, label1, code2, label2))


def _message(code1: str | None, label1: str, code2: str | None, label2: str) -> str | None:
    codes, known = level_codes(), labels()
    first, second = codes.level1.get(fold(label1)), codes.level2[fold(label2)]
    one, two = _print(code1, label1), _print(code2, label2)
    if first is None:
        return f"一级指标处印的是二级指标“{one}”。"
    if code2 is not None and code2 != second:
        return f"二级指标“{two}”编码与名称不一致：{code2} 是“{known[code2]}”。"
    if code1 is not None and code1 != first:
        return f"一级指标“{one}”编码与名称不一致：{code1} 是“{known[code1]}”。"
    if second[0] != first:
        return f"二级指标“{two}”不属于一级指标“{one}”。"
    return None


@lru_cache(maxsize=4096)
def _stranger(
    code1: str | None, label1: str | None, code2: str | None, label2: str | None
) -> Conflict | None:
    codes = level_codes()
    found = []
    for word, code, label, own, other in (
        ("一级", code1, label1, codes.level1, codes.level2),
        ("二级", code2, label2, codes.level2, codes.level1),
    ):
        if label is None:
            continue
        key = fold(label)
        known_label = key in own or key in other or _alike(key, code, own)
        known_code = code is None or code in labels()
        if not (known_label and known_code):
            found.append(f"{word}指标“{_print(code, label)}”")
    if not found:
        return None
    message = f"{'、'.join(found)}不在绩效指标分级编码里。"
    second = codes.level2.get(fold(label2 or ""))
    first = codes.level1.get(fold(label1 or ""))
    if second is None or label1 is None or label2 is None or first != second[0]:
        return Conflict(message, None, ())
    return _solved(message, second, (code1, label1, code2, label2))


def _alike(key: str, code: str | None, own: dict[str, str]) -> bool:
    return any(c == code and likeness(other, key) >= _ALIKE for other, c in own.items())


def _solved(
    message: str, class_: str, printed: tuple[str | None, str, str | None, str]
) -> Conflict:
    """With the edits that bring both levels to one class."""
    codes, known = level_codes(), labels()
    code1, label1, code2, label2 = printed
    top = class_[0]
    right1 = label1 if codes.level1.get(fold(label1)) == top else known[top]
    right2 = label2 if codes.level2.get(fold(label2)) == class_ else known[class_]
    wanted = (
        ("level1.code", code1 or "", top),
        ("level1.label", label1, right1),
        ("level2.code", code2 or "", class_),
        ("level2.label", label2, right2),
    )
    edits = tuple(Edit(*one) for one in wanted if one[1] != one[2])
    return Conflict(message, f"{top}-{right1}；{class_}-{right2}", edits)


def _print(code: str | None, label: str) -> str:
    return f"{code}-{label}" if code else label
