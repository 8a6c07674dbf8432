"""PUB005 document-number-malformed."""

import re
from collections.abc import Iterator, Sequence

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_BRACKETS = str.maketrans("[【(（［{〖〈", "〔〔〔〔〔〔〔〔") | str.maketrans(
    "]】)）］}〗〉", "〕〕〕〕〕〕〕〕"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_LONGEST = 60  # characters of a number with white space in it


@rule("PUB005", since="0.2", says=("号", "〔"), despite_damage=True)
def document_number_malformed(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """发文字号写法不规范。

    上级资金靠发文字号与来源文件对上。年份应写全，用六角括号“〔〕”，序号不加“第”，例如“穗财商〔2023〕64号”；写法不一，查找和汇总会漏。

    Not allowed:
        项目：（穗财商[2023]64号）服务贸易专题 | 2100.00
        1、1-产出指标；11-数量指标；企业数量；实施周期指标值：65家；年度指标值：65家。

        项目：外贸稳增长财政补助 | 225.00
        目标：根据实施细则的通知（穗商务【2022】170号），对符合条件的企业给予扶持。
        1、1-产出指标；11-数量指标；企业数量；实施周期指标值：65家；年度指标值：65家。

        项目：（泰财行〔20244〕号）法庭建设 | 50.00
        1、1-产出指标；11-数量指标；法庭数量；实施周期指标值：1个；年度指标值：1个。

    Allowed:
        项目：（穗财商〔2023〕64号）服务贸易专题 | 2100.00
        1、1-产出指标；11-数量指标；企业数量；实施周期指标值：65家；年度指标值：65家。

    Known limits:
        不核对字号是否真实存在；没有写字号的上级资金项目看不出来；只是括号、“第”写得不对的程度较轻；知道预算年度时才看年份是否晚于它。
    """
    good = policy.pattern("publication_number_brackets")
    bad = policy.pattern("publication_number_torn")
    unended = policy.pattern("publication_number_unended")
    for place, printed in enumerate((project.name, project.objective)):
        if "号" not in printed and "〔" not in printed:
            continue
        text = project.text(place)
        numbers = list(_numbers(good, printed))
        formed = [_formed(one[0]) for one in numbers]
        wrong = next(
            (one for one in zip(numbers, formed, strict=True) if one[0][0] != one[1]), None
        )
        if wrong is not None:
            yield Found(
                f"发文字号“{wrong[0][0]}”的写法不规范。",
                f"请写成“{wrong[1]}”：年份用六角括号，序号不加“第”。",
                at=text.at,
                about=text.of,
                edits=text.edits(_with_formed(printed, numbers, formed)),
                lighter=True,
            )
            continue
        late = _after_the_budget(numbers, project.table.year)
        if late is not None:
            yield Found(
                f"发文字号“{late}”的年份晚于预算年度{project.table.year}年。",
                "请对照原文件核对年份。",
                at=text.at,
                about=text.of,
            )
            continue
        torn = next(_numbers(bad, printed), None) or unended.search(printed)
        if torn is not None:
            yield Found(
                f"发文字号“{torn[0]}”写得不完整。",
                "请按原文件写全机关代字、年份和序号，例如“穗财商〔2023〕64号”。",
                at=text.at,
                about=text.of,
            )


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that end at a 号: looked for just before each, not at every character."""
    start, end = 0, text.find("号") + 1
    while end:
        if match := pattern.search(text, max(start, end - _LONGEST), end):
            yield match
            start = match.end()
        end = text.find("号", end) + 1


def _after_the_budget(numbers: Sequence[re.Match[str]], year: int | None) -> str | None:
    """The first number of a later year than the budget's, which cannot be its source."""
    if year is None:
        return None
    dated = ((one[0], _YEAR.search(one[0])) for one in numbers)
    return next((text for text, its in dated if its is not None and int(its[0]) > year), None)


def _with_formed(text: str, numbers: Sequence[re.Match[str]], formed: Sequence[str]) -> str:
    parts, done = [], 0
    for one, right in zip(numbers, formed, strict=True):
        parts += [text[done : one.start()], right]
        done = one.end()
    return "".join([*parts, text[done:]])


def _formed(number: str) -> str:
    """Year in hexagonal brackets, no 年 or 第 behind them, no white space."""
    joined = "".join(number.split()).translate(_BRACKETS)
    return joined.replace("〕年", "〕").replace("〕第", "〕")
