"""VAL019 question-as-indicator."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import is_question
from jixiao.checking.subjects import IndicatorSubject


@rule("VAL019", since="0.2", words=("value_questions",), facts=("yes_no",))
def question_as_indicator(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """用“是”“否”“有”“无”回答的指标。

    这类指标只能判断有没有做到，看不出做到什么程度。有的地方允许直接赋分，所以只作提示。

    Not allowed:
        1、1-产出指标；13-时效指标；有无资金浪费；实施周期指标值：无；年度指标值：无。

        1、2-效益指标；24-可持续影响；行业对环境污染持续减少(是/否)；实施周期指标值：是；年度指标值：是。

    Allowed:
        1、2-效益指标；24-可持续影响；行业污染物排放量；实施周期指标值：下降5%；年度指标值：下降5%。

        1、2-效益指标；22-社会效益；重大安全事故发生次数；实施周期指标值：0次；年度指标值：0次。

        1、1-产出指标；13-时效指标；申请是否受理的答复时间；实施周期指标值：5个工作日内；年度指标值：5个工作日内。

    Known limits:
        换成陈述句、实际只能答是或否的名称（“通过验收”），不会发现。
    """
    if is_question(indicator.name_key, policy) or "yes_no" in [one.kind for one in indicator.terms]:
        yield Found(
            "指标只能用“是”“否”或“有”“无”回答，看不出做到什么程度。",
            "能量化的请改为数量或比率，例如“安全事故发生次数：0次”；确需保留的，请写明怎样算“是”。",
        )
