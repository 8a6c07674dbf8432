"""By when the goal wants something done, and indicators that allow more time."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rules.consistency._numbers import common_run
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_DATE = re.compile(
    r"(?=[1-9上第一二三四年])(?:(?P<year>20[0-9]{2})年)?(?:(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]?[0-9])日(?:之|以|入汛|[一-鿿]{0,2}(?:汛期?|[春秋冬]灌|春播|春耕|秋收|防火期|开[学考赛园馆幕业]|开考|高考|中考|节|供暖|采暖))?前"
    r"|(?P<part>[上中下]旬)?[底末]?(?:之|以)?前|份?[底末]|份(?:之|以)?前)"
    r"|(?P<half>上半年)|第?(?P<quarter>[一二三四])季度(?:末|底|内)?(?:之|以)?前?|(?P<whole>年[底末内]))"
)
_WITHOUT_MONTH = ("年底", "年末", "年内", "半年", "季度")
_DAY = re.compile(r"(20[0-9]{2}|-)-([0-9]{2})(?:-([0-9]{2}))?")
# 9月20日至28日举办: it is held by the last day.
_HELD = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?P<month>1[0-2]|[1-9])月(?:3[01]|[12]?[0-9])日?(?:至|到|[-~—])"
    r"(?:(?P<last>1[0-2]|[1-9])月)?(?P<day>3[01]|[12]?[0-9])日(?=[^,;。]{0,4}(?:举办|举行|召开|开展|承办))"
)
_PARTS = re.compile(r"第?[一二三四五0-9]+[期批标轮]|[首末][期批]|[上下]半年|尾工|收尾")
_TENTH = {"上旬": 10, "中旬": 20, "下旬": 31}
_LAST_OF_MONTH = 31
_LAST = (12, _LAST_OF_MONTH)
_STEP = 2
_DONE = re.compile("(?:完工|竣工|建成|结束|办结|到位)$")  # the same as 完成
_LONG = 4  # characters in a row that only the same step has
# Only a part is done by then, or it is begun.
_A_PART = re.compile(r"其中|部分|首批|[一二三]期|[0-9]%|过半|一半|启动|开工|开始")
_A_NUMBER = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9]*[年月日.底])")


class GoalDate(NamedTuple):
    """Month and day by which a clause of the goal wants something done; ``year`` where printed."""

    limit: tuple[int, int]
    year: str | None
    clause: str


def dates_in(text: str) -> list[GoalDate]:
    """The dates of a folded goal, each with its clause; brackets do not part it."""
    found: list[GoalDate] = []
    if "月" not in text and not any(word in text for word in _WITHOUT_MONTH):
        return found
    for match in _DATE.finditer(text):
        begin = max(text.rfind(stop, 0, match.start()) for stop in ",;。") + 1
        end = min(
            (at for stop in ",;。" if (at := text.find(stop, match.end())) >= 0), default=len(text)
        )
        # 春播5月底前完成、秋播11月底前完成: each of the list has its own.
        listed = text.rfind("、", begin, match.start()) + 1
        if listed and _DATE.search(text, begin, listed):
            begin = listed
        following = text.find("、", match.end(), end)
        if following >= 0 and _DATE.search(text, following, end):
            end = following
        clause = text[begin:end]
        if match["half"]:
            limit = (6, 30)
        elif match["quarter"]:
            limit = (3 * ("一二三四".index(match["quarter"]) + 1), _LAST_OF_MONTH)
        elif match["whole"]:
            limit = _LAST
        else:
            day = int(match["day"] or _TENTH.get(match["part"] or "", _LAST_OF_MONTH))
            limit = (int(match["month"]), day)
        found.append(GoalDate(limit, match["year"], clause))
    for match in _HELD.finditer(text):
        ends = [at for stop in ",;。" if (at := text.find(stop, match.end())) >= 0]
        limit = (int(match["last"] or match["month"]), int(match["day"]))
        clause = text[match.start() : min(ends, default=len(text))]
        found.append(GoalDate(limit, match["year"], clause))
    return found


def later_than_goal(
    project: ProjectSubject, policy: Policy
) -> Iterator[tuple[IndicatorSubject, GoalDate]]:
    """交付 by 12月31日, where the goal has 9月1日前交付使用: indicators with what they exceed."""
    dates = dates_in(project.objective_key)
    if not dates:
        return
    common = policy.pattern("consistency_limit_common")
    counted = {number for one in project.outputs for number in _A_NUMBER.findall(one.target_key)}
    for one in project.indicators:
        value = one.value
        if value is None or value.kind != "deadline" or value.parts or _PARTS.search(one.name_key):
            continue
        asked = _DAY.fullmatch(value.date or "")
        name = common.sub("", one.measure_key)
        if asked is None or len(name) < _STEP:
            continue
        goal = _of_the_same_step(name, dates, counted, policy)
        if goal is None or (asked[1] not in (goal.year or asked[1], "-")):
            continue
        if (int(asked[2]), int(asked[3] or _LAST_OF_MONTH)) > goal.limit:
            yield one, goal


def _is_of_a_part(clause: str, counted: set[str]) -> bool:
    """Whether only a part is done by then: a number that no indicator has may be one."""
    if _A_PART.search(clause):
        return True
    return any(number not in counted for number in _A_NUMBER.findall(clause))


def _of_the_same_step(
    name: str, dates: list[GoalDate], counted: set[str], policy: Policy
) -> GoalDate | None:
    """The date for the step a name ends in; of several the one whose clause is nearest, or the last."""
    steps = {name[-_STEP:], _DONE.sub("", name)[-_STEP:]}
    stages = [one for one in policy.words("consistency_stages") if "完成" not in one]
    own = {stage for stage in stages if stage in name}
    alike = []
    for date in dates:
        theirs = {stage for stage in stages if stage in date.clause}
        if any(step in date.clause for step in steps) and (
            not theirs or not own.isdisjoint(theirs)
        ):
            alike.append(date)
    if not alike:
        return None
    if len(dates) == 1:
        return None if _is_of_a_part(alike[0].clause, counted) else alike[0]
    if len(alike) == 1 and any(stage in alike[0].clause for stage in own):
        return alike[0]
    shared = [common_run(name, date.clause) for date in dates]
    most = max(shared)
    if (
        most >= _LONG
        and shared.count(most) == 1
        and (nearest := dates[shared.index(most)]) in alike
    ):
        return nearest
    return max(dates, key=lambda date: date.limit)
