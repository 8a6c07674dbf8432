"""Random tables for round trips."""

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.model import (
    Funding,
    Indicator,
    Ledger,
    Level,
    ObjectiveTable,
    Origins,
    Project,
    ProjectPlaces,
    Reading,
    Source,
    SpendingUnit,
    Target,
)

LEVELS = (
    (("1", "产出指标"), ("11", "数量指标")), (("1", "产出指标"), ("12", "质量指标")),
    (("1", "产出指标"), ("13", "时效指标")), (("2", "效益指标"), ("22", "社会效益")),
    (("3", "满意度指标"), ("31", "服务对象满意度")),
)  # fmt: skip
PLAIN = "会议数量完成率培训人次提升服务群众企业项目建设及时按年度工作ABab0123456789%≥≤（）()“”·"
"""Characters of which no entry head or label can be made."""

# A number and its mark, a code or a label cannot arise: no 、 no - no 指标 no colon.
plain_texts = st.text(PLAIN, min_size=1, max_size=30).filter(
    lambda t: t.strip() and not t[0].isspace() and any(c >= "一" for c in t)
)
any_texts = st.text(
    PLAIN + "、-－：:；;，,。.指标值年度实施周期效益产出12 ", min_size=1, max_size=40
).filter(lambda t: bool(t.strip()))
amounts = st.decimals(min_value=0, max_value=10**7, places=2)


def readings(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Reading]:
    """Readings with one table of one unit whose texts are drawn from ``texts``."""
    projects = st.lists(
        st.tuples(
            plain_texts,
            amounts,
            st.one_of(st.none(), plain_texts),
            st.lists(
                st.tuples(st.sampled_from(LEVELS), texts, texts, texts), min_size=1, max_size=5
            ),
        ),
        min_size=1,
        max_size=4,
    )
    return projects.map(reading_of)


Pair = tuple[tuple[str, str], tuple[str, str]]
Row = tuple[Pair, str, str, str]


def reading_of(drawn: list[tuple[str, Decimal, str | None, list[Row]]]) -> Reading:
    projects = []
    for number, (name, amount, objective, rows) in enumerate(drawn, start=1):
        indicators = tuple(_indicator(n, row) for n, row in enumerate(rows, start=1))
        projects.append(
            Project(
                f"{name}项目{number}",
                Funding(amount, amount),
                objective,
                ProjectPlaces(),
                indicators,
            )
        )
    total = sum((one.funding.total or Decimal(0) for one in projects), Decimal(0))
    money = Funding(total, total)
    unit = SpendingUnit("某某局本级", money, (), tuple(projects))
    return _in_table(money, (unit,), 2025)


def _indicator(number: int, row: Row) -> Indicator:
    levels, name, period, annual = row
    (code1, label1), (code2, label2) = levels
    return Indicator(
        number, "", Level(code1, label1), Level(code2, label2), code2, name,
        Target(period), Target(annual), (),
    )  # fmt: skip


def _long(text: str, times: int) -> str:
    """A text over pages; numbered, because nobody can tell a repeated page from a copied one."""
    return "".join(f"{text}第{number}回" for number in range(times))


def long_readings() -> st.SearchStrategy[Reading]:
    """Readings with what pages make hard: long cells, blanks, several units, no indicators."""
    long = st.builds(_long, plain_texts, st.integers(1, 300))
    texts = st.one_of(plain_texts, long)
    amount = st.decimals(min_value=-(10**9), max_value=10**12, places=2)
    money = st.one_of(st.none(), amount)
    # A row without any amount at a page's edge could be a part of its neighbour, for people too.
    funding = st.builds(Funding, amount, money, money, money)
    rows = st.lists(
        st.tuples(st.sampled_from(LEVELS), plain_texts, texts, plain_texts), max_size=12
    )
    projects = st.builds(
        lambda name, funds, objective, drawn: Project(
            name, funds, objective, ProjectPlaces(),
            tuple(_indicator(n, row) for n, row in enumerate(drawn, start=1)),
        ),
        texts, funding, st.one_of(st.none(), texts), rows,
    )  # fmt: skip
    units = st.builds(
        lambda name, funds, those: SpendingUnit(f"{name}中心", funds, (), tuple(those)),
        plain_texts, funding, st.lists(projects, min_size=1, max_size=5),
    )  # fmt: skip
    total = st.builds(Funding, amount, money)
    return st.builds(
        lambda grand, those, year: _in_table(grand, tuple(those), year),
        total, st.lists(units, min_size=1, max_size=3), st.integers(2000, 2099),
    )  # fmt: skip


def _in_table(grand: Funding, units: tuple[SpendingUnit, ...], year: int) -> Reading:
    table = ObjectiveTable(
        "project-objectives", None, None, "某某局", year, "万元", Origins(), grand, units, ()
    )
    source = Source("a", "", "form", False)
    return Reading("jixiao.reading/1", source, (table,), (), (), Ledger(0, 0, 0, 0, 0, {}, ()))
