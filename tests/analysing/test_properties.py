"""What must hold for any two tables: nothing from nothing, the mirror, and known changes found."""

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysing.edits import edit, edited, random_reading
from tests.analysing.mirror import in_no_order, mirrored

from jixiao.analysing import compare_readings, narrowed
from jixiao.model import PARTS, Difference, Reading

seeds = st.integers(0, 10**6)


def shuffled(one: Reading, seed: int) -> Reading:
    rnd = random.Random(seed)
    made = one.tables[0]
    units = []
    for each in made.spending_units:
        projects = [
            msgspec.structs.replace(
                project, indicators=tuple(rnd.sample(project.indicators, len(project.indicators)))
            )
            for project in each.projects
        ]
        rnd.shuffle(projects)
        units.append(msgspec.structs.replace(each, projects=tuple(projects)))
    rnd.shuffle(units)
    return msgspec.structs.replace(
        one, tables=(msgspec.structs.replace(made, spending_units=tuple(units)),)
    )


@settings(max_examples=60, deadline=None)
@given(seeds, seeds)
def test_nothing_changed_from_a_table_to_itself_in_any_order(seed: int, order: int) -> None:
    one = random_reading(seed)
    assert compare_readings(one, one).is_empty
    assert compare_readings(one, shuffled(one, order)).is_empty


@settings(max_examples=100, deadline=None)
@given(seeds, st.lists(seeds, min_size=1, max_size=8))
def test_the_other_way_round_tells_the_same(seed: int, changes: list[int]) -> None:
    one = random_reading(seed)
    other = edited(one, changes)
    there, back = compare_readings(one, other), compare_readings(other, one)
    assert in_no_order(mirrored(there)) == in_no_order(back)


@settings(max_examples=40, deadline=None)
@given(seeds, seeds)
def test_the_other_way_round_tells_the_same_of_unrelated_tables(seed: int, other: int) -> None:
    there = compare_readings(random_reading(seed), random_reading(other))
    back = compare_readings(random_reading(other), random_reading(seed))
    assert in_no_order(mirrored(there)) == in_no_order(back)


@settings(max_examples=200, deadline=None)
@given(seeds, seeds)
def test_a_known_change_is_found_and_nothing_else(seed: int, change: int) -> None:
    one = random_reading(seed)
    made = edit(one, change)
    difference = compare_readings(one, made.reading)
    assert found(difference) == [made.expected]
    assert not difference.tables[0].doubtful


@settings(max_examples=40, deadline=None)
@given(seeds, st.lists(seeds, min_size=1, max_size=6), st.sets(st.sampled_from(PARTS), min_size=1))
def test_the_parts_together_are_the_whole(seed: int, changes: list[int], parts: set[str]) -> None:
    one = random_reading(seed)
    other = edited(one, changes)
    whole = compare_readings(one, other)
    assert narrowed(whole, PARTS) == whole
    part = narrowed(whole, parts)  # type: ignore[arg-type]
    assert narrowed(part, parts) == part  # type: ignore[arg-type]
    assert whole.is_empty == all(narrowed(whole, [each]).is_empty for each in PARTS)


def found(difference: Difference) -> list[tuple[object, ...]]:
    """All that a difference says, in the words of `edits`."""
    said: list[tuple[object, ...]] = []
    table = difference.tables[0]
    assert (table.grand_total, table.spending_units, table.changed) == ((), (), ())
    for one in table.projects:
        if one.kind != "changed":
            side = (*one.before, *one.after)[0]
            said.append((one.kind, side.name))
            continue
        name = one.before[0].name
        said += [("money", name, each.field, each.change) for each in one.amounts]
        if one.objective is not None:
            changed = [piece for piece in one.objective.pieces if piece.kind != "same"]
            said += [("objective", name, piece.text) for piece in changed]
        if "renamed" in one.changed:
            said.append(("renamed", name, one.after[0].name))
        if "moved" in one.changed:
            said.append(("moved", name))
        for each in one.indicators:
            before, after = each.before, each.after
            if before is None or after is None:
                kind = "indicator added" if before is None else "indicator dropped"
                there = before or after
                assert there is not None
                said.append((kind, name, there.name))
                continue
            if "renamed" in each.changed:
                said.append(("indicator renamed", name, before.name, after.name))
            if "class" in each.changed:
                said.append(("class", name, before.name))
            said += [(target.kind, name, before.name, target.after) for target in each.targets]
            assert not {"number", "form"} & set(each.changed)
    return said
