"""CON008 narrative-amount-differs."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject, TableSubject
from jixiao.text import fold

_YUAN = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10**4), "万": Decimal(10**4),
    "百万元": Decimal(10**6), "亿元": Decimal(10**8),
}  # fmt: skip
_AMOUNT = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(亿元|百万元|万元|万|千元|元)"
)
_TOTAL = re.compile(
    r"绩效目标[^。;]{0,60}?(?:资金|预算|金额|经费|支出|拨款|合计|总额)[^0-9。;]{0,8}(?=[0-9])"
)
_LINK = r"(?:的?(?:资金|经费|预算))?,?(?:主要|专项|全部)?(?:用于|用作|投入|支持|保障|作为)"
_GIVEN_TO = re.compile(_AMOUNT.pattern + _LINK + "$")
_FOR_THE_NEXT = re.compile(_LINK)
_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_PREFIX = 4
_WINDOW = 600
_CLOSE = 40
_MIXED_UP = 10000


@rule("CON008", since="0.2", needs=("narrative",))
def narrative_amount_differs(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """预算说明里的金额与目标表不一致。

    同一笔钱在说明和表里不同，至少一处错了；常见的是把元写成万元。

    Not allowed:
        说明：科技创新专项经费2025年度项目总预算1720.00万元。
        项目：科技创新专项经费 | 1270.00
        1、1-产出指标；11-数量指标；会议；实施周期指标值：2次；年度指标值：2次。

    Allowed:
        说明：编报绩效目标的项目共1个，涉及项目预算资金1720.00万元。科技创新专项经费2025年度项目总预算17200000元。
        项目：科技创新专项经费 | 1720.00
        1、1-产出指标；11-数量指标；会议；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        只看写出项目全名、名称前后写明预算金额的（“……预算10万元”“安排10万元用于……”）；写的是别的年度的不比。说明涉及几张表时，合计可能本来不同。
    """
    factor = _YUAN.get(table.record.amount_unit or "")
    text = fold(table.companions.narrative or "")
    if factor is None or not text:
        return
    grand = table.record.grand_total.total
    totals = (_AMOUNT.match(text, one.end()) for one in _TOTAL.finditer(text))
    total = next((one for one in totals if one is not None), None)
    if total is not None and grand is not None:
        yield from _compare(
            total, grand * factor, "绩效目标项目的金额", "目标表的合计", None, table
        )
    found = _mentions(text, table)
    for number, (start, end, project) in enumerate(found):
        amount = project.record.funding.total
        following = found[number + 1][0] if number + 1 < len(found) else len(text)
        stated = _GIVEN_TO.search(text, max(0, start - _CLOSE), start)
        if stated is None:
            until = min(following, end + _WINDOW)
            stated = _budget_after(text, end, until, table.year, policy)
        if amount is not None and stated is not None:
            yield from _compare(
                stated, amount * factor, f"“{project.name}”的金额", "目标表里", project, table
            )


def _compare(
    stated: re.Match[str],
    yuan: Decimal,
    what: str,
    where: str,
    project: ProjectSubject | None,
    table: TableSubject,
) -> Iterator[Found]:
    number, unit = Decimal(stated[1].replace(",", "")), _YUAN[stated[2]]
    exponent = number.as_tuple().exponent
    half = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * unit / 2
    printed = number * unit
    if abs(printed - yuan) <= max(half, Decimal(100)):  # 100元 is 0.01万元
        return
    mixed = printed == yuan * _MIXED_UP or printed * _MIXED_UP == yuan
    in_table = yuan / _YUAN[table.record.amount_unit or "元"]
    yield Found(
        f"预算说明里{what}是{stated[1]}{stated[2]}，{where}是{in_table.normalize():f}{table.record.amount_unit}"
        + ("，正好差一万倍，像是元和万元混用。" if mixed else "。"),
        "请核对两处金额和单位，改成一致。",
        at=project.record.at.total or None if project is not None else None,
        about=project,
    )


def _mentions(text: str, table: TableSubject) -> list[tuple[int, int, ProjectSubject]]:
    """Where a project is named: start, end, project; the longest name wins."""
    names: dict[str, ProjectSubject | None] = {}
    lengths: dict[str, set[int]] = {}
    for project in table.projects:
        key = project.name_key
        if len(key) >= _PREFIX:
            names[key] = None if key in names else project  # two of one name: neither is meant
            lengths.setdefault(key[:_PREFIX], set()).add(len(key))
    longest = {prefix: sorted(some, reverse=True) for prefix, some in lengths.items()}
    found: list[tuple[int, int, ProjectSubject]] = []
    at = 0
    while at < len(text) - _PREFIX + 1:
        for length in longest.get(text[at : at + _PREFIX], ()):
            key = text[at : at + length]
            if key in names and _begins(text, at):
                project_named = names[key]
                if project_named is not None:
                    found.append((at, at + length, project_named))
                at += length - 1
                break
        at += 1
    return found


def _begins(text: str, at: int) -> bool:
    """Not the tail of a longer name: nothing, punctuation or a small word stands before."""
    return at == 0 or not text[at - 1].isalpha() or text[at - 1] in "为对的和与及排中于是年"


def _budget_after(
    text: str, start: int, end: int, year: int | None, policy: Policy
) -> re.Match[str] | None:
    """The first amount after a name that is called its budget of this year and not another's."""
    for match in _AMOUNT.finditer(text, start, end):
        between = text[start : match.start()]
        last = re.split(r"[,;。、]", between)[-1]
        if policy.pattern("consistency_more_or_less").search(last):
            continue
        if any(year is not None and int(one) != year for one in _YEAR.findall(last)):
            continue
        if _FOR_THE_NEXT.fullmatch(text, match.end(), end):
            return None
        if len(between) <= 3 or policy.pattern("consistency_budget_words").search(last):
            return match
    return None
