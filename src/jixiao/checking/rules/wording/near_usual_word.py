"""WRD009 near-usual-word."""

from collections.abc import Iterable, Iterator

from jixiao.checking.many_texts import ManyTexts
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._near_words import Slip, near_words
from jixiao.checking.rules.wording._typos import typos
from jixiao.checking.subjects import ProjectSubject, TableSubject
from jixiao.checking.texts import NAME, OBJECTIVE, PROJECT_NAME

# A target has few words, and the ways it is written are looked at by the parser of values.
_LOOKED_AT = (PROJECT_NAME, OBJECTIVE, NAME)


def _with_slips(texts: ManyTexts, policy: Policy) -> Iterable[int]:
    return near_words(policy).texts_with_slips(texts)


@rule("WRD009", since="0.2", picked=_with_slips)
def near_usual_word(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """有的字不成词，与一个常用词只差一个同音或形近的字。

    拼音、五笔录入和文字识别最容易留下这样的字（“简测”“检测”），通读时不容易看出来。同一张表别处写对了的，多半确是笔误。

    Not allowed:
        项目：农产品质量安全检测 | 10.00
        目标：做好农产品质量安全简测。
        1、1-产出指标；11-数量指标；检测批次；实施周期指标值：50批次；年度指标值：50批次。

    Allowed:
        项目：农产品质量安全检测 | 10.00
        目标：做好农产品质量安全检测，有关企业开采积极。
        1、1-产出指标；11-数量指标；检测批次；实施周期指标值：50批次；年度指标值：50批次。

    Known limits:
        只看项目名称、绩效目标和指标名称；只认由常用词推得、在报纸上没有出现过的写法。错写成另一个词的（“权力”“权利”）、一词错两个字的，看不出来。表中别处没有写对的，为较轻的程度；新词和人名、地名可能误报，可以在本单位的词表里加上（wording_terms）。改法只是建议，不自动改。
    """
    words, known = near_words(policy), typos(policy)
    texts = [one for one in project.texts if one.fields in _LOOKED_AT]
    for text, found in zip(texts, words.slips_in([one.key for one in texts]), strict=True):
        if not found:
            continue
        listed = [one.wrong for one in known.found_in(text.key, known.known_in(text.key))]
        slips = [
            one
            for one in found
            if not any(one.wrong in wrong or wrong in one.wrong for wrong in listed)
        ]
        if slips:
            said = "，".join(dict.fromkeys(map(_said, slips)))
            yield Found(
                f"{text.label}里{said}。",
                "请核对，确是错别字的改正；是专用的词的，可以加进本单位的词表。",
                at=text.at,
                about=text.of,
                edits=text.edits(_corrected(text.text, slips)),
                lighter=not any(_stands_in(project.table, one.meant) for one in slips),
            )


def _stands_in(table: TableSubject, words: tuple[str, ...]) -> bool:
    """Whether a table writes one of these words somewhere."""
    return any(word in project.text_key for project in table.projects for word in words)


def _said(slip: Slip) -> str:
    meant = "或".join(f"“{word}”" for word in slip.meant)
    return f"“{slip.wrong}”疑为{meant}"


def _corrected(text: str, slips: list[Slip]) -> str:
    """The text as printed with the slips put right that leave one reading and no white space hides."""
    for one in slips:
        if len(one.meant) == 1:
            text = text.replace(one.wrong, one.meant[0])
    return text
