"""What a bracket behind a number says: a bound, a unit, a formula, a remark."""

import re

from jixiao.understanding.target_value.draft import Draft
from jixiao.understanding.target_value.finish import (
    unit_of_note,
)
from jixiao.understanding.target_value.quantity import per_word, set_unit
from jixiao.understanding.target_value.words import comparators

FORMULA = re.compile(r"[*×xX÷/].*(?:100|%|[㐀-鿿])|=.*[㐀-鿿]")
_INCLUSIVE = re.compile(
    r"(?P<not>不)?(?:含|包含|包括|及)(?:[0-9]{1,9}(?:[㐀-鿿%]{0,4})|本数|本级|以上)?"
)
_EXCLUDED = {"at_least": "more_than", "at_most": "less_than"}
_INCLUDED = {"more_than": "at_least", "less_than": "at_most"}


def add_bracket(draft: Draft, t: str, start: int, end: int) -> bool:
    """What a bracket behind a number says; False where it holds more than a remark."""
    inside = t[start + 1 : end - 1].strip()
    printed = draft.text[start + 1 : end - 1].strip()
    if match := _INCLUSIVE.fullmatch(inside):
        draft.marks.append((start, end, "comparator"))
        turned = _EXCLUDED if match["not"] else _INCLUDED
        if draft.kind in turned:
            draft.kind = turned[draft.kind]
            draft.doubt("likely", f"比较词与括号“{inside}”不一致，按括号读")
        return True
    if inside in (said := comparators().before) or inside in comparators().after:
        kind = said.get(inside) or comparators().after[inside]
        draft.marks.append((start, end, "comparator"))
        if draft.kind == "exactly" and not draft.stated and kind != "exactly":
            draft.kind, draft.stated = kind, True
            draft.doubt("likely", f"比较词“{inside}”印在括号里")
        return True
    if unit_of_note(inside) and draft.measure_unit is None:
        draft.marks += [(start, start + 1, "mark"), (end - 1, end, "mark")]
        at = t.index(inside, start)
        set_unit(draft, at, at + len(inside), inside)
        return True
    if FORMULA.search(inside):
        draft.marks.append((start, end, "formula"))
        draft.add_note(printed)
        return True
    if inside in ("每年", "年", "/年", "每季度", "每月"):
        draft.marks.append((start, end, "per"))
        draft.per = per_word(inside)
        return True
    draft.add_note(printed)
    if not any(character.isdecimal() for character in inside):
        draft.marks.append((start, end, "note"))
        return True
    draft.doubt("likely", "括号内另有数字")
    return "其中" not in inside
