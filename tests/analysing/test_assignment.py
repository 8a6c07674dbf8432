"""The assignment against trying everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.analysing.assignment import assign

rows = st.lists(st.dictionaries(st.integers(0, 5), st.integers(1, 20), max_size=6), max_size=6)


def best(weights: list[dict[int, int]], row: int = 0, used: frozenset[int] = frozenset()) -> int:
    if row == len(weights):
        return 0
    choices = [best(weights, row + 1, used)]
    for column, weight in weights[row].items():
        if column not in used:
            choices.append(weight + best(weights, row + 1, used | {column}))
    return max(choices)


@settings(max_examples=400, deadline=None)
@given(rows)
def test_no_other_assignment_is_worth_more(weights: list[dict[int, int]]) -> None:
    chosen = assign(weights)
    taken = [column for column in chosen if column is not None]
    assert len(set(taken)) == len(taken)
    worth = sum(weights[row][column] for row, column in enumerate(chosen) if column is not None)
    assert worth == best(weights)


def test_a_row_may_stay_alone() -> None:
    assert assign([{0: 5}, {0: 7}, {}]) == [None, 0, None]
    assert assign([]) == []
