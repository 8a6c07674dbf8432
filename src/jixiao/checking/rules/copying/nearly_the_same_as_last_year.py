"""LIB003 nearly-the-same-as-last-year."""

from collections.abc import Iterable, Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject, TablesSubject
from jixiao.text import bands, resemblance, shingles, without_years


@rule("LIB003", since="0.2", needs=("earlier_years",))
def nearly_the_same_as_last_year(tables: TablesSubject, policy: Policy) -> Iterator[Found]:
    """目标和指标与上年几乎一样。

    照搬往年，说明没有按本年的任务和上年的完成情况重新测算。

    Not allowed:
        年度：2024
        项目：商贸业工作经费 | 45.00
        目标：做好商贸业企业服务工作，协助解决企业的诉求，促进商贸企业做大做强。
        1、1-产出指标；11-数量指标；服务商贸业重点企业数量；实施周期指标值：≥300家；年度指标值：≥300家。
        上年：
        年度：2023
        项目：商贸业工作经费 | 40.00
        目标：做好商贸业企业服务工作，协助解决企业的诉求，促进商贸企业做大做强。
        1、1-产出指标；11-数量指标；服务商贸业重点企业数量；实施周期指标值：≥300家；年度指标值：≥300家。

    Allowed:
        年度：2024
        项目：商贸业工作经费 | 45.00
        目标：做好商贸业企业服务工作，协助解决企业的诉求，促进商贸企业做大做强。
        1、1-产出指标；11-数量指标；服务商贸业重点企业数量；实施周期指标值：≥300家；年度指标值：≥300家。
        上年：
        年度：2023
        项目：商贸业工作经费 | 40.00
        目标：开展消费促进活动，组织展会，带动零售增长。
        1、1-产出指标；11-数量指标；举办促消费活动场次；实施周期指标值：12场；年度指标值：12场。

    Known limits:
        年份不计；每年任务确实相同的常年项目也会提示，编外人员、物业一类只作信息。
    """
    if not tables.earlier:
        return
    least = int(policy.limit("copying_text_length"))
    before = [one for one in tables.earlier[0].projects if len(_text(one)) >= least]
    by_name: dict[str, ProjectSubject] = {}
    for earlier in before:
        by_name.setdefault(without_years(earlier.name_key), earlier)
    renamed = []
    for project in tables.table.projects:
        text = _text(project)
        other: ProjectSubject | None = by_name.get(without_years(project.name_key))
        if len(text) < least:
            continue
        found = _found(project, other, text, policy) if other is not None else None
        if found is not None:
            yield found
        else:
            renamed.append(project)
    yield from _under_other_names(renamed, before, policy)


def _under_other_names(
    projects: list[ProjectSubject], earlier: Iterable[ProjectSubject], policy: Policy
) -> Iterator[Found]:
    """Last year's projects under new names: those that share a band are compared."""
    if not projects:
        return
    by_band: dict[tuple[int, ...], ProjectSubject] = {}
    for one in earlier:
        for band in bands(shingles(_text(one))):
            by_band.setdefault(band, one)  # one of each band keeps this linear
    for project in projects:
        text = _text(project)
        near = [by_band.get(band) for band in bands(shingles(text))]
        candidates = {id(one): one for one in near if one is not None}
        for candidate in candidates.values():
            found = _found(project, candidate, text, policy)
            if found is not None:
                yield found
                break


def _found(
    project: ProjectSubject, other: ProjectSubject, text: str, policy: Policy
) -> Found | None:
    before = _text(other)
    alike = 1.0 if text == before else resemblance(shingles(text), shingles(before))
    if alike < policy.limit("copying_nearly_same"):
        return None
    then, now = other.record.funding.total, project.record.funding.total
    money = "" if then is None or now is None else f"，资金{'也相同' if then == now else '不同'}"
    renamed = "" if _same_name(project, other) else f"“{other.name}”"
    degree = "相同" if text == before else "几乎相同"
    return Found(  # one wording for many projects: a table copied whole is one finding
        f"绩效目标和指标与上年{renamed}{degree}{money}。",
        "请按本年的任务和上年的完成情况重新测算；任务确实不变的，请说明，并核对指标值是否该提高。",
        about=project,
        unclear=other.damaged,
        lighter=_by_nature(project, policy),
    )


def _same_name(one: ProjectSubject, other: ProjectSubject) -> bool:
    return without_years(one.name_key) == without_years(other.name_key)


def _by_nature(project: ProjectSubject, policy: Policy) -> bool:
    return policy.pattern("copying_alike_by_nature").search(project.name_key) is not None


def _text(project: ProjectSubject) -> str:
    """Goal, names and targets in one, without years."""
    parts = [one.name_key + one.target_key for one in project.indicators]
    return without_years("\n".join([project.objective_key, *parts]))
