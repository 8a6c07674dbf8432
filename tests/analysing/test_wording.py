"""Two texts laid over each other."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.analysing import wording
from jixiao.analysing.wording import text_change

texts = st.text(st.sampled_from("按时完成各项任务，。20 3.5abc\n"), max_size=40)


def marked(before: str, after: str) -> str:
    signs = {"same": "{}", "deleted": "[-{}]", "inserted": "[+{}]"}
    return "".join(signs[one.kind].format(one.text) for one in text_change(before, after).pieces)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = text_change(before, after).pieces
    assert "".join(one.text for one in pieces if one.kind != "inserted") == before
    assert "".join(one.text for one in pieces if one.kind != "deleted") == after
    kinds = [one.kind for one in pieces]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("inserted", "deleted") not in set(pairwise(kinds))


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_the_other_way_round_marks_the_same_places(before: str, after: str) -> None:
    there = {(one.kind, one.text) for one in text_change(before, after).pieces}
    back = {(one.kind, one.text) for one in text_change(after, before).pieces}
    turned = {"deleted": "inserted", "inserted": "deleted", "same": "same"}
    assert {(turned[kind], text) for kind, text in there} == back


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "服务企业300家，举办展会。",
            "服务企业320家，举办展会。",
            "服务企业[-300][+320]家，举办展会。",
        ),
        ("投入1,200.50万元。", "投入1,300.50万元。", "投入[-1,200.50][+1,300.50]万元。"),
        ("推动产业发展", "推动全区产业高质量发展", "推动[+全区]产业[+高质量]发展"),
        ("支持APP开发", "支持WEB开发", "支持[-APP][+WEB]开发"),
        ("", "新写的目标", "[+新写的目标]"),
        ("甲的事由乙办", "丙的事由丁办", "[-甲][+丙]的事由[-乙][+丁]办"),
        ("一甲二乙三", "四甲五乙六", "[-一甲二乙三][+四甲五乙六]"),
    ],
)
def test_the_marks_read_as_a_person_would_set_them(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_huge_texts_are_told_whole_where_comparing_would_take_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "_LARGEST", 10)
    assert marked("甲一二三四五乙", "甲六七八九十乙") == "甲[-一二三四五][+六七八九十]乙"
