"""CON004 purpose-lapsed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.budget_year import BudgetYear
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import blot_out_names
from jixiao.checking.subjects import ProjectSubject
from jixiao.text import trie_pattern

_PURPOSES = (
    ("consistency_pandemic", "consistency_pandemic_until"),
    ("consistency_old_plan", "consistency_old_plan_until"),
)
_WORDS = ("consistency_pandemic", "consistency_old_plan", "consistency_over_work")
_TITLES = re.compile(r"《[^》]*》")
_CLAUSE = re.compile(r"[^,;。]+")
_SENTENCE = re.compile(r"[^;。]+")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?=年|[-~至—、]20[0-9]{2})")
_ANY_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_ERA = re.compile(r"((?:19|20)[0-9]{2})年?[-~至—]+((?:19|20)[0-9]{2})(?=年)")
_LONG = 5  # years that are no term of work: those from which archives or buildings date


def _without_era(match: re.Match[str]) -> str:
    return match[0] if int(match[2]) - int(match[1]) < _LONG else "□"


@rule(
    "CON004",
    since="0.2",
    words=_WORDS,
    facts=("number_in_goal", "year_in_name"),
    needs=("budget_year",),
)
def purpose_lapsed(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """项目的用途或时间已经过去。

    已经停止的工作、只写往年时间的目标，可能是照搬往年的表；也可能是结算旧账，应当写明。

    Not allowed:
        年度：2024
        项目：保障酒店项目经费 | 250.00
        目标：全力做好2022-2023年1月疫情期间各项费用的结算工作。
        1、1-产出指标；11-数量指标；拨付企业数；实施周期指标值：≥1；年度指标值：≥1。

        年度：2025
        项目：餐厨垃圾收运处置 | 1460.00
        目标：确保2024年餐厨垃圾应收尽收，防止“地沟油”回流。
        1、1-产出指标；11-数量指标；收运量；实施周期指标值：≥29200吨；年度指标值：≥29200吨。

        年度：2024
        项目：专项规划编制 | 90.00
        目标：编制三项专项规划，于2021年6月30日前完成验收。
        1、1-产出指标；11-数量指标；规划数量；实施周期指标值：3项；年度指标值：3项。

        年度：2026
        项目：流浪乞讨人员救助管理 | 58.00
        目标：按照《民政事业发展“十三五”规划》部署，全年救助流浪乞讨人员420人次，保障基本生活。
        1、1-产出指标；11-数量指标；救助人次；实施周期指标值：420人次；年度指标值：420人次。

    Allowed:
        年度：2023
        项目：应急防控专项经费 | 180.00
        目标：保障疫情防控工作正常开展。
        1、1-产出指标；11-数量指标；转运次数；实施周期指标值：≥1；年度指标值：≥1。

    Known limits:
        哪些用途已经过去是数据；书名号、引号和文号里的年份不看，起算或者比较用的年份（“由2024年的80天缩短到”“比2024年增加”“2019年以来”）也不看；审计、结算往年事项的不算。“核酸检测”“集中隔离”在写到动植物、食品、血液、其他疫病或者实验室比对的项目里不算。写明往年还要做的工作（“确保2024年……完成”）、又没有结算往年的话，程度较重。
    """
    known = project.table.budget_year
    if known is None:
        return
    names = [one.name_key for one in project.indicators]
    said = "\n".join([project.name_key, project.objective_key, *names])
    # Few texts hold one of these words, and the patterns take long.
    lapsed = _lapsed(project, said, known, policy) if _words(policy).search(said) else None
    if lapsed is not None:
        yield lapsed
    elif "20" in said:
        yield from _in_the_goal(project, known, policy)
        yield from _in_a_name(project, known, policy)


@lru_cache(maxsize=8)
def _words(policy: Policy) -> re.Pattern[str]:
    """What holds a purpose that may have lapsed holds one of these words."""
    needed = [policy.needed(one) for one in _WORDS]
    return re.compile(
        "" if None in needed else trie_pattern(frozenset().union(*filter(None, needed)))
    )


def _lapsed(project: ProjectSubject, said: str, known: BudgetYear, policy: Policy) -> Found | None:
    """Work that was stopped, or that was done and closed."""
    said = _TITLES.sub("", said)
    for words, until in _PURPOSES:
        match = _first(words, said, policy) if known.year > policy.limit(until) else None
        if match is not None:
            return Found(
                f"“{match[0]}”是{policy.limit(until)}年及以前的工作，早于{known.said}。",
                "请核对这项工作今年是否还有；属于结算往年费用的，请在目标里写明结算什么。",
                lighter=not (
                    _is_over(project, known.year, policy)
                    or _is_work_of_the_pandemic(project, known.year, policy)
                ),
            )
    if not _is_over(project, known.year, policy):
        return None
    match = policy.pattern("consistency_over_work").search(
        f"{project.name_key}\n{project.objective_key}"
    )
    return Found(
        f"“{match[0] if match else ''}”是{policy.limit('consistency_old_plan_until')}年"
        f"及以前的工作，早于{known.said}。",
        "请换成现在执行的规划和任务；属于结算往年费用的，请在目标里写明结算什么。",
    )


def _first(words: str, said: str, policy: Policy) -> re.Match[str] | None:
    """The first of the words, but none that speaks of poultry or of a blood bank: 核酸检测, 集中隔离."""
    doubtful = policy.words("consistency_pandemic_doubtful")
    elsewhere = policy.pattern("consistency_pandemic_elsewhere")
    pattern = policy.pattern(words)
    match = pattern.search(said)
    while match is not None and match[0] in doubtful and elsewhere.search(said) is not None:
        match = pattern.search(
            said, match.start() + 1
        )  # 集中|隔离酒店: what follows may be certain
    return match


def _is_over(project: ProjectSubject, year: int, policy: Policy) -> bool:
    """Whether name or goal set out to do what was done and closed years ago: a plan, a census."""
    said = f"{project.name_key}\n{project.objective_key}"
    return (
        year > policy.limit("consistency_old_plan_until")
        and policy.pattern("consistency_over_work").search(said) is not None
        and policy.pattern("consistency_over_settled").search(said) is None
    )


def _is_work_of_the_pandemic(project: ProjectSubject, year: int, policy: Policy) -> bool:
    """Whether the project itself does what ended with the measures, and settles no old account."""
    return year >= policy.limit("consistency_pandemic_until") + policy.limit(
        "consistency_pandemic_over"
    ) and any(
        policy.pattern("consistency_pandemic_work").search(sentence) is not None
        and policy.pattern("consistency_over_settled").search(sentence) is None
        for sentence in (project.name_key, *_SENTENCE.findall(project.objective_key))
    )


def _in_the_goal(project: ProjectSubject, known: BudgetYear, policy: Policy) -> Iterator[Found]:
    if _YEAR.search(project.objective_key) is None:
        return
    text = _without_baselines(project.objective_key, policy)
    years = [int(one) for one in _YEAR.findall(text)]
    if not years:
        return
    if max(years) >= known.year:
        return
    if policy.pattern("consistency_carried_over").search(project.name_key):
        return
    settling = policy.pattern("consistency_settling")
    examined = policy.pattern("consistency_to_be_examined").search(text) is not None
    clauses = [one for one in _CLAUSE.findall(text) if _YEAR.search(one)]
    due = any(policy.pattern("consistency_deadline").search(one) for one in clauses)
    if examined or due or (clauses and not any(settling.search(one) for one in clauses)):
        to_do = due or any(_is_to_do(one, policy) for one in clauses)
        yield Found(
            f"绩效目标只写了{'、'.join(f'{one}年' for one in dict.fromkeys(years))}，"
            f"都早于{known.said}。",
            "请改写成本年要完成的工作；属于结算往年费用的，请写明。",
            at=project.record.at.objective or None,
            lighter=not (examined or to_do)
            or (_is_named_of_the_past if due else _is_of_the_past)(project, known.year, policy),
        )


def _in_a_name(project: ProjectSubject, known: BudgetYear, policy: Policy) -> Iterator[Found]:
    """完成2023年绿化任务 as the name of an indicator, where goal and project know of no such year."""
    old = [
        one
        for one in project.indicators
        if "20" in one.name_key and _is_to_do(one.name_key, policy)
    ]
    if not old or _is_of_the_past(project, known.year, policy):
        return
    if any(int(one) < known.year for one in _YEAR.findall(project.objective_key)):
        return
    settling = policy.pattern("consistency_settling")
    for one in old:
        text = _without_baselines(one.name_key, policy)
        years = [int(year) for year in _YEAR.findall(text)]
        if years and max(years) < known.year and not settling.search(text):
            yield Found(
                f"指标“{one.name}”写的是{max(years)}年的工作，早于{known.said}。",
                "请改写成本年要完成的工作；属于结算往年费用的，请写明。",
                about=one,
            )


def _without_baselines(text: str, policy: Policy) -> str:
    """Without years in names, spans of many years, and years from which is counted: 比2023年."""
    text = policy.pattern("consistency_baseline_year").sub("□", _ERA.sub(_without_era, text))
    return blot_out_names(text)


def _is_to_do(clause: str, policy: Policy) -> bool:
    """Whether a clause says of a year that something is to be done in it: 确保2024年应收尽收."""
    return policy.pattern("consistency_still_to_do").search(clause) is not None


def _is_of_the_past(project: ProjectSubject, year: int, policy: Policy) -> bool:
    """Whether project or goal say that the money is for a year before: 2023年奖补项目, 兑现."""
    return policy.pattern("consistency_settles_past").search(
        project.name_key + project.objective_key
    ) is not None or _is_named_of_the_past(project, year, policy)


def _is_named_of_the_past(project: ProjectSubject, year: int, policy: Policy) -> bool:
    """Whether the project is called after a year before, or says that it settles one."""
    name = project.name_key
    return policy.pattern("consistency_settles_past").search(name) is not None or any(
        int(one) < year for one in _ANY_YEAR.findall(name)
    )
