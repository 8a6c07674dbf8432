"""VAL002 vague-word-as-target."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import is_graded
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.text import fold

_MANY = 4096  # names and targets, which come again and again


@rule("VAL002", since="0.2", kinds=("qualitative",))
def vague_word_as_target(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值只有“提升”“良好”一类笼统的词。

    “提升”“促进”“明显”“正常”没有说明到什么程度算完成，评价时各说各话。

    Not allowed:
        1、2-效益指标；22-社会效益；区域科技创新能力；实施周期指标值：稳步提升；年度指标值：稳步提升。

        1、2-效益指标；22-社会效益；保障大楼安全秩序；实施周期指标值：良好；年度指标值：良好。

        1、2-效益指标；22-社会效益；对受援地影响；实施周期指标值：促进受援地持续发展；年度指标值：促进受援地持续发展。

        1、2-效益指标；22-社会效益；教师业务水平；实施周期指标值：业务水平有所提升；年度指标值：业务水平有所提升。

    Allowed:
        1、2-效益指标；22-社会效益；区域科技创新能力；实施周期指标值：新增省级创新平台3个；年度指标值：新增省级创新平台1个。

        1、2-效益指标；22-社会效益；编外人员年度考核结果；实施周期指标值：合格及以上；年度指标值：合格及以上。

    Known limits:
        只认单独的笼统词和很短的一句话（后者为较轻的程度）；效益的指标值只有几个字，又不是“建立”“达标”“零发生”一类有没有、是不是一查便知的，也按笼统处理；较长的句子由 VAL005 汇总。“及时”“按时”由 VAL015 说明。
    """
    alone: list[Term] = []
    sentences: list[Term] = []
    for term in indicator.terms:
        value = term.value
        if (
            term.kind != "qualitative"
            or value.scale == "timeliness"
            or term.key == indicator.name_key  # VAL004
        ):
            continue
        vague, effect, sentence = _vague(term.key, value.scale, value.grade, policy)
        if (
            value.note is None
            and (
                vague
                or (effect and indicator.level == "2")
                or _repeats(term.key, indicator.name_key, policy)
            )
            # 优 is a grade of what is graded, 有效降低 is none.
            and (value.scale == "change" or not is_graded(indicator.name_key, policy))
        ):
            alone.append(term)
        elif sentence:
            sentences.append(term)
    if alone:
        yield Found(
            f"{quote(alone)}只是笼统的说法，没有说明到什么程度算完成。",
            "请写出可以核对的数量、比例或状态，例如“新增3个”“较上年提高2个百分点”；不能量化的，写明分级标准。",
            at=places(alone),
        )
    if sentences:
        yield Found(
            f"{quote(sentences)}只说明了努力的方向，没有说明到什么程度算完成。",
            "请写出可以核对的数量、比例或状态；不能量化的，写明分级标准。",
            at=places(sentences),
            lighter=True,
        )


@lru_cache(_MANY)
def _vague(
    key: str, scale: str | None, grade: str | None, policy: Policy
) -> tuple[bool, bool, bool]:
    """Whether a folded target is vague, whether for an effect, and whether as a sentence."""
    length = len(key)
    short = length <= policy.limit("value_vague_word_length")
    vague = (
        (scale in policy.words("value_vague_scales") and fold(grade or "") == key)
        or policy.pattern("value_vague_words").fullmatch(key) is not None
        or (short and policy.pattern("value_vague_cores").search(key) is not None)
    )
    # So short a word for an effect is vague unless it names a state that is there or is not.
    effect = (
        short
        and length <= policy.limit("value_bare_word_length")
        and policy.pattern("value_states").search(key) is None
    )
    sentence = (
        scale is None
        and length <= policy.limit("value_vague_sentence_length")
        and policy.pattern("value_vague_sentences").search(key) is not None
    )
    if (vague or effect) and _is_settled(key, policy):
        vague = effect = False
    return vague, effect, sentence


def _is_settled(key: str, policy: Policy) -> bool:
    """Whether others settle what it means, or nothing is wanted."""
    return (
        (policy.pattern("value_settled_grades").search(key) is not None and key[:2] != "基本")
        or policy.pattern("value_nothing_wanted").search(key) is not None
        or policy.pattern("value_nothing_of_it").search(key) is not None
    )


def _repeats(key: str, name: str, policy: Policy) -> bool:
    """教师业务水平: 业务水平有所提升 says no more than 有所提升."""
    if key[:2] not in name and key[-2:] not in name:
        return False
    repeated = _repeated(key, name)
    return (
        repeated != ""
        and policy.pattern("value_vague_words").fullmatch(key.replace(repeated, "", 1)) is not None
        and not _is_settled(key, policy)
    )


def _repeated(key: str, name: str) -> str:
    """The longest piece of a folded name, of two characters or more, that a target begins or ends with."""
    for length in range(min(len(name), len(key) - 1), 1, -1):
        if key[:length] in name:
            return key[:length]
        if key[-length:] in name:
            return key[-length:]
    return ""
