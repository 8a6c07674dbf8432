"""What no form can carry is refused with its place, in every form."""

import pickle
from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.publishing.open_data.forms import FORMS
from tests.understanding.builders import reading_of, row, total

from jixiao.model import Funding, Reading, Target
from jixiao.publishing import CannotCarry


def changed(*, name: str | None = None, amount: str | None = None, number: int | None = None) -> Reading:  # fmt: skip
    reading = reading_of(total("合计", "1.00"), row("甲项目", "1.00"))
    table = reading.table
    (unit,) = table.spending_units
    (project,) = unit.projects
    (one,) = project.indicators
    if name is not None:
        one = replace(one, annual_target=Target(name))
    if number is not None:
        one = replace(one, number=number)
    if amount is not None:
        project = replace(project, funding=Funding(other_funds=Decimal(amount)))
    project = replace(project, indicators=(one,))
    unit = replace(unit, projects=(project,))
    return replace(reading, tables=(replace(table, spending_units=(unit,)),))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("reading", "place", "problem"),
    [
        (
            changed(name="人数\ud800"),
            "第 1 条指标",
            "“人数�”里有不成字的半个编码（U+D800），写不下；请删去这个字，或对照原件补上。",
        ),
        (changed(amount="0.0000001"), "项目“甲项目”", "“1E-7”位数太多，写不下；请对照原件核对。"),
        (changed(amount="1E+20"), "项目“甲项目”", "“1E+20”位数太多，写不下；请对照原件核对。"),
        (changed(amount="NaN"), "项目“甲项目”", "“NaN”位数太多，写不下；请对照原件核对。"),
        (
            changed(number=2**63),
            "第 1 条指标",
            "“9223372036854775808”位数太多，写不下；请对照原件核对。",
        ),
    ],
    ids=["half a surrogate", "small", "large", "no number", "entry number"],
)
def test_what_cannot_be_carried_is_refused(
    form: str, reading: Reading, place: str, problem: str
) -> None:
    with pytest.raises(CannotCarry) as caught:
        FORMS[form]([reading])

    (found,) = caught.value.problems
    assert place in found.where
    assert str(found).endswith(problem)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301
