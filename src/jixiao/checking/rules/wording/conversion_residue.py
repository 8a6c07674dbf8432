"""WRD004 conversion-residue."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._residue import RESIDUE, cleaned
from jixiao.checking.subjects import ProjectSubject, TableSubject
from jixiao.model import Place

_SHOWN = 30
_SHORTEST_TAG = 3  # characters: <p>


@rule("WRD004", since="0.2")
def conversion_residue(table: TableSubject, policy: Policy) -> Iterator[Found]:
    r"""夹有转换残留的代码。

    公式代码、网页标记、乱码是文件转换留下的，读者看不懂，程序也读不出数字。

    Not allowed:
        1、1-产出指标；11-数量指标；招商活动次数（场）；实施周期指标值： $\geq 1$ 场；年度指标值： $\geq 1$ 场。

        1、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：&gt;=90%；年度指标值：&gt;=90%。

    Allowed:
        1、1-产出指标；11-数量指标；招商活动次数（场）；实施周期指标值：≥1场；年度指标值：≥1场。

    Known limits:
        网页标记在读取时已去掉，只能说出有多少。表格软件的错误值（#REF!）没有改法。
    """
    pattern = policy.pattern("wording_residue")
    for project in table.projects:
        if RESIDUE.search(project.text_key) is None:
            continue
        for number, printed in enumerate(project.printed_text.split("\0")):
            if pattern.search(printed) is None:
                continue
            text = project.text(number)
            clean = cleaned(text.text)
            fixed = pattern.search(clean) is None and clean != text.text
            yield Found(
                f"{text.label}“{text.text[:_SHOWN]}”夹有转换残留的代码。",
                f"请改为“{clean[:_SHOWN]}”。" if fixed else "请对照原件，改回原来的文字。",
                at=text.at,
                about=text.of,
                edits=text.edits(clean) if fixed else (),
            )
    if table.tag_characters:
        tagged = [one for one in table.projects if _holds_tags(one)] or list(table.projects[:1])
        yield Found(
            "单元格里带有网页标记（如 <p>）。",
            "请用纯文字重新导出；读取时这些标记已经去掉。",
            about=tagged[0] if tagged else None,
            also=tuple(tagged[1:]),
        )


def _holds_tags(project: ProjectSubject) -> bool:
    """Whether something not kept stands before the name or goal in its cell, or within a text."""
    record = project.record
    printed = [(record.objective or "", record.at.objective)]
    printed += [(one.text, one.at) for one in record.indicators]
    return any(
        places and places[0].start for places in (record.at.name, record.at.objective)
    ) or any(_extent(places) - len(text) >= _SHORTEST_TAG for text, places in printed)


def _extent(places: tuple[Place, ...]) -> int:
    """How many characters of its cell a text reaches over; 0 for one of several cells."""
    if len(places) == 1:
        start, end = places[0].start, places[0].end
        return 0 if start is None or end is None else end - start
    if len({(one.line, one.column, one.page) for one in places}) != 1:
        return 0
    ends = [one.end for one in places if one.end is not None]
    starts = [one.start for one in places if one.start is not None]
    return max(ends) - min(starts) if starts and ends else 0
