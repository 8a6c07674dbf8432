"""TAB002 entry-numbers-out-of-order."""

import re
from collections.abc import Iterable, Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject
from jixiao.model import Edit, Repair

_HEAD_READ_AGAIN = re.compile(r"\d{1,3}\s*[、.．]")


@rule("TAB002", since="0.2", facts=("out_of_order",), despite_damage=True)
def entry_numbers_out_of_order(project: ProjectSubject) -> Iterator[Found]:
    """指标编号重复、跳号或缺号。

    编号应从 1 起逐条连续。跳号可能是漏了一条，重号使审核意见和自评找不到所指的指标。

    Not allowed:
        1、1-产出指标; 11-数量指标; 供水保障月数; 实施周期指标值:12个月; 年度指标值:12个月。
        2、1-产出指标; 11-数量指标; 供电保障月数; 实施周期指标值:12个月; 年度指标值:12个月。
        2、1-产出指标; 13-时效指标; 费用支付及时率; 实施周期指标值:100%; 年度指标值:100%。

    Allowed:
        1、1-产出指标; 11-数量指标; 供水保障月数; 实施周期指标值:12个月; 年度指标值:12个月。
        2、1-产出指标; 11-数量指标; 供电保障月数; 实施周期指标值:12个月; 年度指标值:12个月。
        3、1-产出指标; 13-时效指标; 费用支付及时率; 实施周期指标值:100%; 年度指标值:100%。

    Known limits:
        编号连续而末尾漏了几条，看不出来。自动改号一次改第一处；跳号时请先确认没有漏条目。
    """
    if project.in_order:
        its = project.unit.record.name, project.record.name
        yield from _read_again(project.table.repairs_of.get(its, ()))
        return
    numbers = [one.record.number for one in project.indicators]
    off = [
        (right, one)
        for right, one in enumerate(project.indicators, start=1)
        if one.record.number != right
    ]
    right, first = off[0]
    printed = "、".join("（无）" if number is None else str(number) for number in numbers)
    before = first.record.number
    yield Found(
        f"指标编号印为 {printed}，{_what(numbers)}。",
        f"请核对是否漏了条目；没有漏，就从 1 起连续编号：第 {right} 条应编为 {right}。",
        about=first,
        edits=()
        if project.damaged
        else (Edit("number", "" if before is None else str(before), str(right)),),
        # Where text is lost, the entry with the missing number may be lost too.
        unclear=project.damaged,
    )


def _what(numbers: list[int | None]) -> str:
    known = [number for number in numbers if number is not None]
    twice = sorted({number for number in known if known.count(number) > 1})
    absent = [number for number in range(1, max(known, default=0)) if number not in known]
    words = []
    if len(known) < len(numbers):
        words.append(f"有 {len(numbers) - len(known)} 条没有编号")
    if twice:
        words.append(f"{_joined(twice)} 重复")
    if absent:
        words.append(f"缺 {_joined(absent)}")
    return "，".join(words) or "次序不对"


def _joined(numbers: list[int]) -> str:
    return "、".join(map(str, numbers))


def _read_again(repairs: Iterable[Repair]) -> Iterator[Found]:
    """An entry's number printed twice, which recognition or the department may have done."""
    for repair in repairs:
        if repair.kind == "repeat_dropped" and _HEAD_READ_AGAIN.match(repair.before):
            yield Found(
                "一条指标连同编号印了两次，不能判断是识别重读还是编号重复。",
                "请对照原件；原件如此的，删去重复的一次。",
                at=repair.at,
                unclear=True,
            )
