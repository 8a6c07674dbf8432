"""A difference is said in the language of the page: in English no Chinese sentence is composed."""

import re

import pytest
from django.utils import translation
from tests.checking.notation import read_example

from jixiao import pipeline
from jixiao.publishing.difference.view import view_difference
from jixiao.web.records.templatetags import differences

OLD = """
单位：某某市招商中心 | 30.00
项目：招商活动经费 | 20.00
目标：举办招商活动6场。
1、1-产出指标；11-数量指标；招商活动场次；实施周期指标值：≥6场；年度指标值：≥6场。
项目：停办的项目 | 10.00
目标：办完为止。
1、1-产出指标；11-数量指标；次数；实施周期指标值：1次；年度指标值：1次。
"""
NEW = OLD.replace("≥6场。", "≥9场。").split("项目：停办的项目")[0]


@pytest.fixture
def table():
    before, after = (read_example(text).reading for text in (OLD, NEW))
    (one,) = view_difference(pipeline.compare(before, after)).tables
    return one


def _said(table):
    targets = [t for c in table.changes for i in c.indicators for t in i.targets]
    return [
        *(differences.verdict_said(one) for one in targets),
        *(differences.money_said(one, table) for one in table.changes),
        *(differences.matched_said(one) for one in table.changes),
        *(differences.note_said(one) for one in table.of.notes),
    ]


def test_in_chinese_it_is_the_librarys_own_sentence(table):
    said = _said(table)

    assert any("提高 3 场（+50.00%），更严" in one for one in said)
    assert "10.00 万元，1 条指标" in said


def test_in_english_only_units_as_printed_are_chinese(table):
    with translation.override("en"):
        said = _said(table)

    assert any(one.startswith("raised 3 场 (+50.00%)") for one in map(str.lower, said))
    left = "".join(said).replace("场", "").replace("例.txt", "")  # what was printed
    assert not re.findall(r"[\u4e00-\u9fff]+", left)
