"""WRD003 text-read-twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject
from jixiao.model import Indicator
from jixiao.text import fold

_AGAIN = "条目里同一段文字紧接着又印了一次。"
_TWICE = "同一段文字连着印了两遍。"
_MARKS = ";,.。:、"
_LONG = 10  # characters: what is shorter is a word doubled, of which WRD007 tells
_RUN_ON = "名称或指标值里夹着“指标值”或类别编码，像是两条指标连在了一起。"


@rule("WRD003", since="0.2", despite_damage=True)
def text_read_twice(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """条目里文字重复或串行。

    同一个值印了两次，或上一条的文字串进下一条，条目就读不通，值可能算错。

    Not allowed:
        1、2-效益指标; 22-社会效益; 打造名牌产品数; 实施周期指标值:3个以上; 年度指标值:3个以上: 年度指标值:3个以上。

        1、1-产出指标; 11-数量指标; 编制方案; 实施周期指标值:1-数量指标; 编制方案; 实施周期指标值:1份; 年度指标值:1份。

        1、1-产出指标；12-质量指标；喇叭完好率；实施周期指标值：≥96%；年度指标值：≥96%；实施周期指标值：≥96%。

        1、2-效益指标；22-社会效益；日常宣传次数日常宣传次数；实施周期指标值：30次；年度指标值：30次。

        1、1-产出指标；12-质量指标；平台故障修复率；实施周期指标值：2、1-产出指标；13-时效指标；平台故障修复率；实施周期指标值：≥98%；年度指标值：≥98%。
        2、1-产出指标；13-时效指标；故障响应时间；实施周期指标值：≤1小时；年度指标值：≤1小时。

    Allowed:
        1、2-效益指标; 22-社会效益; 打造名牌产品数; 实施周期指标值:3个以上; 年度指标值:3个以上。

    Known limits:
        分不清是识别重读还是原件如此，所以只请对照原件；读取时重复的一段只留一次，记在修复里。
    """
    for repair in table.repairs:
        if repair.kind == "repeat_dropped":
            subject = repair.subject
            yield Found(
                _AGAIN,
                "请对照原件；原件如此的，删去重复的一段。",
                at=repair.at,
                about=table.project_named.get((subject.spending_unit, subject.project)),
            )
    for question in table.questions:
        if question.kind == "value_twice":
            subject = question.subject
            yield Found(
                question.message,
                "请对照原件，只留一个指标值。",
                at=question.at,
                about=table.project_named.get((subject.spending_unit, subject.project)),
                unclear=True,
            )
    pattern = policy.pattern("wording_run_on")
    for project in table.projects:
        for before, one in pairwise(project.indicators):
            if not one.name and _says_again(one.record, before.record):
                yield Found(
                    _AGAIN,
                    "请对照原件；原件如此的，删去重复的一段。",
                    at=one.at,
                    about=before,
                )
        for number in _printed_twice(project.keys):
            text = project.text(number)
            yield Found(
                f"{text.label}里{_TWICE}",
                "请对照原件，删去重复的一段。",
                at=text.at,
                about=text.of,
            )
        for cut, again in project.run_ons:
            yield Found(
                f"第{cut.record.number}条“{cut.name}”没有印完，就串进了第{again.record.number}条的开头"
                f"（“{(again.record.text or '')[:16]}……”），后面的值不知道是哪一条的。",
                "请对照原件，删去串进来的一段，把两条指标各自写全名称和两个指标值。",
                about=cut,
            )
        key = project.text_key
        if ("指标" not in key and "-" not in key) or not pattern.search(key):
            continue
        for text in project.texts:
            if text.of is not project and pattern.search(text.key):
                yield Found(
                    _RUN_ON,
                    "请对照原件，把两条指标分开，各自写全名称和两个指标值。",
                    at=text.at,
                    about=text.of,
                )


def _says_again(record: Indicator, before: Indicator) -> bool:
    """Whether an entry without a number and a level is a stretch of the one before."""
    if record.number is not None or record.level1.code or record.level2.code:
        return False
    stretch = fold(record.text).strip(_MARKS)
    return len(stretch) >= _LONG and stretch in fold(before.text)


def _printed_twice(keys: Sequence[str]) -> list[int]:
    """日常宣传次数日常宣传次数: the texts that are the same stretch twice."""
    return [
        number
        for number, key in enumerate(keys)
        if len(key) >= _LONG
        and key[0] == key[len(key) // 2]  # seldom
        and key == key[: len(key) // 2] * 2
    ]
