"""LIB006 checks-in-a-project-of-another-work."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject


@rule("LIB006", since="0.2", words=("copying_work_telling",))
def checks_in_a_project_of_another_work(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """宣传、培训、补助项目用检查次数作产出。

    产出指标要考核本项目出钱办的事；名称、目标都没有说到检查、监测的项目，检查家次可能是从别的项目抄来的。

    Not allowed:
        项目：消防安全宣传经费 | 20.00
        目标：普及消防知识，提高居民自救能力。
        1、1-产出指标；11-数量指标；检查重点单位家次；实施周期指标值：300家次；年度指标值：300家次。

    Allowed:
        项目：消防安全宣传经费 | 20.00
        目标：普及消防知识，检查重点单位并现场讲解。
        1、1-产出指标；11-数量指标；检查重点单位家次；实施周期指标值：300家次；年度指标值：300家次。

    Known limits:
        只看数量指标里的检查、执法、监测次数；名称或目标说到任何一种检查的不算。
    """
    if not policy.pattern("copying_work_telling").search(project.name_key):
        return
    checking = policy.pattern("copying_work_checking")
    foreign = [
        one for one in project.outputs if one.class_ == "11" and checking.search(one.measure_key)
    ]
    said = project.name_key + project.whole_objective_key
    if not foreign or not said or policy.pattern("copying_checking_meant").search(said):
        return
    for one in foreign:
        yield Found(
            f"项目名称和绩效目标都没有说到检查一类的工作，数量指标却是“{one.name}”。",
            "请核对是否从别的项目搬来，换成考核本项目的指标；确有这项工作的，请在绩效目标里写明。",
            about=one,
        )
