"""计量单位: the units file as a pattern and a table, both made once.

A printed unit is a multiplier, a unit, and what it is counted per: 「万人次/年」. Unknown units are
kept as printed, with canonical name and dimension None.
"""

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from jixiao.model.target_value import MeasureUnit
from jixiao.text import trie_pattern

# 「(万元)」, 「(单位:人)」, 「(≥**亩)」; at the end also 「/人」 and 「%」.
_BRACKETED = re.compile(
    r"[(（【\[]\s*(?:计量)?(?:单位)?\s*[:：]?\s*(?P<sign>[≥≤<>＜＞=≧≦]?)[*＊×_\s]{0,6}(?P<unit>[^()（）【】\[\]]{1,10}?)\s*[)）】\]](?P<word>[㐀-鿿]?)"
    r"|(?:/|(?=[%％]))(?<![元个次米吨亩度年月天人户]/)(?P<end>[^()（）/]{1,4})$"
)


_COUNTERS = frozenset("人个名位次项件台套辆份篇册户家头只株棵")
_PERIOD = r"每?(?:学?年|个?月|[天日季次期])"
_PER_SIGN = re.compile(rf"[·.*]|、(?={_PERIOD}$)")
_PER_BRACKETS = str.maketrans("", "", "()")


@cache
def _file() -> dict[str, Any]:
    path = resources.files(__package__) / "units.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _table() -> dict[str, MeasureUnit]:
    """Every printed unit the file knows, with every multiplier it may take."""
    loaded = _file()
    multipliers = {"": Decimal(1)} | {k: Decimal(v) for k, v in loaded["multipliers"].items()}
    table: dict[str, MeasureUnit] = {}
    multiplied: dict[str, MeasureUnit] = {}
    for dimension in loaded["dimension"]:
        for canonical, entry in dimension["units"].items():
            base = entry.get("of", canonical)
            factor = Decimal(entry["factor"]) if "factor" in entry else None
            counted = factor if factor is not None or base != canonical else Decimal(1)
            for printed in (canonical, *entry.get("aliases", ())):
                for sign, times in multipliers.items():
                    if sign and not dimension["multiplied"]:
                        break
                    whole = None if counted is None else counted * times
                    unit = MeasureUnit(
                        sign + printed, sign.removeprefix("个") + canonical, dimension["name"],
                        "value", base, whole,
                    )  # fmt: skip
                    (multiplied if sign else table)[sign + printed] = unit
    # A unit of the file is never taken for multiplier and unit: 千克 is itself.
    return multiplied | table


@cache
def unit_pattern() -> str:
    """Multiplier, unit and per as one pattern without groups; not after a letter it would cut.

    A unit of one character is none where it begins a longer word (「次」 in 「次年」).
    """
    loaded = _file()
    names = [
        word
        for dimension in loaded["dimension"]
        if dimension["name"] not in ("number", "proportion")
        for canonical, entry in dimension["units"].items()
        for word in (canonical, *entry.get("aliases", ()))
    ]
    lookahead = {word: f"(?![{after}])" for word, after in loaded["not_before"].items()}
    for sign, after in loaded["not_before"].items():
        if sign.startswith("*"):
            for word in names:
                if word.endswith(sign[1:]) and word != sign[1:]:
                    lookahead[word] = f"(?![{after}{loaded['not_before'].get(word, '')}])"
    for word in names:
        if word[-1].isascii() and word[-1].isalnum():
            lookahead[word] = "(?![A-Za-z0-9])"
    signs = "|".join(sorted(loaded["multipliers"], key=len, reverse=True))
    # The commonest are tried first.
    common = loaded["common"]
    first = [word for character in common for word in names if word[0] == character]
    base = trie_pattern([*first, *names], lookahead)
    cut = "".join(
        loaded["not_before"][sign] for sign in loaded["multipliers"] if sign in loaded["not_before"]
    )
    end = r"(?=[/·.*×,;。、()\s<≤以及左含且和并每的给按由用发支计执]|标准|补[助贴]|$)"
    per = (
        r"(?:(?=[/·.*、])(?:(?:/(?:100?|[十百千])?[千万亿](?:人口?|车公里|车|公顷|公里|户|辆|台|工时|例|次|(?![㐀-鿿A-Za-z])|(?=[以及左含]))"
        rf"|[/·][一每]?(?:(?:(?!标准|补[助贴])[㐀-鿿A-Za-z㎡㎥²³]){{1,4}}?|m[23]){end}"
        rf"|(?<=[人户亩家生次村米])[.*、]{_PERIOD}(?![㐀-鿿])"
        r"|/\([㐀-鿿]{1,3}[·.*/、][㐀-鿿]{1,2}\))){1,3}|)"
    )
    return rf"(?:(?:{signs})?{base}|(?:{signs})(?![{cut}])){per}"


@cache
def unit_starts() -> str:
    """The first characters of all units, for a character class."""
    loaded = _file()
    names = {
        word[0]
        for dimension in loaded["dimension"]
        if dimension["name"] not in ("proportion", "incidence")
        for canonical, entry in dimension["units"].items()
        for word in (canonical, *entry.get("aliases", ()))
    }
    return re.escape("".join(sorted(names)))


PER_WORDS = {
    "年": "year",
    "年度": "year",
    "周年": "year",
    "自然年": "year",
    "学年": "year",
    "半年": "half_year",
    "学期": "half_year",
    "季": "quarter",
    "季度": "quarter",
    "月": "month",
    "月度": "month",
    "周": "week",
    "星期": "week",
    "日": "day",
    "天": "day",
    "小时": "hour",
    "时": "hour",
}
"""Period words after 每, 一 or a slash, and what ``per`` calls them."""


def known_unit(text: str) -> MeasureUnit:
    """The unit that is printed so.

    >>> known_unit("平米").canonical, known_unit("万元").factor
    ('平方米', Decimal('10000'))
    >>> known_unit("元/家次").canonical, known_unit("趔").canonical
    ('元/家次', None)
    """
    table = _table()
    if (found := table.get(text)) is not None:
        return found
    key = "".join(text.split())
    if (found := table.get(key)) is not None:
        return MeasureUnit(text, *_meaning(found))
    head, slash, tail = _slashed(key)
    if slash and (unit := _table().get(head)) is not None and tail:
        pers = [PER_WORDS.get(word.lstrip("一每"), word.lstrip("一每")) for word in tail.split("/")]
        named = [
            {"year": "年", "month": "月", "day": "天"}.get(p, t)
            for p, t in zip(pers, tail.split("/"), strict=True)
        ]
        base = "/".join([unit.base or head, *named])
        return MeasureUnit(
            text, "/".join([unit.canonical or head, *named]),
            "/".join([unit.dimension or "count", *pers]), "value", base, unit.factor,
        )  # fmt: skip
    return MeasureUnit(text)


def _slashed(unit: str) -> tuple[str, str, str]:
    """What is counted, a slash, and per what, whatever signs are printed between them."""
    if not unit.isalnum():
        unit = _PER_SIGN.sub("/", unit.translate(_PER_BRACKETS))
    return unit.partition("/")


def _meaning(unit: MeasureUnit) -> tuple[Any, ...]:
    return unit.canonical, unit.dimension, "value", unit.base, unit.factor


def per_of(unit: str) -> str | None:
    """What a printed unit is counted per: 「个/年」 year, 「元/家次」 家次.

    >>> per_of("个/年"), per_of("元/家次"), per_of("家")
    ('year', '家次', None)
    """
    head, slash, tail = _slashed(unit)
    if not slash or known_unit(head).canonical is None or unit in _table():
        return None
    last = tail.rpartition("/")[2].strip().lstrip("一每")
    return PER_WORDS.get(last, last) or None


def unit_in_name(name: str) -> MeasureUnit | None:
    """The unit that stands in brackets in an indicator's name.

    >>> unit_in_name("招商活动的签约项目金额(万元)").from_
    'name'
    >>> unit_in_name("是否达标(是/否)") is None, unit_in_name("县（区）数") is None
    (True, True)
    >>> unit_in_name("造林面积（≥**亩）").text, unit_in_name("参训人数/人").text
    ('亩', '人')
    """
    for match in _BRACKETED.finditer(name):
        unit = known_unit((match["unit"] or match["end"]).replace("％", "%").strip())
        # 「县（区）数」 and 「覆盖村/社区」 only name what is counted.
        named = match["word"] or (match["end"] and unit.text not in _COUNTERS)
        if unit.canonical is not None and not (named and unit.dimension == "count"):
            return MeasureUnit(
                unit.text, unit.canonical, unit.dimension, "name", unit.base, unit.factor
            )
    return None


def bound_in_name(name: str) -> bool:
    """Whether a name says which way a bare number is meant: 「造林面积（≥**亩）」."""
    return any(match["sign"] for match in _BRACKETED.finditer(name))


@cache
def unit_table() -> dict[str, MeasureUnit]:
    """All printed units, for look-up."""
    return _table()
