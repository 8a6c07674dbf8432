"""IND011 period-target-equals-annual."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|【[^】]*】")
_RANGE = re.compile(
    r"(20\d\d)年?(?:-|—|–|~|至|到)(20\d\d)年?(?!\d*月|学年|年)"
)  # a 学年 has two years
_CLAUSE = re.compile(r"[^,;。:]+")
_IN_ALL = re.compile(
    r"累计|总共|总计|合计|共(?!同|建|享|治)|年时间|[2-9两二三四五六]年(?:内|间|行动|期|新建|改造|建设|治理|培训|修复|整治|更新|新增|完成|建成)|期内"
)
_OF_ONE_YEAR = re.compile(
    r"[今本当每]年|年均|年度|其中|20[0-9]{2}年(?:(?!起|至|-|~|—|底前?|[^,;。]{0,4}累计)|$)"
)
_BUILT = re.compile(r"建|扩|修|形成|新增|增加|设(?!备|计)")
_FINISHED = re.compile(
    r"(20\d\d)年(?:[^,;。0-9]{0,4}[0-9]{0,2}月?(?:底|份|末)?前?)?[^,;。0-9]{0,10}?(?:建成|竣工|完工|交付|投产|投用|投入使用|通车|启用|开园|开诊|开馆)"
)
_STAGE = re.compile(
    r"主体|基础(?!设施)|土建|封顶|地下|桩基|路基|框架|结构|前期|征[地拆]|勘察|设计|开工|土方|形象进度|过半|一期|[一二三四五六七八]成|[1-9][0-9]%"
)
_OF_BUILDING = frozenset({"11", "21", "22", "23", "24"})
_COUNT = re.compile(r"[0-9][0-9.,]*[万亿]?[一-鿿a-zA-Z]{1,5}")
_ADDED_UP = frozenset({"count", "occasions", "area", "length"})


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

        年度：2025
        项目：养老驿站建设 | 360.00
        目标：项目期2024—2026年，累计新建养老驿站45个，方便老人就近用餐。
        1、1-产出指标；11-数量指标；新建养老驿站数量；实施周期指标值：45个；年度指标值：45个。2、1-产出指标；11-数量指标；服务老人人次；实施周期指标值：9万人次；年度指标值：3万人次。

        年度：2025
        项目：冷链物流中心建设 | 600.00
        目标：项目建设期为2024—2026年，建成冷库3座，2025年以主体结构施工为主，投用后减少损耗。
        1、1-产出指标；11-数量指标；建成冷库数量；实施周期指标值：3座；年度指标值：3座。2、1-产出指标；13-时效指标；建设进度；实施周期指标值：2026年11月底前竣工；年度指标值：2025年12月20日前完成主体结构。

    Allowed:
        年度：2025
        项目：图书馆新馆建设 | 600.00
        目标：2024年开工、2025年建成新馆1座，2025年完成装修，方便群众阅读。
        1、1-产出指标；11-数量指标；建成新馆；实施周期指标值：1座；年度指标值：1座。2、2-效益指标；22-社会效益；接待读者；实施周期指标值：12万人次；年度指标值：1万人次。

        年度：2025
        项目：养老驿站建设 | 360.00
        目标：项目期2024—2026年，累计新建养老驿站45个，其中2025年15个，方便老人就近用餐。
        1、1-产出指标；11-数量指标；新建养老驿站数量；实施周期指标值：45个；年度指标值：15个。2、1-产出指标；12-质量指标；验收合格率；实施周期指标值：100%；年度指标值：100%。

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
        只有名称或目标写明跨几年的才查；部分指标相同（如比率）是正常的，要各项指标的两个值全部相同，或相同的数正是目标里写的几年总数，或者目标写明本年只做工程的一部分（主体、基础、路基等）才算。书名号中的规划、方案名称不作依据。
    """
    if not project.indicators or ("年" not in project.name and "年" not in project.objective):
        return
    alike = all(one.says_the_same for one in project.indicators)
    totals = [] if alike else _totals_as_annual(project)
    if not alike and not totals:
        yield from _built_in_parts(project, policy)
        return
    evidence = _several_years(project, policy)
    for one, total in totals if evidence is not None else ():
        yield Found(
            f"“{total}”是几年的总数（“{evidence}”），“{one.name}”的年度指标值却与实施周期指标值相同。",
            "实施周期指标值写几年的总数，年度指标值只写本年要完成的部分。",
            about=one,
        )
    if not alike:
        return
    if evidence is not None:
        yield Found(
            f"项目跨几年（“{evidence}”），各项指标的实施周期指标值与年度指标值却全部相同。",
            "请把实施周期指标值写成几年的总目标，年度指标值写成本年要完成的部分，例如周期36次、年度12次。",
        )


def _built_in_parts(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """What stands only when all is built, told as this year's, where this year has a part of it."""
    stage = _stage_of_the_year(project)
    if stage is None or (_several_years(project, policy) is None and not _ends_later(project)):
        return
    clauses: list[str] = []
    this_year: list[str] = []
    for clause in _CLAUSE.findall(_RANGE.sub("", _unquoted(project.objective_key))):
        of_one = _OF_ONE_YEAR.search(_FINISHED.sub("", clause))
        if of_one or _BUILT.search(clause):
            (this_year if of_one else clauses).append(clause)
    for one in project.indicators if clauses else ():
        whole = _STAGE.search(one.name_key) is None
        if one.class_ not in _OF_BUILDING or not one.says_the_same or not whole:
            continue
        count = _COUNT.search(one.target_key)
        if count is None:
            continue
        printed = re.compile(rf"(?<![0-9.]){re.escape(count[0])}")
        if any(printed.search(clause) for clause in this_year):
            continue
        if any(printed.search(clause) for clause in clauses):
            yield Found(
                f"工程要几年才建成，本年只做其中一部分（“{stage}”），"
                f"“{one.name}”的年度指标值“{count[0]}”却与实施周期指标值相同。",
                "建成的数量和能力写在实施周期指标值里，年度指标值写本年要完成的部分，例如“完成主体结构”。",
                about=one,
            )


def _stage_of_the_year(project: ProjectSubject) -> str | None:
    """What of a building the goal, or the deadline of the year, says is done in the year."""
    year = project.table.year
    if year is None:
        return None
    goal = project.objective_key
    for clause in re.split("[,;。]", goal) if _STAGE.search(goal) else ():
        if _STAGE.search(clause) and re.search(rf"本年|当年|今年|{year}年", clause):
            return clause
    for one in project.outputs:
        annual = one.annual_key
        if one.class_ == "13" and not one.says_the_same and _STAGE.search(annual):
            return annual
    return None


def _ends_later(project: ProjectSubject) -> bool:
    """Whether the goal says that all is finished in a later year than the table's."""
    year = project.table.year
    return year is not None and any(
        int(one[1]) > year for one in _FINISHED.finditer(project.objective_key)
    )


def _totals_as_annual(project: ProjectSubject) -> list[tuple[IndicatorSubject, str]]:
    """Indicators whose one target for both is what the goal wants in all the years together."""
    goal = _RANGE.sub("", _unquoted(project.objective_key))
    if _IN_ALL.search(goal) is None:
        return []
    clauses = [
        clause
        for clause in _CLAUSE.findall(goal)
        if _IN_ALL.search(clause) and not _OF_ONE_YEAR.search(clause)
    ]
    found = []
    for one in project.indicators if clauses else ():
        unit = None if one.value is None else one.value.measure_unit
        if unit is None or unit.dimension not in _ADDED_UP or not one.says_the_same:
            continue
        count = _COUNT.search(one.target_key)
        if count is None or "累计" in one.name_key:
            continue
        printed = re.compile(rf"(?<![0-9.]){re.escape(count[0])}")
        pairs = [one.name_key[n : n + 2] for n in range(len(one.name_key) - 1)]
        for clause in clauses:
            if printed.search(clause) and any(pair in clause for pair in pairs):
                found.append((one, count[0]))
                break
    return found


def _unquoted(key: str) -> str:
    quotes = "《" in key or "〔" in key or "[" in key or "【" in key
    return _QUOTED.sub("", key) if quotes else key


def _several_years(project: ProjectSubject, policy: Policy) -> str | None:
    """The words that say so. What lies in the past is the matter of the work, not its term."""
    year = project.table.year
    for key, beyond in ((project.name_key, 0), (project.objective_key, 1)):
        text = _unquoted(key)
        for match in _RANGE.finditer(text) if "20" in text else ():
            first, last = int(match[1]), int(match[2])
            current = not beyond if year is None else first <= year <= last - beyond
            if first < last and current:
                return match[0]
        found = policy.pattern("ind_several_years").search(text)
        if found:
            return text[max(0, found.start() - 1) : found.end()]
    return None
