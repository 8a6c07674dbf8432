"""Readings made by hand, with whatever the site has to show."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib import resources

from jixiao.model import (
    ArithmeticCheck,
    Doubt,
    Funding,
    Indicator,
    Ledger,
    Level,
    ObjectiveTable,
    Origins,
    Place,
    Project,
    ProjectPlaces,
    Question,
    Reading,
    Remainder,
    Repair,
    Source,
    SpendingUnit,
    Subject,
    Target,
    Verdict,
    from_triple,
)
from jixiao.pipeline import read

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
HOSTILE = (
    "</script><img src=x onerror=alert(1)>{{7*7}}${7}'\"&\u202e\x00\x1b\u2028\u2066\ud800\ufffe"
    "--><style>*{display:none}</style>|{0}"
)
"""Text that would do harm in a page, a script or a template."""


@cache
def sample(name: str, year: int | None = 2024) -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, name=f"{name}.txt", year=year)


def samples() -> list[Reading]:
    return [sample(name) for name in SAMPLES]


def target(text: str, code: int | None = None, value: str = "", unit: str = "") -> Target:
    typed = from_triple(code, value, unit) if code else None
    return Target(text, typed, (Place(line=3, column=7, start=10, end=10 + len(text)),))


def indicator(
    name: str | None = "走访企业数量",
    annual: Target | None = None,
    *,
    number: int | None = 1,
    code: str | None = "11",
    doubts: Sequence[Doubt] = (),
) -> Indicator:
    return Indicator(
        number=number,
        text=f"{number}、1-产出指标,11-数量指标,{name}",
        level1=Level("1", "产出指标"),
        level2=Level("11", "数量指标"),
        class_=code,
        name=name,
        period_target=target("不少于300家", 1, "300", "家"),
        annual_target=annual,
        at=(Place(line=3, column=7, start=0, end=40),),
        doubts=tuple(doubts),
    )


def project(
    name: str | None = "会议经费",
    total: str | None = "12.50",
    objective: str | None = "开好会议。",
    indicators: Sequence[Indicator] | None = None,
) -> Project:
    amount = None if total is None else Decimal(total)
    line = (Place(line=3, column=2, start=0, end=5),)
    return Project(
        name=name,
        funding=Funding(total=amount, fiscal_appropriation=amount),
        objective=objective,
        at=ProjectPlaces(
            name=(Place(line=3, column=1, start=0, end=4),),
            total=line,
            fiscal_appropriation=line,
            objective=(Place(page=2, box=(72.0, 90.0, 300.0, 110.5)),),
        ),
        indicators=tuple([indicator()] if indicators is None else indicators),
    )


def table(
    *projects: Project,
    department: str | None = "某某局",
    year: int | None = 2024,
    unit: str | None = "某某局本级",
    money: str | None = "万元",
) -> ObjectiveTable:
    total = sum((one.funding.total or Decimal(0) for one in projects), Decimal(0))
    return ObjectiveTable(
        kind="project",
        dialect=";",
        title="项目支出绩效目标表",
        department=department,
        budget_year=year,
        amount_unit=money,
        origins=Origins(),
        grand_total=Funding(total=total, fiscal_appropriation=total),
        spending_units=(
            SpendingUnit(unit, Funding(total=total), (Place(sheet="表1", cell="A3"),), projects),
        ),
        arithmetic=(
            ArithmeticCheck(
                "grand_total", "projects", None, "total", total, total + 3, 1, Verdict.GAP
            ),
        ),
    )


def reading(*tables: ObjectiveTable, name: str = "目标表.txt") -> Reading:
    return Reading(
        schema="jixiao.reading/1",
        source=Source(name, "ab" * 32, "tabbed-text", True),
        tables=tables or (table(project()),),
        repairs=(),
        questions=(),
        ledger=Ledger(100, 60, 40, 0, 0, {}, ()),
    )


def hostile() -> Reading:
    """Harmful text wherever a document can put any."""
    at = (Place(sheet=HOSTILE, cell=HOSTILE),)
    bad = Indicator(
        number=1, text=HOSTILE, level1=Level(HOSTILE, HOSTILE), level2=Level(HOSTILE, HOSTILE),
        class_=None, name=HOSTILE, period_target=Target(HOSTILE, from_triple(1, "3", HOSTILE), at),
        annual_target=Target(HOSTILE, from_triple(6, HOSTILE), at), at=at,
        doubts=(Doubt(HOSTILE, HOSTILE),),
    )  # fmt: skip
    made = table(
        project(HOSTILE, objective=HOSTILE, indicators=[bad, bad]),
        project(HOSTILE, objective=HOSTILE, indicators=[bad]),
        department=HOSTILE, unit=HOSTILE, money=HOSTILE,
    )  # fmt: skip
    about = Subject(0, HOSTILE, HOSTILE, 1)
    return Reading(
        schema="jixiao.reading/1",
        source=Source(HOSTILE, HOSTILE, HOSTILE, True),
        tables=(made,),
        repairs=(Repair(HOSTILE, HOSTILE, at, HOSTILE, HOSTILE, HOSTILE, HOSTILE, about),),
        questions=(Question(HOSTILE, HOSTILE, HOSTILE, HOSTILE, at, about, (HOSTILE,)),),
        ledger=Ledger(1, 1, 0, 0, 0, {}, (Remainder(HOSTILE, at[0]),)),
    )
