"""WRD002 text-cut-off."""

from collections.abc import Iterator, Sequence

from jixiao.checking.known_texts import OBJECTIVE
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._cuts import SENTENCE_ENDS, STOPS, Cuts, cuts
from jixiao.checking.rules.wording._near_words import near_words
from jixiao.checking.subjects import ProjectSubject
from jixiao.checking.texts import NAME

_SHOWN = 12
_TAIL = 32  # characters at the end of an objective that tell whether it goes on


@rule("WRD002", since="0.2")
def text_cut_off(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """文字没有写完，或从半句话开始。

    多半是填报系统限制字数，或复制、换行时丢了字。断在半个词、断在“的”“和”，引号括号不成对，都说明后面还有话。

    Not allowed:
        1、1-产出指标; 13-时效指标; 支付时间; 实施周期指标值:在广州市要求的时间内完成划拨手; 年度指标值:在广州市要求的时间内完成划拨手。

        项目：产业发展顾问服务 | 97.00
        目标：形成以下工作成果：《产业数据图谱》、《中心枢纽型国际商圈
        1、1-产出指标；11-数量指标；报告；实施周期指标值：8个；年度指标值：8个。

        项目：农民培育 | 42.00
        目标：培育高素质农民200名，其中电商经营类60名，并组织
        1、1-产出指标；11-数量指标；培育人数；实施周期指标值：200名；年度指标值：200名。

        1、1-产出指标; 13-时效指标; 播出时间; 实施周期指标值:9月28日前完成首轮播; 年度指标值:9月28日前完成首轮播。

    Allowed:
        1、1-产出指标; 13-时效指标; 支付时间; 实施周期指标值:在广州市要求的时间内完成划拨手续; 年度指标值:在广州市要求的时间内完成划拨手续。

    Known limits:
        断处恰好是一个完整的词的，发现不了；绩效目标末字不在任何词里的，算没有写完。表中另有识别残损时，绩效目标断头断尾只报“不能判断”。
    """
    known = cuts(policy)
    goal = project.whole_objective_key
    last = goal[-1:]
    begins_late = goal != "" and known.at_head(goal)
    looked_at = _maybe_cut(project.keys, known, policy)
    if last not in SENTENCE_ENDS or begins_late:
        looked_at.append(OBJECTIVE)
    if not looked_at:
        return
    unfinished = last not in STOPS and _is_unfinished(goal, project, policy)
    torn = project.table.is_torn
    for number in sorted(looked_at):
        key = project.keys[number]
        balanced = known.balanced(key)
        objective = number == OBJECTIVE
        if len(key) < 2:
            continue
        closer = (
            not balanced or known.may_leave_off(key) or (objective and (unfinished or begins_late))
        )
        ends = (
            ((closer or known.maybe_cut(key)) and known.at_end(key))
            # A whole sentence with a bracket that nobody closed is a slip of another kind.
            or (not balanced and key[-1] not in SENTENCE_ENDS and known.left_open(key))
            or (unfinished and objective)
            or (
                not (torn or objective)
                and _is_half(key, policy)
                and project.text(number).fields != NAME
            )
        )
        begins = objective and begins_late
        if not ends and not begins:
            continue
        text = project.text(number)
        # What both targets have, word for word, was cut before it was printed.
        unclear = torn and len(text.fields) == 1
        if ends:
            yield Found(
                f"{text.label}“…{key[-_SHOWN:]}”没有写完。",
                "请补全文字；填报系统限制字数的，改短到能写完。",
                at=text.at,
                about=text.of,
                unclear=unclear,
            )
        if begins:
            yield Found(
                f"{text.label}“{key[:_SHOWN]}…”从半句话开始，前面缺字。",
                "请对照原件补全开头。",
                at=text.at,
                about=text.of,
                unclear=unclear,
            )


def _is_unfinished(goal: str, project: ProjectSubject, policy: Policy) -> bool:
    """Whether a folded objective that no mark ends is hardly whole."""
    return (
        project.table.is_torn
        or (
            goal[-1] not in cuts(policy).lone
            and goal[-2:-1] != "/"
            and near_words(policy).breaks_off(goal)
        )
        or policy.pattern("wording_cut_tails").search(goal[-_TAIL:]) is not None
    )


def _maybe_cut(keys: Sequence[str], known: Cuts, policy: Policy) -> list[int]:
    """Which names and targets of a project are not surely whole: few."""
    found = []
    for number in known.whole.others(keys):
        key = keys[number]
        if len(key) > 1 and (known.at_end(key) or known.left_open(key) or _is_half(key, policy)):
            found.append(number)
        else:
            known.whole.add(number, key)
    return found


def _is_half(key: str, policy: Policy) -> bool:
    """Whether a target ends in one character of no word behind a whole one: 完成首轮|播."""
    if not cuts(policy).maybe_half(key):
        return False
    words = near_words(policy)
    return policy.pattern("wording_cut_after_date").search(key[-_TAIL:]) is not None or (
        policy.pattern("wording_cut_behind").search(key[-_TAIL:]) is not None
        and words.breaks_off(key)
        and not words.breaks_off(key[:-1])
    )
