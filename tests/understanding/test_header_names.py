"""Heads in two languages, and heads that ran together."""

from jixiao.model import RawCell
from jixiao.understanding.columns import header_columns

CHINESE = (
    "项目名称（资金使用单位）",
    "总计",
    "财政拨款",
    "财政专户拨款",
    "其他资金",
    "绩效目标",
    "绩效指标",
)
ENGLISH = (
    "Project (Unit)",
    "Total",
    "Fiscal",
    "Special account",
    "Other funds",
    "Objective",
    "Indicators",
)


def _row(*texts: str) -> tuple[RawCell, ...]:
    return tuple(RawCell(text, 0, 1, 1) for text in texts)


def test_heads_in_two_languages_name_their_columns() -> None:
    both = [f"{one}{other}" for one, other in zip(CHINESE, ENGLISH, strict=True)]

    assert header_columns(_row(*both)) == header_columns(_row(*CHINESE))


def test_a_head_of_two_columns_names_neither() -> None:
    together = (*CHINESE[:2], "财政拨款财政专户拨款", *CHINESE[4:])

    found = header_columns(_row(*together))

    assert found == ("name", "total", None, "other_funds", "objective", "indicators")
