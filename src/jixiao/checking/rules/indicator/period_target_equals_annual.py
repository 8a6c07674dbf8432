"""IND011 period-target-equals-annual."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|【[^】]*】")
_RANGE = re.compile(
    r"(20\d\d)年?(?:-|—|–|~|至|到)(20\d\d)年?(?!\d*月|学年|年)"
)  # a 学年 has two years


@rule("IND011", since="0.2", says=("年",))
def period_target_equals_annual(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """跨几年的项目，实施周期指标值与年度指标值却全部相同。

    周期目标是几年的总目标，年度目标是其中一年的；两者全部相同，多半是照抄。

    Not allowed:
        年度：2023
        项目：广州市增城区科技工业商务和信息化局2023-2025年信息化基础设施运维项目 | 22.12
        1、2-效益指标, 22-社会效益, 保障日常工作正常开展; 实施周期指标值:正常开展, 年度指标值:正常开展;;2、1-产出指标, 11-数量指标, 支付率; 实施周期指标值:100%, 年度指标值:100%;

        年度：2025
        项目：噪声监测三年行动 | 150.00
        目标：自2025年起用三年时间累计建成噪声监测点30个，掌握噪声影响。
        1、1-产出指标；11-数量指标；建成噪声监测点数量；实施周期指标值：30个；年度指标值：30个。

    Allowed:
        年度：2023
        项目：2023-2025年信息化基础设施运维项目 | 22.12
        1、1-产出指标；11-数量指标；巡检次数；实施周期指标值：36次；年度指标值：12次。2、1-产出指标；12-质量指标；故障修复率；实施周期指标值：100%；年度指标值：100%。

        年度：2023
        项目：信息化基础设施运维项目 | 22.12
        1、1-产出指标；11-数量指标；巡检次数；实施周期指标值：12次；年度指标值：12次。

        年度：2026
        项目：困难学生生活补助 | 122.00
        目标：覆盖2025—2026学年春季学期和2026—2027学年秋季学期，做到应助尽助。
        1、1-产出指标；11-数量指标；资助学生人数；实施周期指标值：620人；年度指标值：620人。

    Known limits:
        只有名称或目标写明跨几年的才查，且要求各项指标的两个值全部相同；部分指标相同（如比率）是正常的。书名号中的规划、方案名称不作依据。
    """
    if not project.indicators or ("年" not in project.name and "年" not in project.objective):
        return
    if not all(one.says_the_same for one in project.indicators):
        return
    evidence = _several_years(project, policy)
    if evidence is not None:
        yield Found(
            f"项目跨几年（“{evidence}”），各项指标的实施周期指标值与年度指标值却全部相同。",
            "请把实施周期指标值写成几年的总目标，年度指标值写成本年要完成的部分，例如周期36次、年度12次。",
        )


def _several_years(project: ProjectSubject, policy: Policy) -> str | None:
    """The words that say so. What lies in the past is the matter of the work, not its term."""
    year = project.table.year
    name, objective = (_QUOTED.sub("", text) for text in (project.name_key, project.objective_key))
    for text, beyond in ((name, 0), (objective, 1)):
        for match in _RANGE.finditer(text):
            first, last = int(match[1]), int(match[2])
            current = not beyond if year is None else first <= year <= last - beyond
            if first < last and current:
                return match[0]
        found = policy.pattern("ind_several_years").search(text)
        if found:
            return found[0]
    return None
