"""Packs: inheritance, what a later one changes, and that every word and limit is used and sourced."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.checking import (
    CATALOGUE,
    InvalidProfile,
    Policy,
    Settings,
    assemble,
    profiles,
    read_settings,
    standard_policy,
)
from jixiao.checking.policy import (
    BookEntry,
    Pack,
    WordList,
    lineage,
    load_pack,
    resolve,
    without_conditions,
    wrong_words,
)

PUT_TOGETHER = ("score_", "copying_field_", "ind_large_", "ind_huge_")
"""Beginnings of names that the code puts together from parts."""
CHECKING = Path(__file__).parents[2] / "src" / "jixiao" / "checking"
BOOK = {"VAL004": BookEntry("warning", 4, "完整性", "试", "unverified")}


def test_a_place_inherits_from_the_place_around_it() -> None:
    assert [one.place for one in lineage("guangzhou-2024")] == [
        "全国",
        "广东省",
        "广州市",
        "广州市",
    ]
    assert standard_policy("guangzhou-2024").book["TAB006"].severity == "info"
    assert standard_policy().book["TAB006"].severity != "info"


@pytest.mark.parametrize("name", profiles())
def test_every_profile_can_be_used(name: str) -> None:
    policy = standard_policy(name)

    assert set(policy.book) == {one.code for one in CATALOGUE}
    for pack in lineage(name):
        for words in pack.words.values():
            assert words.source
            assert words.status in ("read", "counted", "second_hand", "unverified")
        for limit in pack.limits.values():
            assert limit.source
            assert limit.unit


def test_every_matter_has_a_source_and_compiles_and_says_which_words_it_needs() -> None:
    matters = standard_policy().matters

    assert matters
    for one in matters.values():
        assert one.source
        assert one.holds
        assert all(re.compile(pattern) for pattern in (*one.patterns, *one.unless))
    assert set(standard_policy().words("matters")) == {w for m in matters.values() for w in m.holds}


def test_every_list_of_words_compiles_and_is_used_by_a_rule() -> None:
    code = "\n".join(path.read_text("utf-8") for path in CHECKING.rglob("*.py"))
    named = set(re.findall(r'"([a-z_0-9]+)"', code))
    pack = load_pack("national")

    for name in pack.words:
        assert all(pack.words[name].words), name
        standard_policy().pattern(name)
    assert [
        name
        for name in [*pack.words, *pack.limits]
        if name not in named and not name.startswith(PUT_TOGETHER)
    ] == []


def words(*listed: str, replaces: bool = False) -> dict[str, WordList]:
    return {"vague": WordList("试", "unverified", listed, replaces)}


def own(**content: object) -> Pack:
    return Pack(description="", place="", since=None, **content)  # type: ignore[arg-type]


def test_a_user_adds_words_or_replaces_them() -> None:
    base = "national"
    name = next(iter(load_pack(base).words))
    before = standard_policy().words(name)
    book = dict(standard_policy().book)

    more = resolve(base, book, own(words={name: WordList("试", "unverified", ("新词",))}))
    instead = resolve(
        base, book, own(words={name: WordList("试", "unverified", ("新词",), replaces=True)})
    )

    assert more.words(name) == (*before, "新词")
    assert instead.words(name) == ("新词",)
    assert more.digest != standard_policy().digest


HOLDING = [
    *((one.words, one.holds) for one in load_pack("national").words.values() if one.holds),
    *((one.patterns, one.holds) for one in load_pack("national").matters.values()),
]


@settings(max_examples=300)
@given(data=st.data())
def test_what_a_pattern_finds_holds_one_of_the_words_its_list_says(data: st.DataObject) -> None:
    patterns, holds = data.draw(st.sampled_from(HOLDING))
    text = data.draw(st.from_regex(data.draw(st.sampled_from(patterns))))

    assert any(word in text for word in holds)


def test_no_pattern_tries_very_many_ways_of_taking_a_text() -> None:
    # One that does would not end before the sun does; all together take a few seconds.
    said = subprocess.run(
        [sys.executable, "-m", "tests.checking.hostile_patterns"],
        cwd=CHECKING.parents[2], capture_output=True, check=True, timeout=300,
    )  # fmt: skip

    assert int(said.stdout) > 100


def test_words_are_known_of_a_list_only_where_every_pack_that_adds_to_it_says_them() -> None:
    name, book = "ind_rate_head", dict(standard_policy().book)
    told = WordList("试", "unverified", ("[一二]成$",), patterns=True, holds=("成",))
    silent = msgspec.structs.replace(told, holds=())

    before = standard_policy().needed(name)

    assert before is not None
    assert resolve("national", book, own(words={name: told})).needed(name) == before | {"成"}
    assert resolve("national", book, own(words={name: silent})).needed(name) is None


def test_a_correction_needs_its_wrong_words() -> None:
    lines = WordList("试", "unverified", ("跟据=根据", "(?<!做)完任务=完成任务"), corrections=True)

    assert Policy("t", {"typos": lines}, {}, BOOK).needed("typos") == frozenset(("跟据", "完任务"))


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("清远(?=率|及时|垃圾)=清运", ["清远率", "清远及", "清远垃"]),
        ("(?<=[一-鿿])(?<!取)得(?=满意[度率]|[合完][格成]率)=的", ["得满", "得合", "得完"]),
        ("资全(?=拨|支)(?!出|持)=资金", ["资全拨", "资全支", "资全持"]),
        ("截止(?=20[0-9]{2}年|目前)=截至", ["截止"]),
        ("渡假(?=新?村|区)=度假", ["渡假"]),
        ("年分(?=[^度]|$)=年份", ["年分"]),
        ("会义(?!务)=会议", ["会义"]),
        ("(?=对点)对点=重点", ["对点"]),
    ],
)
def test_a_correction_needs_what_stands_behind_its_wrong_words(
    line: str, needed: list[str]
) -> None:
    assert wrong_words(line) == needed


def test_what_is_left_of_every_correction_without_its_conditions_is_plain_text() -> None:
    policy = standard_policy()

    left = {without_conditions(line) for line in policy.words("wording_typos")}

    assert len(left) > 100
    assert not [one for one in left if not one or re.search(r"[][(){}|?*+^$.\\]", one)]


def test_a_list_without_words_finds_nothing() -> None:
    policy = Policy("t", {"none": WordList("试", "unverified", ())}, {}, BOOK)

    assert policy.pattern("none").search("任何文字") is None


def test_the_longest_word_is_found_first() -> None:
    policy = Policy("t", words("满意", "满意度", "不满意"), {}, BOOK)

    assert [m[0] for m in policy.pattern("vague").finditer("满意度与不满意")] == [
        "满意度",
        "不满意",
    ]


def test_an_unknown_profile_lists_what_there_is() -> None:
    with pytest.raises(InvalidProfile, match="guangzhou-2024"):
        standard_policy("atlantis")


LISTED = {"source": "试", "status": "unverified"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {"words": {"vague_words": {**LISTED, "words": ["稳步推进"]}}},
            "相近的有 value_vague_words",
        ),
        ({"words": {"ind_timely": {**LISTED, "words": ["按(时"]}}}, "“按\\(时”不是正则表达式"),
        ({"limits": {"fewest": {**LISTED, "value": "3", "unit": "条"}}}, "没有名为“fewest”的阈值"),
        ({"limits": {"ind_fewest": {**LISTED, "value": "三", "unit": "条"}}}, "应是一个数"),
        ({"rules": {"VAL004": {"severity": 3}}}, "VAL004 的写法不对"),
    ],
)
def test_what_nothing_would_look_at_or_nobody_can_use_is_said(
    body: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidProfile, match=message):
        assemble(msgspec.convert(body, Settings))


def test_a_word_of_a_user_is_met_in_any_width() -> None:
    pack = own(words={"direction_bad": WordList("试", "unverified", ("窗口（柜台）排队",))})
    policy = resolve("national", dict(standard_policy().book), pack)

    assert policy.pattern("direction_bad").search("窗口(柜台)排队次数")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('[[rule]]\ncode = "OWN001"', "rule 第1个：缺 title"),
        ('stage = "nie"', "stage：不能写 nie"),
        ('profil = "x"', "没有 profil 这一项"),
        ("ignore = 3", "ignore：应是列表，写的是整数"),
    ],
)
def test_a_fault_of_the_settings_is_said_in_chinese(body: str, message: str) -> None:
    with pytest.raises(InvalidProfile, match=message):
        read_settings(body.encode())
