"""LIB004 generic-indicator-name."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject

_LONGEST = 18  # characters of a name


def _may_be_generic(name: str, policy: Policy) -> bool:
    return 0 < len(name) <= _LONGEST and (
        policy.pattern("copying_generic_name").fullmatch(name) is not None
        or policy.pattern("copying_generic_effect").fullmatch(name) is not None
    )


@rule("LIB004", since="0.2", words=("copying_generic_name",), named=_may_be_generic)
def generic_indicator_name(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标名称空泛，放在任何项目都可以。

    “项目成效”“影响力”没有说考核什么，名称应写出本项目要考核的事。

    Not allowed:
        6、2-效益指标；22-社会效益；项目成效；实施周期指标值：推动产业发展；年度指标值：推动产业发展。

    Allowed:
        6、2-效益指标；22-社会效益；对白云区产业链的影响；实施周期指标值：促进；年度指标值：促进。

    Known limits:
        看名称本身；“某处使用效果”一类，指标值也空泛的才算。名称具体而指标值空泛的，由指标值的规则看。
    """
    name = indicator.name_key
    if _may_be_generic(name, policy) and (
        policy.pattern("copying_generic_name").fullmatch(name) is not None
        or policy.pattern("copying_vague_target").fullmatch(indicator.target_key.rstrip("。"))
    ):
        yield Found(
            f"指标名称“{indicator.name}”空泛，看不出考核本项目的什么。",
            "请写出考核的对象和内容，例如“受帮扶地区脱贫人口收入增长率”。",
        )
