"""IND110 completion-under-lasting-effect."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

_LASTING = "可持续影响请写项目结束后仍起作用的事，例如“设施正常使用年限：≥10年”。"
_ADVICE = f"任务完成与否请作为产出指标；{_LASTING}"


@rule("IND110", since="0.2", classes=("24",))
def completion_under_lasting_effect(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """可持续影响填的是任务完成情况。

    可持续影响说的是项目结束以后还在起作用的东西；任务完成与否是产出。

    Not allowed:
        1、2-效益指标,24-可持续影响,阶段性地完成2023年度对口帮扶工作各项指标任务;实施周期指标值:100%,年度指标值:100%;

        1、2-效益指标；24-可持续影响；改造工程完成率；实施周期指标值：100%；年度指标值：100%。

        1、2-效益指标；24-可持续影响；古树名木保护；实施周期指标值：完成年度保护任务；年度指标值：完成年度保护任务。

    Allowed:
        1、2-效益指标；24-可持续影响；设施正常使用年限；实施周期指标值：≥10年；年度指标值：≥10年。

        1、2-效益指标；24-可持续影响；完成整改后长效管护机制建立情况；实施周期指标值：建立；年度指标值：建立。

    Known limits:
        名称中说到持续、长效、后续、机制的不算；指标值只看单说完成什么任务、工作的。
    """
    if "完成" in indicator.target_key:
        told = policy.pattern("ind_task_as_target").search(indicator.target_key)
        if told is not None:
            yield Found(
                f"“{indicator.name}”的指标值“{told[0]}”说的是任务完成，却归在{filed(indicator)}。",
                _ADVICE,
            )
            return
    name = head(indicator.name_key)
    found = policy.pattern("ind_task_completion").search(name)
    if (
        found is not None
        and policy.pattern("ind_lasting").search(name) is None
        and policy.pattern("ind_result_completed").search(name) is None
    ):
        yield Found(
            f"“{indicator.name}”说的是任务完成，却归在{filed(indicator)}。",
            f"名称中有“{found[0]}”，更像产出指标；{_LASTING}",
        )
