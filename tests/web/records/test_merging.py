"""Merging: nothing of one side is lost, nothing that both changed is decided for them."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from jixiao.web.records.merging import ROW, merge
from jixiao.web.records.sheet import PROJECT_FIELDS, ROW_FIELDS, by_key

_TEXT = st.sampled_from(["", "甲", "乙", "丙"])
_KEYS = ["k1", "k2", "k3", "k4", "k5"]


@st.composite
def _sheets(draw):
    project = dict.fromkeys(PROJECT_FIELDS, "")
    project |= {name: draw(_TEXT) for name in ("name", "objective", "total")}
    rows = []
    for key in draw(st.lists(st.sampled_from(_KEYS), unique=True)):
        row = {"key": key} | dict.fromkeys(ROW_FIELDS, "")
        rows.append(row | {name: draw(_TEXT) for name in ("name", "annual_target")})
    return {"project": project, "indicators": rows}


@given(_sheets(), _sheets())
def test_one_side_unchanged_gives_the_other(base, other):
    assert merge(base, other, base).sheet == other
    assert merge(base, base, other).sheet == other
    assert not merge(base, base, other).conflicts


@given(_sheets(), _sheets())
def test_both_the_same_is_no_conflict(base, other):
    merged = merge(base, other, deepcopy(other))

    assert merged.sheet == other
    assert not merged.conflicts
    assert not merged.taken


@given(_sheets(), _sheets(), _sheets())
def test_no_change_is_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    asked = {(one.key, one.field) for one in merged.conflicts}
    rows = by_key(merged.sheet["indicators"])

    assert len(rows) == len(merged.sheet["indicators"])
    for side, other in ((mine, theirs), (theirs, mine)):
        for name in PROJECT_FIELDS:
            if side["project"][name] != base["project"][name] and ("", name) not in asked:
                assert merged.sheet["project"][name] == side["project"][name]
        before, here, there = (by_key(one["indicators"]) for one in (base, side, other))
        for key, row in here.items():
            if key not in before or row != before[key]:
                assert key in rows
            for name in ROW_FIELDS:
                if row[name] != before.get(key, {}).get(name, "") and (key, name) not in asked:
                    assert rows[key][name] == row[name]
        for key in set(before) - set(here):
            assert key not in rows or (key, ROW) in asked or key not in there


@given(_sheets(), _sheets(), _sheets())
def test_asked_is_only_what_both_changed(base, mine, theirs):
    for one in merge(base, mine, theirs).conflicts:
        assert one.mine != one.theirs
        assert one.mine != one.base
        assert one.theirs != one.base


@given(_sheets(), _sheets(), _sheets())
def test_the_sides_are_equal_but_for_order_and_choice(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert {(c.key, c.field) for c in one.conflicts} == {(c.key, c.field) for c in other.conflicts}
    assert set(by_key(one.sheet["indicators"])) == set(by_key(other.sheet["indicators"]))


def test_rows_added_on_both_sides_stand_behind_their_neighbours():
    def sheet(*keys):
        rows = [{"key": key} | dict.fromkeys(ROW_FIELDS, "") for key in keys]
        return {"project": dict.fromkeys(PROJECT_FIELDS, ""), "indicators": rows}

    merged = merge(sheet("1", "2", "3"), sheet("1", "a", "2", "3"), sheet("1", "2", "b", "3"))
    moved = merge(sheet("1", "2", "3"), sheet("1", "2", "a", "3"), sheet("3", "2", "1"))

    assert [row["key"] for row in merged.sheet["indicators"]] == ["1", "a", "2", "b", "3"]
    assert [row["key"] for row in moved.sheet["indicators"]] == ["3", "2", "a", "1"]
