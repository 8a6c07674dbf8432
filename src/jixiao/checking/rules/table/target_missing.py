"""TAB003 target-missing."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject

_TERMS = (("period", "实施周期指标值"), ("annual", "年度指标值"))


@rule("TAB003", since="0.2", facts=("missing",))
def target_missing(indicator: IndicatorSubject) -> Iterator[Found]:
    """缺实施周期指标值或年度指标值。

    每条指标都要有两个值：年度值用于当年监控和自评，实施周期值说明整个项目要达到什么。

    Not allowed:
        1、3-满意度指标; 31-服务对象满意度; 受援地满意度; 实施周期指标值:95%。
        2、3-满意度指标; 31-服务对象满意度; 干部满意度; 实施周期指标值:95%; 年度指标值:95%。

    Allowed:
        1、3-满意度指标; 31-服务对象满意度; 受援地满意度; 实施周期指标值:95%; 年度指标值:95%。

    Known limits:
        填了“无”“/”等占位字样的，由指标值规则处理。全表都没有某一种值的，看作表样如此，只作提示。
    """
    if indicator.period is not None and indicator.annual is not None:
        return
    for term, label in _TERMS:
        if getattr(indicator, term) is not None:
            continue
        if term in indicator.project.table.printed_terms:
            yield Found(
                f"没有{label}。",
                f"请补填{label}；一年完成的项目，两个值相同也要都写。",
            )
        else:
            yield Found(
                f"全表没有{label}。",
                f"请确认所用表样是否要求填写{label}；要求的，逐条补填。",
                lighter=True,
            )
