"""VAL108 everything-at-hundred-percent."""

from collections.abc import Iterable

from jixiao.checking.facts import is_hundred
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject


@rule("VAL108", since="0.2", facts=("hundreds_alone",))
def everything_at_hundred_percent(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """项目的指标值全部是100%。

    全部写100%，看不出要做多少、做到什么程度，各项目之间也无法比较。

    Not allowed:
        1、1-产出指标,11-数量指标,做好专业人才支援与交流工作,实施周期指标值:100%,年度指标值:100%;;
        2、1-产出指标,11-数量指标,做好党政干部互派工作,实施周期指标值:100%,年度指标值:100%;;
        3、2-效益指标,21-经济效益,协助落实农村劳动力就业情况,实施周期指标值:100%,年度指标值:100%;;

    Allowed:
        1、1-产出指标,12-质量指标,设备验收合格率,实施周期指标值:100%,年度指标值:100%;;
        2、1-产出指标,12-质量指标,采购合规率,实施周期指标值:100%,年度指标值:100%;;
        3、1-产出指标,12-质量指标,资金使用合规率,实施周期指标值:100%,年度指标值:100%;;

    Known limits:
        只看年度指标值；指标不足三个的项目不判断。合格、合规一类要求全部做到的指标不算在内，
        但不全是这一类时仍会提示。
    """
    stated = []
    for one in project.indicators:
        if one.value is None:
            continue
        if not is_hundred(one.value):
            return ()
        stated.append(one)
    if len(stated) < policy.limit("direction_all_hundred_least"):
        return ()
    must = policy.pattern("direction_must_be_all")
    if sum(must.search(one.name_key) is None for one in stated) < 2:
        return ()
    return (
        Found(
            "本项目的指标值全部是100%，看不出工作量和效果的大小。",
            "请把能数的写成数量，例如“选派干部12人”“带动就业≥200人”；100%只留给必须全部做到的事项。",
        ),
    )
