"""Values without a number: placeholders, yes and no, grades, references, free text."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import msgspec

from jixiao.model.target_value import Baseline, TargetValue
from jixiao.text import fold, quick_pattern, trie_pattern
from jixiao.understanding.target_value.draft import Draft, Given
from jixiao.understanding.target_value.finish import add_scope, finish, is_time_name
from jixiao.understanding.target_value.numbers import NUMERAL
from jixiao.understanding.target_value.units import PER_WORDS, unit_table
from jixiao.understanding.target_value.words import (
    change_directions,
    change_pattern,
    comparators,
    degree_ranks,
    grades,
    words,
)

_ENDS = " \t\n\r。.,;、!?　\u200b\ufeff\xa0"
_BARE = re.compile(r"[\W_]*")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff□■]")
_NAME_END = ("数量", "次数", "个数", "人数", "人次", "家数", "场次", "数", "率", "金额", "总额", "额", "比例", "满意度",
             "程度", "时间", "时限", "情况", "面积", "指标", "成本", "标准", "及时性", "规范性", "完整性")  # fmt: skip
_GRADE_AFTER = re.compile(
    r"(?P<grade>[㐀-鿿]{1,6}?)(?:等次|等级)?(?P<after>[及或]?(?:其)?以[上下])(?:等次|标准|水平)?"
)
_NO_CHANGE = re.compile("保持不变|维持不变|不变|持平|保持稳定水平")
_LAST_YEAR = re.compile("上年度?|去年|上一年度?|往年|前一年度?|(?<!合)同期")
_COMPARED = re.compile("[去往上前同变平]")  # in all of both
_NO_GRADE = frozenset({"发展", "保障", "支持"})
_DATED = re.compile("[年月季底末前]")  # in all deadlines in words
_FEW = 12
_ALIKE = 3


class _Patterns(msgspec.Struct, frozen=True):
    reference: re.Pattern[str]
    fiscal: re.Pattern[str]
    year_end: re.Pattern[str]
    occasion: re.Pattern[str]
    asks: re.Pattern[str]
    comparator: re.Pattern[str]
    bad: re.Pattern[str]
    unwanted: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    loaded = words()
    return _Patterns(
        re.compile(quick_pattern("|".join(loaded["reference"]["patterns"]))),
        re.compile(loaded["deadline"]["fiscal"]),
        re.compile(
            r"(?<![0-9一二三四五六七八九十])(?:当|本|每|次|学)?(?:年度?|学期|月度?|季度)(?:底|末)(?=前|之前|以前|完成|$)"
        ),
        re.compile(
            rf"(?:每个?|当|本|次|今|明|上|下)?(?:学?年度?|学期)?的?(?:[春夏秋冬]季)?{trie_pattern(loaded['deadline']['occasions'])}"
            r"(?:节日?|期)?(?:假期)?(?:来临|到来|开始|来)?(?=之前|以前|前(?![期后往]))"
        ),
        re.compile(loaded["yes_no"]["asks"]),
        re.compile(trie_pattern([w for w, k in comparators().before.items() if k != "exactly"])),
        re.compile(trie_pattern(list(loaded["direction"]["bad"]))),
        re.compile(rf"{loaded['yes_no']['asks']}|事故|投诉|违规|浪费|超支"),
    )


@cache
def _whole() -> dict[str, tuple[str, str]]:
    """Values that are one known word: word → (what it is, grade or reason)."""
    loaded = words()
    table = dict.fromkeys(loaded["placeholders"]["words"], ("placeholder", ""))
    table |= dict.fromkeys(loaded["placeholders"]["slips"], ("slip", ""))
    table |= {word: ("yes_no", word) for word in loaded["yes_no"]["words"] if word not in table}
    table["无"] = ("none", "无")
    table |= dict.fromkeys(loaded["yes_no"]["templates"], ("template", ""))
    table["零"] = ("zero", "")
    return table


@cache
def _vocabulary() -> dict[str, TargetValue]:
    """The record of every word of the closed lists, made once from the lists themselves."""
    words_alone = {*_whole(), *grades(), *change_directions()}
    return {word: read_words((word, word, "", None)) for word in words_alone}


def read_known(text: str, name: str, level2: str | None) -> TargetValue | None:
    """The value of a text that is one word of the closed lists, where the name adds nothing."""
    found = _vocabulary().get(text)
    if found is None or not name:
        return found
    if text == name or found.kind == "exactly" or (text == "无" and _none_by_name(name)):
        return read_words((text, text, name, level2))
    return found


def _none_by_name(name: str) -> bool:
    return _patterns().unwanted.search(name) is not None


def read_words(given: Given, things: Sequence[tuple[int, int, str]] = ()) -> TargetValue:
    """The value of a text in which no number is a target.

    ``things`` are the places of the names and periods that hold its numerals.
    """
    text, t, name, level2 = given
    draft = Draft(text)
    core = t.strip(_ENDS)
    if core[:1] == "(" and core[-1:] == ")" and core[1:-1] in _whole():
        core = core[1:-1]
    if (known := _whole().get(core)) is not None:
        return _one_word(draft, given, core, known[0])
    if not core or (not core[0].isalnum() and _BARE.fullmatch(core)):
        draft.marks.append((0, len(text), "mark"))
        stated = text.strip(_ENDS) in _whole() or not text.strip()
        draft.kind = "not_stated" if stated or len(core) <= 1 else "not_understood"
        if not stated:
            draft.doubt("likely", "只有标点")
        elif not text.strip():
            draft.confidence = "certain"
        return draft.value()
    squeezed = "".join(core.split())
    if squeezed[0] == "零" and (bad := _patterns().bad.match(squeezed, 1)):
        start = t.index("零")
        draft.marks.append((start, start + 1, "number"))
        draft.number = Decimal(0)
        add_scope(draft, "", squeezed[1:], name + bad[0])
        return finish(draft, name or bad[0], level2)
    start = t.index(core)
    end = start + len(core)
    draft.filler = "words"
    draft.kind = "qualitative"
    draft.marks.extend(things)
    if _graded(draft, squeezed, start, end, name):
        return draft.value()
    if _damaged(draft, text, squeezed, name):
        return draft.value()
    if _deadline(draft, given, squeezed):
        return draft.value()
    if _reference(draft, t, name):
        return draft.value()
    _free(draft, t, squeezed)
    return draft.value()


def _one_word(draft: Draft, given: Given, core: str, what: str) -> TargetValue:
    """A placeholder, a yes or no, a zero."""
    _, t, name, level2 = given
    start = t.index(core)
    end = start + len(core)
    role = {"yes_no": "yes_no", "zero": "number"}.get(what, "words")
    if what == "none" and name and (asked := _patterns().asks.search(name)):
        what, role = "yes_no", "yes_no"
        draft.direction, draft.direction_reason = "equal", f"名称含“{asked[0]}”，以“{core}”为目标"
    draft.marks.append((start, end, role))
    if what == "yes_no":
        draft.kind, draft.grade = "yes_no", core
        if draft.direction_reason is None:
            draft.direction, draft.direction_reason = "equal", f"以“{core}”为目标"
        if core not in "是否无":
            draft.doubt("likely", f"“{core}”按是否读")
        return draft.value()
    if what == "template":
        draft.kind = "not_understood"
        draft.doubt("guess", "是否两可，没有选定")
        return draft.value()
    if what == "zero":
        draft.kind, draft.number = "exactly", Decimal(0)
        return finish(draft, name, level2)
    draft.kind = "not_stated"
    if what == "slip":
        draft.doubt("likely", f"“{core}”按“不适用”读")
    elif what == "none" and name and _none_by_name(name):
        draft.doubt("likely", "名称是不希望发生的事，“无”也可能就是目标")
    return draft.value()


def _graded(draft: Draft, squeezed: str, start: int, end: int, name: str) -> bool:
    """A word of an ordered vocabulary, alone or with 「及以上」."""
    if (found := grades().get(squeezed)) is not None:
        draft.scale, draft.grade, draft.rank = found
    elif squeezed[-1] in _change_lasts() and (match := change_pattern().fullmatch(squeezed)):
        _changed(draft, match, squeezed)
    elif (
        "以" in squeezed
        and (match := _GRADE_AFTER.fullmatch(squeezed))
        and (found := grades().get(match["grade"]))
    ):
        draft.scale, draft.grade, draft.rank = found
        draft.stated = True
        up = match["after"].endswith("上")
        draft.direction = "higher_is_better" if up else "lower_is_better"
        draft.direction_stated, draft.direction_reason = True, f"“{match['after']}”"
    else:
        return False
    if draft.direction_reason is None:
        draft.direction_reason = "定性目标，没有方向词"
    draft.marks.append((start, end, "grade"))
    if NUMERAL.search(draft.text, start, end):  # 「进一步提升」: its numeral is a name
        draft.marks.clear()
        draft.filler = "grade"
    if name and squeezed == name:
        draft.doubt("likely", "与指标名称相同，没有说明要达到的程度")
    return True


def _changed(draft: Draft, match: re.Match[str], squeezed: str) -> None:
    ranks = degree_ranks()
    degree = match["before"] or match["after"]
    draft.scale, draft.grade = "change", squeezed
    draft.rank = ranks[degree] if degree else None
    says = change_directions()[match["change"]]
    draft.direction = says  # type: ignore[assignment]
    draft.direction_reason = f"“{match['change']}”"
    if says == "equal" and "不变" in squeezed:
        draft.baseline = Baseline(None, "no_change")


def _damaged(draft: Draft, text: str, squeezed: str, name: str) -> bool:
    """A unit or a comparator without its number, the name in place of a value, broken characters."""
    reason = None
    if _BROKEN.search(text):
        reason = "含有无法识别的字符"
    elif squeezed in unit_table():
        reason = "只有计量单位，没有数字"
    elif squeezed in comparators().before or squeezed in comparators().after:
        reason = "只有比较词，没有数字"
    elif len(squeezed) == 1:
        reason = "只有一个字，看不出目标"
    elif name and len(squeezed) <= len(name) + _ALIKE and fold(text) == fold(name):
        if squeezed.endswith(_NAME_END) or _patterns().asks.match(squeezed):
            reason = "与指标名称相同，没有说明要达到的程度"
        else:
            draft.grade = None
            draft.doubt("guess", "与指标名称相同，没有说明要达到的程度")
            draft.filler = "words"
            draft.direction_reason = "定性目标，没有方向词"
            return True
    elif squeezed.endswith(_NAME_END) and _paraphrases(squeezed, name):
        reason = "像是指标名称，没有说明要达到的程度"
    if reason is None:
        return False
    draft.kind = "not_understood"
    draft.doubt("guess", reason)
    return True


def _paraphrases(squeezed: str, name: str) -> bool:
    """Whether a value that ends like a name has nothing the name does not have."""
    if not name or _patterns().reference.search(squeezed):
        return False
    shared = sum(character in name for character in squeezed)
    return shared >= len(squeezed) * 0.6


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"[ ]*{trie_pattern(words()['deadline']['years'])}[ 。.,;]*")


def _deadline(draft: Draft, given: Given, squeezed: str) -> bool:
    """「年度内完成」, 「年底前」: a deadline by the year, without a date."""
    _, t, name, level2 = given
    if _DATED.search(t) is None:
        return False
    patterns = _patterns()
    match = None
    if "年" in t or "底" in t or "末" in t:
        match = patterns.fiscal.search(t) or patterns.year_end.search(t)
    asked = is_time_name(name, level2)
    if match is None and "前" in t:
        match = patterns.occasion.search(t)
        if match is not None and not asked and t[: match.start()].strip():
            return False
    if match is None and asked and (match := _years().fullmatch(t)):
        draft.doubt("likely", "只写了年度或月份，没有写“前”“内”，按期限读")
    if match is None:
        return False
    around = t[: match.start()] + t[match.end() :]
    if len(squeezed) > _FEW and not asked and "完成" not in around:
        return False
    draft.kind, draft.stated, draft.filler = "deadline", True, "scope"
    draft.marks.append((match.start(), match.end(), "date"))
    text = match[0]
    draft.anchor = text.lstrip("在于力争确保").rstrip("之以内")
    if match.re is not patterns.occasion:
        draft.precision = next((PER_WORDS[sign] for sign in "季月日天" if sign in text), "year")
    draft.direction, draft.direction_stated = "lower_is_better", True
    draft.direction_reason = "期限，早于或等于即达到"
    behind = t[match.end() :]
    for word in ("之前", "以前", "前夕", "前"):
        if behind.startswith(word):
            draft.marks.append((match.end(), match.end() + len(word), "comparator"))
            behind = behind[len(word) :]
            break
    add_scope(draft, t[: match.start()], behind, name)
    return True


def _reference(draft: Draft, t: str, name: str) -> bool:
    """What has to be reached stands elsewhere: 「按合同约定时间完成」, 「不低于上年标准」."""
    match = _patterns().reference.search(t)
    if match is None:
        return False
    draft.kind = "reference"
    start = match.start()
    said = _patterns().comparator.match(t, start)
    if said is not None:
        draft.stated = True
        draft.marks.append((start, said.end(), "comparator"))
        start = said.end()
        kind = comparators().before[said[0]]
        up = kind in ("at_least", "more_than")
        draft.direction = "higher_is_better" if up else "lower_is_better"
        draft.direction_stated, draft.direction_reason = True, f"“{said[0]}”"
    else:
        draft.direction, draft.direction_reason = "equal", "以所引用的要求为准"
    draft.marks.append((start, match.end(), "reference"))
    if _LAST_YEAR.search(match[0]):
        draft.baseline = Baseline("last_year", "no_change" if said else "difference")
    add_scope(draft, t[: match.start()], t[match.end() :], name)
    return True


def _free(draft: Draft, t: str, squeezed: str) -> None:
    """Free text, with the grade it ends in or the change it speaks of."""
    draft.doubt("likely", "自由文字，不在词表中")
    draft.direction_reason = "定性目标，没有方向词"
    # Only a change with its degree is a grade here: 「…有明显提升」, not 「…财产安全」.
    match = None
    if squeezed[-1] in _change_lasts() and squeezed.endswith(_change_ends()):
        match = _ending_change().search(squeezed, max(0, len(squeezed) - _FEW))
    if match and (match["before"] or match["after"]) and match["change"] not in _NO_GRADE:
        _changed(draft, match, match[0])
    if _COMPARED.search(t):
        unchanged = _NO_CHANGE.search(t)
        if _LAST_YEAR.search(t):
            draft.baseline = Baseline("last_year", "no_change" if unchanged else "difference")
        elif unchanged:
            draft.baseline = Baseline(None, "no_change")


@cache
def _ending_change() -> re.Pattern[str]:
    return re.compile(change_pattern().pattern + r"$")


@cache
def _change_ends() -> tuple[str, ...]:
    """What a text that ends in a change can end with."""
    return (*change_directions(), *degree_ranks(), "了", "作用", "效果", "态势")


@cache
def _change_lasts() -> frozenset[str]:
    """The last characters of all changes: nearly every other text is told by one look."""
    return frozenset("地得").union(word[-1] for word in _change_ends())
