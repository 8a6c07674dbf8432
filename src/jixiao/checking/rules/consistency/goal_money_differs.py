"""CON015 goal-money-differs."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._money_parts import parts_of
from jixiao.checking.rules.consistency._numbers import blot_out_names
from jixiao.checking.subjects import TEN_THOUSAND, ProjectSubject

_UNITS = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": TEN_THOUSAND, "万": TEN_THOUSAND,
    "百万元": Decimal(10**6), "亿元": Decimal(10**8),
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)[余多]?"
    r"(亿元|百万元|万元|千元|元|万(?=$|[,;。用购开]))"
)
_STOPS = re.compile(r"[;。!?()]|,(?![0-9]{3}(?![0-9]))")
_ABOUT = re.compile(r"[余多]|[约近]$|左右")
_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_MIXED_UP = 10_000
_SAYS = tuple(f"{digit}{unit}" for digit in "0123456789" for unit in "元千百万亿余多")


class _Said(NamedTuple):
    yuan: Decimal
    clause: str
    about: bool
    whole: bool


@rule("CON015", since="0.3", says=_SAYS)
def goal_money_differs(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标里写的本项目金额与表中的金额不一致。

    同一笔钱在目标和表里不同，至少一处写错了，常见的是数字颠倒、沿用上年的数、元与万元混用。

    Not allowed:
        项目：律师参与信访化解 | 36.00
        目标：本项目投入63万元，安排律师值班，引导群众依法表达诉求。

        项目：社区文体活动 | 84.00
        目标：安排资金120万元，组织文体活动，丰富居民文化生活。

        项目：烈士纪念设施修缮保护 | 90.00
        目标：修缮烈士陵园，经费由陵园环境整治40万元、墓碑修缮25万元、零散设施修缮18万元三部分组成，更好发挥教育功能。

    Allowed:
        项目：律师参与信访化解 | 36.00
        目标：本项目投入36万元，安排律师值班，引导群众依法表达诉求。

        项目：烈士纪念设施修缮保护 | 90.00
        目标：修缮烈士陵园，经费主要用于陵园环境整治40万元、墓碑修缮25万元，更好发挥教育功能。

        项目：技术改造奖补 | 300.00
        目标：安排奖补资金300万元，带动企业投入2亿元，促进产业升级。

    Known limits:
        只看目标里仅有的一个说本项目用多少钱的数，和写明由几部分组成的各部分之和（没有写明是全部的，合计比表中多才算）；总投资、分几年的总数、配套、带动、合同金额和标准不比；没有写明是全部资金的（“投入10万元”），比表中多才算。
    """
    own = project.ten_thousands
    if not own or ("元" not in project.objective_key and "万" not in project.objective_key):
        return
    text = blot_out_names(project.objective_key)
    if policy.pattern("consistency_money_of_more").search(f"{project.name_key};{text}"):
        return
    yield from _parts(project, text, own * TEN_THOUSAND, policy)
    known = project.table.budget_year
    said = list(_said_of_own(text, policy, known.year if known is not None else None))
    if len(said) != 1:
        return
    (one,) = said
    yuan = own * TEN_THOUSAND
    share = policy.limit("consistency_money_about" if one.about else "consistency_money_said")
    if _near(one.yuan, yuan, share) or not (one.whole or one.yuan > yuan):
        return
    at_most = policy.pattern("consistency_at_most").search(one.clause)
    at_least = not at_most and policy.pattern("consistency_at_least").search(one.clause)
    if (at_most and yuan < one.yuan) or (at_least and yuan > one.yuan):
        return
    if any(_near(one.yuan, other, share) for other in _other_amounts(project)):
        return
    mixed = _near(one.yuan, yuan * _MIXED_UP, share) or _near(one.yuan * _MIXED_UP, yuan, share)
    unit = project.table.record.amount_unit or ""
    yield Found(
        f"绩效目标写“{one.clause}”，表中这个项目的金额却是{project.record.funding.total}{unit}"
        + ("，正好差一万倍，像是元和万元混用。" if mixed else "。"),
        "请核对两处金额和单位，改成一致；不是本项目资金的，请在目标里写明是什么钱。",
        at=(*project.record.at.objective, *project.record.at.total),
    )


def _parts(project: ProjectSubject, text: str, own: Decimal, policy: Policy) -> Iterator[Found]:
    """What the goal lists is more than the project has, or all of it and less."""
    share = policy.limit("consistency_money_said")
    for one in parts_of(text, policy):
        if _near(one.yuan, own, share) or not (one.all_ or one.yuan > own):
            continue
        if any(_near(one.yuan, other, share) for other in _other_amounts(project)):
            continue
        unit = project.table.record.amount_unit or ""
        total = one.yuan / TEN_THOUSAND
        yield Found(
            f"绩效目标写“{one.said}”，合计{total.normalize():f}万元，"
            f"表中这个项目的金额却是{project.record.funding.total}{unit}。",
            "请核对各部分的金额和项目金额，改成一致；还有别的用途的，请在目标里写全。",
            at=(*project.record.at.objective, *project.record.at.total),
        )


def _said_of_own(text: str, policy: Policy, year: int | None) -> Iterator[_Said]:
    """The amounts that a folded goal calls the project's own money."""
    for match in _AMOUNT.finditer(text):
        start = max((one.end() for one in _STOPS.finditer(text, 0, match.start())), default=0)
        stop = _STOPS.search(text, match.end())
        end = stop.start() if stop is not None else len(text)
        head, tail = text[start : match.start()], text[match.end() : end]
        clause = text[start:end]
        if policy.pattern("consistency_not_own_money").search(clause):
            continue
        years = _YEAR.findall(text, text.rfind("。", 0, start) + 1, end)
        if any(int(one) != year for one in years):
            continue
        whole = policy.pattern("consistency_whole_money").search(head)
        # 安排资金120万元, and nothing else: what follows tells what for.
        alone = not tail and not start
        if whole is None and policy.pattern("consistency_own_money").search(head) is None:
            continue
        yield _Said(
            Decimal(match[1].replace(",", "")) * _UNITS[match[2]],
            clause,
            _ABOUT.search(match[0]) is not None
            or _ABOUT.search(head) is not None
            or tail.startswith("左右"),
            whole is not None or alone,
        )


def _near(one: Decimal, other: Decimal, share: Decimal) -> bool:
    return abs(one - other) * 100 <= share * other


def _other_amounts(project: ProjectSubject) -> Iterator[Decimal]:
    """In 元: parts of the project's money, and the sums it is part of."""
    table = project.table
    factor = (table.amount_factor or 0) * TEN_THOUSAND
    funding = project.record.funding
    for one in (
        funding.fiscal_appropriation, funding.special_account_appropriation, funding.other_funds,
        project.unit.record.funding.total, table.record.grand_total.total,
    ):  # fmt: skip
        if one:
            yield one * factor
