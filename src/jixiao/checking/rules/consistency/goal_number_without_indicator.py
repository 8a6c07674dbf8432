"""CON001 goal-number-without-indicator."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._goal_against import is_gainsaid, is_met
from jixiao.checking.rules.consistency._goal_money import own_money
from jixiao.checking.rules.consistency._goal_named import named_by, persons_elsewhere
from jixiao.checking.rules.consistency._goal_parts import (
    counts_its_list,
    has_a_part_of_its_own,
    is_left_out,
    is_one_of_more,
    other_part,
    wrong_total,
)
from jixiao.checking.rules.consistency._goal_sums import explained_by
from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._misprints import (
    is_of_each_day,
    is_told_otherwise,
    misprinted,
)
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    numbers_of,
    numbers_of_goal,
    sum_said,
)
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_PART = "其中"  # a part of the number before needs no indicator, but must not gainsay one
# 由18%降至10%: the first is where it starts from.
_FROM = re.compile(r"[由从](?:20[0-9]{2}年?[底末初]?|上年|去年|目前|现有|原来)?的?约?$")
# 比2024年的8.6%下降0.6个百分点: the first is what it is compared with.
_THAN = re.compile(r"[比较](?:20[0-9]{2}年|上年|去年)(?:度|底|末|同期)?的?约?$")
_CHANGED = re.compile("[下上]?[降升]|减|压|缩|提|增|扩|翻")
_ONE_EACH = re.compile(r"各[^,;。各0-9]{0,12}$")  # 枯水期、丰水期各采出厂水1份
_FOR = re.compile(r"[为向给]$")
_PLACES = re.compile(r"[一-鿿]{0,4}(?:[县市区乡镇村]|部门|单位)")
# 7个县区管理部、9个乡镇的会商系统: whose it is, not how many are made.
_WHOSE = re.compile(
    r"(?:县区|区县|县市区|市县(?!区)|县市(?!区)|乡镇|镇街|街镇|街道|社区|行政村|自然村|[村镇县区省市](?![街区县市道居]))(?:(?:[、和及与][^,;。]{0,12}?)?的|(?!等|内|里|上|全部|推|开展|实施|建|新|改|安|配|设|组织|举办|完成|落实|提供|进行|试点)[一-鿿])"
)
# 每2人1台, 每50名老人配备1名护理员: a ratio, no amount that is to be delivered.
_FOR_SO_MANY = re.compile(r"每(?!1[^0-9])[0-9]{1,4}[一-鿿]{1,6}?(?:配备?|设|共用)?$")
_NEAR = 16  # characters before a number
_RATED = ("吨", "千瓦", "兆瓦")  # 1500吨级: a name's, and no amount
_SIZE = re.compile(r"(?:面积|占地|长|高|宽|守护)$")
# 每班20课时、招收学员25人: of each class, both.
_OF_EACH = re.compile(
    r"每(?:个|一)?[班期场批轮家户村校所处项组队人名位][^,;。:每]{0,16}、[^,;。:、0-9]{0,8}$"
)
_TO = re.compile(
    r"(?:进一步|逐步|大幅)?(?:[下]?降|减|压|缩|提|[上]?升|增|扩|放宽?|延|拓|拉|涨|翻|恢复|调整?)[^,;。0-9]{0,4}[至到为]"
)
_BOUNDS: tuple[tuple[str, Callable[[Decimal, Decimal], bool]], ...] = (
    ("consistency_at_least", Decimal.__ge__),
    ("consistency_at_most", Decimal.__le__),
)


@rule("CON001", since="0.2", facts=("number_in_goal",))
def goal_number_without_indicator(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标里的数字在指标里没有，或者与指标不一致。

    目标里写了数，就要有指标来考核；两处的数不同，年底按哪个算说不清。

    Not allowed:
        目标：推动广清一体化高质量发展。预期当年投产企业30家，产值约15亿，带动就业人员3000人。
        1、1-产出指标；11-数量指标；新增投产企业数量；实施周期指标值：≥ 10 家；年度指标值：≥ 10 家。
        2、2-效益指标；24-可持续影响；带动就业人数；实施周期指标值：≥ 3000 人；年度指标值：≥ 3000 人。

        目标：为1,500户特殊困难老年人家庭实施适老化改造。
        1、1-产出指标；11-数量指标；适老化改造户数；实施周期指标值：800户；年度指标值：800户。
        2、4-成本指标；41-经济成本指标；单户改造补助；实施周期指标值：≤1500元/户；年度指标值：≤1500元/户。

        目标：对列养的1240公里农村公路（县道186公里、乡道412公里、村道642公里）开展养护。
        1、1-产出指标；11-数量指标；县道养护里程；实施周期指标值：168公里；年度指标值：168公里。
        2、1-产出指标；11-数量指标；乡道养护里程；实施周期指标值：412公里；年度指标值：412公里。
        3、1-产出指标；11-数量指标；村道养护里程；实施周期指标值：642公里；年度指标值：642公里。

    Allowed:
        目标：根据《实施意见》(穗府〔2020〕5号)，聘用19名政府雇员，保障工作。
        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

        项目：驿站建设 | 900.00
        目标：2024-2026年共建设驿站30个，方便出行。
        1、1-产出指标；11-数量指标；建设驿站数量；实施周期指标值：无；年度指标值：10个。

        目标：保障市本级及7个县区管理部服务大厅运行，接待群众30万人次。
        1、1-产出指标；11-数量指标；接待群众人次；实施周期指标值：30万人次；年度指标值：30万人次。

        目标：组建校级男、女足球队各1支，开展班级联赛60场。
        1、1-产出指标；11-数量指标；组建校级足球队；实施周期指标值：2支；年度指标值：2支。
        2、1-产出指标；11-数量指标；班级联赛场次；实施周期指标值：60场；年度指标值：60场。

        目标：用三年时间改造老旧管网，管网漏损率由18%降至10%以下。
        1、2-效益指标；24-可持续影响；管网漏损率；实施周期指标值：≤10%；年度指标值：≤15%。

        目标：修缮革命烈士陵园及5处零散烈士纪念设施，日均接待瞻仰群众300人。
        1、1-产出指标；11-数量指标；修缮纪念设施处数；实施周期指标值：6处；年度指标值：6处。
        2、2-效益指标；22-社会效益；接待瞻仰群众人数；实施周期指标值：109500人；年度指标值：109500人。

    Known limits:
        目标说的是几年的数，而指标只有年度指标值的，不比较；中文数字不看；目标与指标说法不同的（“带动就业”与“提供岗位”），数不同时当作没有指标。几项并列、由一个指标合计的，只比较合计。能由指标值算出来的数（几项之和、总数的分项、个数乘以次数、前后之差、单价乘以数量、占几成）和本项目自己的钱，不要求另有指标。没有指标的数多半只作提示；别的任务都有指标、只有这一项的内容在指标里完全没有提到的，为较重的程度。
    """
    text = project.objective_key
    named = numbers_of_goal(project, policy)
    if not named or not project.indicators:
        return
    promises = _promises(named, project, policy)
    if not promises:
        return
    goal = [one for one in promises if _PART not in one.words]
    targets = Targets(project, named, goal, policy)
    missing: dict[str, GoalNumber] = {}
    beside: dict[str, str] = {}
    accused: set[int] = set()
    summed = wrong_total(goal, targets)
    if summed is not None:
        parts, counted = summed
        yield _contradiction(
            "、".join(f"“{targets.clause(one)}”" for one in parts) + f"，合计{sum_said(parts)}",
            counted,
        )
        promises = [one for one in promises if one not in parts]
    for promise in promises:
        if is_met(promise, targets) and not is_gainsaid(promise, targets):
            continue
        said = targets.clause(promise)
        about = named_by(promise, targets)
        if about is not None and (
            _is_its_year(about, promise, text, policy)
            or is_of_each_day(promise, about)
            or is_told_otherwise(promise, about)
            or id(about) in counts_its_list(promise, targets)
            or is_one_of_more(promise, about)
            or has_a_part_of_its_own(promise, about, targets)
            or _is_the_rest(about, promise, policy)
        ):
            continue
        explained = explained_by(promise, targets)
        if explained and (about is None or _has_one_of(explained, about)):
            continue
        if about is not None and promise.family == "ratio" and _is_a_change(about, policy):
            # 较上年提高5% is no other level than 达到93%.
            about = about if policy.pattern("consistency_change").search(promise.words) else None
        if about is None:
            near, shares = persons_elsewhere(promise, targets) or (None, False)
            about = near if shares else misprinted(promise, targets)
            if near is not None and about is None:
                beside[near.name] = near.target.text if near.target else ""
        if about is None:
            missing.setdefault(f"“{said}”", promise)
        elif id(about) not in accused and _differs(promise, about, policy):
            accused.add(id(about))
            yield _contradiction(f"“{said}”", about)
    for one, promise in other_part(targets):
        yield _contradiction(f"“{targets.clause(promise)}”", one)
    missing = {
        said: one
        for said, one in missing.items()
        if _PART not in one.words and not counts_its_list(one, targets) and not _describes(one)
    }
    if missing:
        yield Found(
            f"绩效目标里的{'、'.join(missing)}没有相应的指标"
            f"{''.join(f'，指标“{name}”写的却是“{text}”' for name, text in beside.items())}。",
            "请为它设一个指标；只是说明背景的，可以从目标里去掉数字。",
            at=project.record.at.objective or None,
            lighter=len(missing) > 1
            or bool(beside)
            or _is_for_places(next(iter(missing.values())))
            or not is_left_out(next(iter(missing.values())), targets),
        )


def _promises(
    numbers: Sequence[GoalNumber], project: ProjectSubject, policy: Policy
) -> list[GoalNumber]:
    """Numbers that promise a result: not the background, the money given, or a yearly split."""
    background = policy.pattern("consistency_background")
    by_rule = policy.pattern("consistency_by_rule")
    given = policy.pattern("consistency_money_given")
    text = project.objective_key
    of_each = "每" in text
    of_years = [one.unit for one in numbers if one.year is not None]
    earned = policy.pattern("consistency_money_earned")
    basis = policy.pattern("consistency_basis")
    money = own_money(project)
    found = []
    for one in numbers:
        if (
            (one.year is not None and of_years.count(one.unit) > 1)
            or background.search(one.words)
            or by_rule.search(one.words)
            or basis.match(text, one.end)
            or (_FROM.search(one.words) and _TO.match(one.after))
            or (_THAN.search(one.words) and _CHANGED.match(one.after))
            or (one.number == 1 and _ONE_EACH.search(text, 0, one.start))
            or (of_each and _FOR_SO_MANY.search(text, max(0, one.start - _NEAR), one.start))
            or (of_each and _OF_EACH.search(text, 0, one.start))
        ):
            continue
        if one.family in ("money", "currency") and (
            given.search(one.words)
            or given.match(one.after)
            or one.after.startswith(("/", "每"))
            or (one.number in money and not earned.search(one.words))
        ):
            continue
        if one.unit == "%" and one.after.startswith(
            ("资金", "配套", "比例", "股", "的补", "的奖", "的贴", "给予", "补", "奖")
        ):
            continue
        found.append(one)
    return found


def _is_for_places(promise: GoalNumber) -> bool:
    """为12个种植大县提供专报: whom it is for, not what is done."""
    return _FOR.search(promise.words) is not None and _PLACES.match(promise.after) is not None


def _describes(promise: GoalNumber) -> bool:
    """Whether the number belongs to a name: 7个县区管理部, 面积180平方米的机房, 1500吨级船."""
    if promise.printed.endswith(_RATED) and promise.after.startswith("级"):
        return True
    return _WHOSE.match(promise.after) is not None or (
        _SIZE.search(promise.words) is not None and promise.after[:1] not in (",", ";", "。", "")
    )


def _is_a_change(one: IndicatorSubject, policy: Policy) -> bool:
    """Whether it says by how much something changes, not which level it reaches."""
    return (
        policy.pattern("consistency_change").search(f"{one.name_key};{one.target_key}") is not None
    )


def _is_the_rest(one: IndicatorSubject, promise: GoalNumber, policy: Policy) -> bool:
    """Whether it is the rate of those that the goal's rate leaves: 欠缴 beside 收缴."""
    return promise.family == "ratio" and any(
        word in one.name_key and word not in promise.words
        for word in policy.words("consistency_complement_words")
        if word != "达标"
    )


def _has_one_of(numbers: frozenset[Decimal], one: IndicatorSubject) -> bool:
    return one.value is not None and any(number in numbers for number, *_ in numbers_of(one.value))


def _differs(promise: GoalNumber, one: IndicatorSubject, policy: Policy) -> bool:
    """Whether goal and indicator cannot both be meant; a higher lower bound serves the goal."""
    value = one.value
    if value is None:
        return False
    numbers = [number for number, family, _ in numbers_of(value) if family == promise.family]
    for name, serves in _BOUNDS:
        bound = policy.pattern(name)
        bounded = bound.search(promise.words) or bound.match(promise.after)
        if bounded and any(serves(number, promise.number) for number in numbers):
            return False
    return True


def _is_its_year(one: IndicatorSubject, promise: GoalNumber, text: str, policy: Policy) -> bool:
    """Whether the goal speaks of several years, and the indicator of a part in one year only."""
    period = None if one.period is None else one.period.value
    if one.value is None or (period is not None and period.number is not None):
        return False
    start, end = text.rfind("。", 0, promise.start) + 1, text.find("。", promise.end)
    sentence = text[start : end if end >= 0 else len(text)]
    if policy.pattern("consistency_over_years").search(sentence) is None:
        return False
    return any(
        family == promise.family and number < promise.number
        for number, family, _ in numbers_of(one.value)
    )


def _contradiction(said: str, about: IndicatorSubject) -> Found:
    target = about.annual or about.period
    return Found(
        f"绩效目标写{said}，指标“{about.name}”的指标值却是“{target.text if target else ''}”。",
        "请核对哪个数是对的，把目标和指标值改成一致。",
        at=target.at if target else None,
        about=about,
    )
