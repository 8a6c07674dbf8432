"""Readings made at random, with texts that could break a form of data."""

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.model import (
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
    Reading,
    Source,
    SpendingUnit,
    Target,
)

TRICKS = (
    "=1+1", "+1", "-1+2", "@SUM(A1)", "-5", "-5.50", "'", "''", "'=1", "\t=1", "\r=1", "\n=1", " =1",
    "＝1", '"', '""', '","', ";=1", "|cmd", "a,b", "a\r\nb", "a\nb", "\x00", "\x1b[2J", "\ufeff甲",
    "不少于300家次", "≥90%", "无", "", " ", "𠮷", "\u202e", "\ufffe", "0012", "1E5", "TRUE", "null", "None",
    "2024-12-31", "1/2", "项目\u2028名称", "<script>alert(1)</script>", "{{7*7}}", "会议；年度指标值：2次。",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(TRICKS),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.builds("{}{}".format, st.sampled_from(TRICKS), st.sampled_from(TRICKS)),
)
AMOUNTS = st.one_of(
    st.none(),
    st.decimals(-(10**13), 10**13, places=2, allow_nan=False),
    st.decimals(-(10**11), 10**11, places=6, allow_nan=False),
    st.sampled_from([Decimal("0"), Decimal("0.00"), Decimal("-0.00"), Decimal("99999999999999999999.999999"), Decimal("1.50000000000")]),
)  # fmt: skip


def optional(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), texts)


FUNDING = st.builds(Funding, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
LEVELS = st.builds(Level, optional(TEXTS), optional(TEXTS))
TARGETS = st.one_of(st.none(), st.builds(Target, TEXTS))
DOUBTS = st.lists(
    st.builds(Doubt, st.sampled_from(["raw_entry", "cut"]), st.sampled_from(["甲：乙", "丙"])),
    max_size=2,
).map(tuple)
INDICATORS = st.builds(
    Indicator,
    number=st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    text=TEXTS,
    level1=LEVELS,
    level2=LEVELS,
    class_=st.sampled_from([None, "11", "31"]),
    name=optional(TEXTS),
    period_target=TARGETS,
    annual_target=TARGETS,
    at=st.sampled_from([(), (Place(line=3, column=7, start=0, end=9),)]),
    doubts=DOUBTS,
)
PROJECTS = st.builds(
    Project,
    name=optional(TEXTS),
    funding=FUNDING,
    objective=optional(TEXTS),
    at=st.just(ProjectPlaces()),
    indicators=st.lists(INDICATORS, max_size=3).map(tuple),
    doubts=DOUBTS,
)
UNITS = st.builds(
    SpendingUnit,
    name=optional(TEXTS),
    funding=FUNDING,
    at=st.just(()),
    projects=st.lists(PROJECTS, max_size=3).map(tuple),
)
TABLES = st.builds(
    ObjectiveTable,
    kind=st.just("project-objectives"),
    dialect=st.none(),
    title=optional(TEXTS),
    department=optional(TEXTS),
    budget_year=st.one_of(st.none(), st.integers(2000, 2100)),
    amount_unit=st.one_of(st.sampled_from(["万元", "元"]), optional(TEXTS)),
    origins=st.just(Origins()),
    grand_total=FUNDING,
    spending_units=st.lists(UNITS, max_size=3).map(tuple),
    arithmetic=st.just(()),
)


def reading_with(*tables: ObjectiveTable, name: str = "文件夹/表.txt") -> Reading:
    source = Source(name, "ab" * 32, "tabbed-text", True)
    ledger = Ledger(0, 0, 0, 0, 0, {}, ())
    return Reading("jixiao.reading/1", source, tables, (), (), ledger)


READINGS = st.lists(TABLES, min_size=1, max_size=2).map(lambda tables: reading_with(*tables))
