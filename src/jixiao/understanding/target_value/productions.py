"""The grammar as a table: one production for each form that holds a number, tried in order.

``grammar.md`` says the same in EBNF with a real line for each; a test compares the two. A value is
scanned once, left to right; what no production takes is words. All repeats are bounded or without
alternatives, so that the time grows with the length alone.
"""

import re
import string
from functools import cache
from typing import NamedTuple

from jixiao.text import quick_pattern, trie_pattern
from jixiao.understanding.target_value.numbers import (
    DIGITS,
    NUMERAL_CHARACTERS,
    NUMERALS,
    TENTHS,
)
from jixiao.understanding.target_value.units import unit_pattern, unit_starts, unit_table
from jixiao.understanding.target_value.words import any_of, before_pattern, comparators, words

GAP = "[ ]{0,6}"
SEPARATOR = r"[,;。、!?！？\n\t]{1,5}"
LONGEST = 2000
"""Longest text that is read; a longer one is no target."""

_YEAR = r"(?:(?:19|20)[0-9]{2}(?![0-9])|二[〇零○O0][一二三四五六七八九〇零]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_CN_MONTH = r"(?:十[一二]?|[一二三四五六七八九]|元(?<![0-9万亿]元))"
_PART = r"(?:份)?(?:[ ]?(?:月?底|月?末|初|上旬|中旬|下旬))?"
_TO = rf"{GAP}(?:[-~至到]|--|——){GAP}"
_QUARTER = r"(?:(?:第|前)?[一二三四1-4](?:个)?季(?:度|(?![0-9%度]))|(?:上|下)半年)(?:底|末)?"
_FILLER = r"(?:[了为到在:±约共于]|人民币|\(含\)|)"
# 「每百万人口15件」: a numeral behind 每 only says among how many.
_EACH = "每(?:(?:[十百千]?[十百千万亿]|[0-9]{1,5}+万?(?!个?[年月周日天季小]))[㐀-鿿]{1,8}?|[㐀-鿿]{1,2}?)"
# Names that hold digits: service of 7×24小时, K10+200 on a road, 2×2.5米 or 1920×1080 of a thing, shares of 6:2:2.
_SERVICE = r"[0-9]{1,3}[ ]?[天日]?[ ]?[×xX*][ ]?[0-9]{1,2}[ ]?(?:小时|[hH](?![A-Za-z]))|24[ ]?小时[ ]?[×xX*][ ]?[0-9]{1,3}[ ]?[天日]|7[ ]?[×xX*][ ]?24(?![0-9.])"
_CHAINAGE = r"[A-Za-z]{1,2}[0-9]{1,4}\+[0-9]{3}(?:\.[0-9]+)?(?![0-9])"
_SIDE = r"[0-9]{1,5}(?:\.[0-9]{1,3})?[ ]?(?:米|厘米|毫米|m|cm|mm)?"
_SIZE = rf"{_SIDE}[ ]?[×xX*][ ]?{_SIDE}(?:[ ]?[×xX*][ ]?{_SIDE})?(?<=[米mM])(?![A-Za-z0-9²³])|[0-9]{{3,4}}[ ]?[×xX*][ ]?[0-9]{{3,4}}(?![0-9.])"
_SHARES = r"[0-9]{1,4}(?:\.[0-9]{1,3})?(?::[0-9]{1,4}(?:\.[0-9]{1,3})?){2,5}(?![0-9:])"
_ON_MAPS = "万?(?:比例尺|地形|地质|正射|影像|测图|矢量|数字|土地|土壤)"
_SCALE = rf"1:[0-9]{{1,6}}(?={_ON_MAPS}|万(?![㐀-鿿]))"
_ONCE = "(?<![0-9十])[一1][月季][一两三四1-4](?:次|期|场|报|结|清|考)"  # once in a month, not in January
_PART_OF_DAY = "(?:早上|上午|中午|下午|晚上|凌晨|早|晚)?"
_CLOCK = rf"{_PART_OF_DAY}[0-2]?[0-9](?::[0-5][0-9]|[时点](?:[0-5][0-9]分?|半|整)?)"
_AND_MONTH = r"(?<=[月日底前])[和及与](?=(?:1[0-2]|0?[1-9])月)"
_DEVIATION = rf"±{GAP}(?>{DIGITS}){GAP}(?:[%‰℃°]|[A-Za-z]{{1,3}}|[㐀-鿿]{{1,3}}(?![㐀-鿿])|)"
_PERIOD_WORD = r"(?:年度?|半年|季度?|个?月|周|星期|天|日|学期|学年)"


class Production(NamedTuple):
    """One form: its name, and its pattern on text in half width."""

    name: str
    pattern: str


def _before() -> str:
    return rf"(?:{before_pattern(comparators().before)}{_FILLER}{GAP}){{1,3}}"


_INCLUSIVE = r"\((?:不?含|包括|包含)[^()]{0,8}\)"


def _after(listed: list[str]) -> str:
    word = trie_pattern(listed, {"+": "(?![ ]?[0-9])"})  # 「1000元+200元」 adds
    return rf"(?:{_INCLUSIVE}{GAP}|){word}(?:{GAP}{_INCLUSIVE}|)"


def _quantity() -> str:
    """Period, comparator, number, unit, thing counted, comparator, period."""
    unit = unit_pattern()
    after = comparators().after
    plain = [word for word, kind in after.items() if word not in {"多", "余", "+", "起", "内"}]
    periods = trie_pattern(list(words()["periods"]), {"均": "(?<!平均)"})
    years = rf"(?:[0-9]{{1,2}}|{NUMERALS})"
    # 「每季度1-2场」: a range is left to its own production.
    no_range = (
        rf"(?!(?:{_before()})?(?:(?>{DIGITS})|{NUMERALS}){GAP}"
        rf"[㐀-鿿%‰]{{0,3}}?{_TO}[0-9{NUMERAL_CHARACTERS}])"
    )
    span = (
        rf"(?:近|未来)?{years}年(?:度)?内?(?:累计|合计|总计|总共|共)|累计{years}年"
        rf"|每?{years}年(?=[0-9一二两三]{{1,3}}次)"
    )
    verbs = any_of("verbs")
    # Behind the digits of a period: 「3年」, 「1个月」.
    counted = "".join(sorted({"年", *(w[1] for w in words()["periods"] if w[0].isdecimal())}))
    return (
        rf"(?:(?![0-9](?![0-9]?[{counted}]))(?P<per>{quick_pattern(f'{span}|{periods}|{_EACH}')})(?:内|共|应|需|要|累计|共计|平均|合计|){GAP}{no_range}|)"
        rf"(?:(?P<before>{quick_pattern(_before())})(?:(?P<verb>{quick_pattern(verbs)}){GAP}|)|)(?:(?P<per2>{quick_pattern(periods)}){GAP}{no_range}|)"
        rf"(?:(?P<sign>(?<![0-9A-Za-z)%年月日号时点])[-+](?=[0-9])|负(?=[0-9]))|)"
        rf"(?P<number>(?<![0-9])(?<![0-9][ ])(?:(?<![lIO])|(?<=[A-Za-z][lIO]))(?!(?:19|20)[0-9]{{2}}[ ]?年|[0-9]{{1,2}}月[0-9]{{1,2}}[日号])(?!(?<=[迟晚早]于)[0-9]{{1,2}}月(?!以?内)|(?<=[每月年])(?:(?<=每)[0-9]{{1,5}}[万人户名亩村家所床口]|(?<=[每次当本]月)[0-9]{{1,2}}[日号]|(?<=[每次当本]年)[0-9]{{1,2}}月(?!以?内)))(?>{DIGITS})(?!{GAP}[0-9])|{TENTHS}|(?!(?<=每)[十百千]){NUMERALS}(?={GAP}[多余来及或以{unit_starts()}])|(?<=[≥≤<>于少低高过超])(?>{NUMERALS})(?=$|[,;。]))"
        rf"(?:(?=[ 多余来+±])(?:{GAP}(?P<more>[多余来]|\+(?![ ]?[0-9]))|)(?:{GAP}(?P<about>±{GAP}{DIGITS})|)|){GAP}"
        rf"(?P<unit>(?:[万亿千百](?P<inner>[多余])|)(?:{unit}|))(?:(?P<more2>[多余](?![种元样部])|{_DEVIATION})|)"
        rf"(?:{GAP}(?P<after>{quick_pattern(_after(list(after)))})"
        rf"|(?P<thing>[㐀-鿿/、()]{{1,8}}?)(?P<after2>{quick_pattern(_after(plain))})|)"
        rf"(?:(?=[ /每一(]){GAP}(?P<tail>(?:[/每一]{_PERIOD_WORD}|/{years}年)(?![㐀-鿿])|\([每一/]{_PERIOD_WORD}\))|)"
        # A unit of letters ends where a word of letters ends; after another sign anything may follow.
        rf"(?:(?<=[^0-9A-Za-z])|(?![A-Za-z0-9]))"
    )


@cache
def quantity_pattern() -> str:
    """The production ``quantity`` alone, a group of its name round it: most values are no more."""
    return f"(?P<quantity>{_quantity()})"


@cache
def productions() -> tuple[Production, ...]:
    """All productions in the order they are tried."""
    unit = unit_pattern()
    before = _before()
    after = _after(list(comparators().after))
    numeral = rf"(?:(?>{DIGITS})|{NUMERALS})"
    numeral_sign = f"[0-9{NUMERAL_CHARACTERS}几数]"
    no_unit = rf"(?!{GAP}[{unit_starts()}])"
    letters = trie_pattern([unit for unit in unit_table() if unit.isascii() and unit.isalnum()])
    bounds = trie_pattern([w for w, kind in comparators().before.items() if kind != "exactly"])
    idioms = trie_pattern(
        list(words()["idioms"]["words"]),
        {
            "一批": "(?!次)",
            "十一": "(?![个家次项场万])",
            **{f"{n}期": f"(?<!班{n}期)" for n in "一二三四"},  # 「举办主体班三期」
        },
    )
    hotlines = any_of("hotlines")
    date = (
        rf"{_YEAR}(?:[ ]?年[ ]?|[-./]){_MONTH}(?:(?:[ ]?月[ ]?|[-./]){_DAY}(?:[ ]?[日号])?|[ ]?月{_PART}|(?![0-9.%]){no_unit})"
        rf"|{_YEAR}年{_CN_MONTH}月(?:(?:[一二三四五六七八九十]{{1,3}}|{_DAY})[日号]|{_PART})"
    )
    year = rf"{_YEAR}[ ]?年(?:度)?(?:底|末|初|年底|年末)?"
    period = (
        rf"(?:(?:{date})起?{_TO}(?:{date}|{_MONTH}月?(?:{_DAY}[日号]?)?)|{year}{_TO}{_YEAR}年度?"
        rf"|{_YEAR}{_TO}{_YEAR}(?:年度?|学年)|(?:{_YEAR}年)?{_MONTH}月?(?:份)?{_TO}{_MONTH}月(?:份|底|末)?"
        rf"|(?:{_YEAR}年)?{_MONTH}月{_DAY}[日号]?{_TO}{_MONTH}月{_DAY}[日号]?"
        rf"|(?:每[天日晚])?{_CLOCK}{_TO}{_CLOCK}(?!位)"
        rf"|(?=[^,;。]{{0,20}}季)(?:{_YEAR}年度?)?第?(?<![0-9])[一二三四1-4](?:季度)?{_TO}(?:{_YEAR}年度?)?第?[一二三四1-4]季度)"
    )
    table = {
        "separator": rf"{SEPARATOR}|(?:并且|且|并|同时)(?={GAP}{bounds})|/(?=每[㐀-鿿]{{1,6}}?{bounds})|{_AND_MONTH}",
        "interval": rf"(?P<i_open>\[|\((?=[^\[\](){{}}]{{3,24}}\])){GAP}(?P<i_low>(?>{DIGITS})){GAP}(?P<i_unit1>{unit})?{GAP}[,~]{GAP}(?P<i_high>(?>{DIGITS})){GAP}(?P<i_unit>{unit})?{GAP}(?P<i_close>[\])])",
        "note": r"(?!\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)[^,;。])\([^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,300})?\)",
        "mark": r"(?:(?<![^;,。、\n\t ])(?:指标[0-9]{1,2}[:.、]|[0-9]{1,2}[.、](?![0-9 ])|[一二三四五六七八九十]{1,2}、)|[①-⑳]|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)(?=[^,;。]))",
        "title": r"《[^《》\n]{1,60}》",
        "quoted": r"[“\"『「‘][^“”\"『』「」‘’\n]{1,40}[”\"』」’]",
        "document": r"\[(?:19|20)[0-9]{2}\](?:[0-9]{1,5}号)?|(?:19|20)[0-9]{2}\][0-9]{1,5}号",
        "baseline": rf"(?:比|较|对比|相比|同比)?(?:{_YEAR}年(?:度)?(?:同期)?(?=(?:相比|的?基础上|同期))(?:相比|的?基础上|同期)?|(?<=[比较]){_YEAR}年(?:度|同期|底|末)?|(?:上年度?|去年|上一年度?|往年|前一年度?)(?:同期)?(?:的?基础上|相比|水平|标准)?)",
        "recent": rf"近(?:[0-9]{{1,2}}|{NUMERALS})年(?:内|来)?|(?:过去|前|(?<![㐀-鿿])后|未来|今后)(?:[0-9]{{1,2}}|[两三四五六七八九十几])年",
        "period": period,
        "time_of_day": r"(?:每天|每日|每晚|当天|当日)?"
        + _PART_OF_DAY
        + r"(?:[01]?[0-9]|2[0-4])(?:[:时点](?:[0-5][0-9])分?|[时点](?:半|整)?)(?=前|之前|以前|-|~|至|到|止)",
        "recurring": rf"[次当本下]月{GAP}{_DAY}[日号](?:{_TO}{_DAY}[日号])?|每(?:个)?(?:年{_MONTH}月(?:{_DAY}[日号]?)?(?:底|末)?|月{GAP}{_DAY}[日号](?:{_TO}{_DAY}[日号])?|[月季年]度?(?:底|末)|半年末|(?:季度?|半年|年度?|学期)的?(?:首|头|末|第一个?|最后一?个?)月份?)",
        "date": rf"(?:{date})(?:[ ]?[0-2]?[0-9](?::[0-5][0-9]|[时点])(?=前|之前|以前|止))?",
        "short_year": rf"(?<![0-9])(?:[0-9]{{2}}(?:-(?:0[1-9]|1[0-2])(?![0-9]){no_unit})|[23][0-9]年(?:底|末)|[0-9]{{2}}年{_MONTH}月(?:{_DAY}[日号])?{_PART})",
        "quarter": rf"(?!{_ONCE})(?:{_YEAR}年(?:度)?(?:的)?|次年|当年|本年|每年|次年度)?{_QUARTER}",
        "year": rf"{year}",
        "month_day": rf"(?:当年|本年|次年|每年)?(?:{_MONTH}月{GAP}{_DAY}(?:[日号]|{no_unit})|{_CN_MONTH}月(?:[一二三四五六七八九十]{{1,3}}|{_DAY})[日号])|(?<![0-9.])(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])(?=前|之前|以前|止)",
        "month": rf"(?:当年|本年|次年|每年)?(?!{_ONCE})(?:{_MONTH}{GAP}月|{_CN_MONTH}月)(?!{GAP}(?:以内|之内|内)){_PART}",
        "year_end": r"(?:当|本|每|次|学)?(?:年度?|学期|月度?|季度)(?:底|末)(?=前|之前|以前|完成|$)",
        "day_of_month": rf"(?<![0-9]){_DAY}[号日](?=前|之前|以前)",
        "percent": rf"(?=[^,;。]{{0,12}}?[百千万]分)(?P<p_before>{before})?(?P<p_unit>百分之|千分之|万分之|百分)(?P<p_number>{numeral})(?P<p_thing>[㐀-鿿]{{1,6}}?(?=[及或]?以[上下内]))?(?P<p_after>{after})?",
        "fraction": rf"(?=[^,;。]{{0,14}}?分之)(?P<f_before>{before})?(?P<f_under>{NUMERALS})分之(?P<f_number>{NUMERALS})(?P<f_after>{after})?",
        "range": rf"(?=[^,;。]{{0,16}}?{numeral_sign}[^,;。0-9]{{0,8}}[-~至到][^,;。]{{0,8}}?{numeral_sign})(?P<r_before>{before})?(?P<r_low>{numeral}){GAP}(?P<r_unit1>{unit})?(?P<r_note1>{_INCLUSIVE})?(?P<r_to>{_TO})(?P<r_before2>{before})?(?P<r_high>{numeral}){GAP}(?P<r_unit>{unit})?(?P<r_note>{_INCLUSIVE})?(?:{GAP}(?P<r_after>{after}))?",
        "enclosed": rf"(?=[0-9.,]{{1,20}}[^,;。0-9]{{0,6}}[≤<])(?P<e_low>(?>{DIGITS})){GAP}(?P<e_unit1>[%‰元个分]?){GAP}(?P<e_sign1><=|[≤<]){GAP}(?P<e_thing>[^≤<,;。0-9]{{0,20}}){GAP}(?P<e_sign2><=|[≤<]){GAP}(?P<e_high>(?>{DIGITS})){GAP}(?P<e_unit>{unit})?",
        "ratio": rf"(?=[^,。]{{0,16}}?[0-9][ ]{{0,6}}[:;/比][ ]{{0,6}}[0-9])(?P<q_before>{before})?(?P<q_number>(?>{DIGITS})){GAP}(?P<q_sign>[:;/比]){GAP}(?P<q_upper>(?>{DIGITS}))(?!{GAP}(?:[0-9A-Za-z:/.]|{_ON_MAPS}|{unit}))(?P<q_after>{after})?",
        "ordinal": r"(?:第|(?<![提目之以当事会课底])前)(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})(?:[名位批期届次轮个项条款章类方产档阶段]{0,2})|Top ?[0-9]+|TOP ?[0-9]+",
        "idiom": rf"{idioms}|一[㐀-鿿](?=未|没有|都没|也没|不[漏落少留差])|(?<=[不无未][漏落留差丢])一[㐀-鿿]|(?<=无)一[人户例起处](?=[㐀-鿿])|一[日天][一二两三四][㐀-鿿](?<![个名次家份场项户遍回趟])|一[^年月周季天日次]一[㐀-鿿](?<![个名次家份场项户])",
        "code": rf"[0-9一二三四五六七]星级|T\+[0-9](?![0-9])|[1-9]位数|{_CHAINAGE}|(?=[0-9.]{{1,9}}[^,;。]{{0,3}}[×xX*:])(?:{_SIZE}|{_SHARES}|{_SCALE}|{_SERVICE})|[A-Za-z]{{1,8}}[-+]?(?>[0-9]+(?:\.[0-9]+)?)(?:-[0-9]{{4}}(?![0-9])|[0-9A-Za-z+]{{0,10}}{no_unit})|(?:365|7)[ ]?[天日]24[ ]?小时|(?:11[049]|12[02]|12[0-9]{{3}}|96[0-9]{{3,4}})(?={hotlines})|(?:[0-9]{{1,4}}|[十百千]{{1,2}})?[十百千]?[万亿]元?级(?=[㐀-鿿])|[0-9]+(?:\.[0-9]+){{2,6}}|[0-9]{{1,6}}(?:号(?!前)|级|甲|型|(?!{letters}(?![A-Za-z0-9]))[A-Za-z]{{1,6}}[0-9]{{0,6}}(?:级)?)(?![以及]){no_unit}|[0-9]\+[0-9A-Za-zN](?:\+[0-9A-Za-zN]){{0,3}}|[A-Z]{{2,5}}(?:/[A-Z]{{1,3}})?[ ]?[0-9]{{2,6}}(?:\.[0-9]{{1,2}})?(?:-(?:19|20)[0-9]{{2}})?(?![0-9])(?=标准|规范|要求|规定|的|》)",
        "quantity": quantity_pattern(),
        "letters": r"[0-9]{1,6}[A-Za-z]{1,10}[0-9]{0,6}",
    }
    return tuple(Production(name, pattern) for name, pattern in table.items())


@cache
def gate() -> re.Pattern[str]:
    """What may begin a production; only the place of a match counts.

    A comparator or a period word begins one only with a numeral not far behind it.
    """
    before, periods = list(comparators().before), list(words()["periods"])
    opens = ["并且", "且", "并", "同时", "近", "累计", "未来", "每", *before, *periods]
    whole = sorted({*words()["idioms"]["words"], *words()["openings"]["words"]})
    numeral = f"[0-9{NUMERAL_CHARACTERS}几数半百]"
    said, period = before_pattern(before), trie_pattern(periods)
    follows = rf"(?=[-+负万上]|{numeral}|{said}|{period}|%s)"
    links = (
        rf"{said}{_FILLER}{GAP}{follows % any_of('verbs')}"
        rf"|(?:{period}|{_EACH})(?:内|共|应|需|要|累计|共计|平均|合计)?{GAP}{follows % said}"
        rf"|(?:近|累计|未来){numeral}|(?:并且|且|并|同时){GAP}{said}"
    )
    signs = ',;。、!?！？\n\t([《“"『「‘[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789'
    first, last = ({word[0] for word in listed} for listed in (opens, whole))
    some = (
        "和及与指早晚凌中下-+/负近第前后过上几数半百≥≤<>于少低高超"
        + NUMERAL_CHARACTERS
        + string.ascii_letters
    )
    begins = re.escape("".join(sorted({*signs, *some, *first, *last})))
    return re.compile(
        # The engine passes at once what is not of the first set; all else is asked behind it.
        rf"[{begins}](?<=(?=[{re.escape(signs)}]|[-+负近第前过][0-9{NUMERAL_CHARACTERS}几去]|后[0-9{NUMERAL_CHARACTERS}]{{1,3}}年|[上过][十百千万半]|[几数近]万|/每|万[余多]"
        rf"|[{NUMERAL_CHARACTERS}]{{1,12}}[点{NUMERAL_CHARACTERS}几多余来月分季及或以、万亿至到{unit_starts()}-]"
        rf"|{_AND_MONTH}|指标[0-9]|[早上中下晚凌][上午晨]?[0-9]{{1,2}}[:时点]|[几数半上过][十百千个次家项场年天小学]|百分|[千万]分之|[A-Za-z]{{1,8}}(?:[-+]|/[A-Z]{{1,3}})?[ ]?[0-9]|[≥≤<>于少低高过超][{NUMERAL_CHARACTERS}]"
        rf"|(?=[{re.escape(''.join(sorted(first)))}])(?:{links})"
        rf"|(?=[{re.escape(''.join(sorted(last)))}]){trie_pattern(whole)})[\s\S])"
    )


# A look ahead that spares a family of productions where its signs are not near.
_FAMILIES = {
    "period": ("day_of_month", r"(?=[^,;。年月日号季:时点./末底-]{0,12}+[年月日号季:时点./末底-])"),
    "percent": ("ratio", r"(?=[^,;。分~至到≤<:/比-]{0,20}+[分~至到≤<:/比-]|[^,;。]{0,16}+;)"),
}


_NAMED = re.compile(r"\(\?P<\w+>")


@cache
def quantity() -> re.Pattern[str]:
    """The production ``quantity``, its name that of the last group."""
    return re.compile(quantity_pattern())


@cache
def _others() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The productions tried before ``quantity``, and those tried after it, each as one pattern.

    Groups make a pattern slow: only the name is kept, ``whole_match`` gives the others.
    """
    joined = [""]
    last = None
    for one in productions():
        if one.name == "quantity":
            joined.append("")
            continue
        branch = f"(?:{_NAMED.sub('(?:', one.pattern)})(?P<{one.name}>)"
        if one.name in _FAMILIES:
            last, near = _FAMILIES[one.name]
            branch = f"{near}(?:{branch}"
        if one.name == last:
            branch += ")"
        joined[-1] += f"|{branch}" if joined[-1] else branch
    before, after = map(re.compile, joined)
    return before, after


def matches(t: str, start: int, end: int) -> list[re.Match[str]]:
    """What the productions take, left to right; ``lastgroup`` of a match is the production's name."""
    found: list[re.Match[str]] = []
    before, after = _others()
    begins, number = gate().search, quantity().match
    while (begin := begins(t, start, end)) is not None:
        at = begin.start()
        match = before.match(t, at, end) or number(t, at, end) or after.match(t, at, end)
        if match is None:
            start = at + 1
        else:
            found.append(match)
            start = match.end()
    return found


@cache
def _alone() -> dict[str, re.Pattern[str]]:
    return {one.name: re.compile(one.pattern) for one in productions() if "(?P<" in one.pattern}


def whole_match(match: re.Match[str]) -> re.Match[str]:
    """The match of a token's production with all its groups."""
    form = match.lastgroup or ""
    if form == "quantity" or form not in _alone():
        return match
    found = _alone()[form].match(match.string, match.start(), match.endpos)
    assert found is not None
    return found
