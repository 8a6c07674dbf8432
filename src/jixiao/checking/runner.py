"""Runs rules over subjects: every finding at once, and an outcome for every rule."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from jixiao.checking.catalogue import CATALOGUE, VERSION, source_digest
from jixiao.checking.companions import NOTHING_GIVEN, Companions
from jixiao.checking.dating import budget_year_of
from jixiao.checking.dispatch import Asked, Dispatch, Runnable
from jixiao.checking.draft import Draft, NotSuppressed, Suppressor
from jixiao.checking.folding import fold_findings
from jixiao.checking.giving_way import without_repeated
from jixiao.checking.hiding import without_private
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Rule
from jixiao.checking.score import score_of
from jixiao.checking.subjects import AnySubject, TablesSubject, TableSubject
from jixiao.model import STAGES, Check, NotRun, Reading, Ruleset
from jixiao.model.finding import Outcome

CHECK = "jixiao.check/1"

_NEEDS = {
    "budget_year": "不知道预算年度，表中的日期和文号也看不出；请用 --year 给出",
    "amount_unit": "表上没有金额单位，不知道金额是元还是万元",
    "earlier_years": "没有给出以前年度的目标表；请用 --earlier 给出",
    "narrative": "没有给出预算文字说明",
    "project_expenditure": "没有给出预算表中的项目支出合计",
    "approved_on": "没有给出批复日期",
    "disclosed_on": "没有给出公开日期",
}
_FOUND: tuple[Outcome, str] = ("found", "")
_PASSED: tuple[Outcome, str] = ("passed", "")
_NOT_LOOKED_AT: tuple[Outcome, str] = ("not_applicable", "表中没有这条规则所看的内容")
_DAMAGED: tuple[Outcome, str] = ("insufficient_data", "有关文字在识别中残损，不能判断")
_UNSURE: tuple[Outcome, str] = (
    "insufficient_data", "有关内容（例如指标类别）不能确定，不能判断"
)  # fmt: skip
# Which outcome speaks for several tables.
_WORST: tuple[Outcome, ...] = (
    "could_not_run", "found", "insufficient_data", "passed", "not_applicable",
)  # fmt: skip

_RAN = frozenset({"found", "passed"})

# Subjects that the rules run over together: few enough to stay near the processor.
_BLOCK = 1024


class Examined(NamedTuple):
    """What the rules said of one reading, finding by finding."""

    tables: tuple[TableSubject, ...]
    drafts: list[Draft]
    not_run: tuple[NotRun, ...]
    outcomes: dict[str, Outcome]

    def let_go(self) -> None:
        """Free the memory of the tables at once; nothing of them may be asked afterwards."""
        for table in self.tables:
            table.let_go()


class Checker:
    """Runs the chosen rules under one policy; may be used for any number of readings.

    Args:
        policy: Word lists, limits and the rule book.
        stage: One of `STAGES`; severities depend on it.
        rules: What to run; those switched off in the policy are left out.
        broken: Packages of rules that could not be loaded, and why; they stay in every verdict.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        stage: str = "review",
        rules: Sequence[Rule] = CATALOGUE,
        broken: Mapping[str, str] | None = None,
    ) -> None:
        if stage not in STAGES:
            raise ValueError(stage)
        self.policy = policy
        self.stage = stage
        self._broken = dict(broken or {})
        self.rules = tuple(one for one in rules if not policy.book[one.code].off)
        self.codes = [one.code for one in self.rules]
        self.needing = [one for one in self.rules if one.needs]
        self._dispatches: dict[frozenset[str], Dispatch] = {}
        content = f"{[(r.code, r.page) for r in self.rules]}{stage}{policy.digest}{source_digest()}"
        self.ruleset = Ruleset(
            VERSION,
            hashlib.sha256(content.encode()).hexdigest(),
            policy.profile,
            stage,
            policy.title,
        )

    def check(
        self,
        reading: Reading,
        *,
        earlier: Sequence[Reading] = (),
        companions: Companions = NOTHING_GIVEN,
        suppressor: Suppressor | None = None,
    ) -> Check:
        """Check all tables of a reading; its values must be typed.

        Args:
            reading: What to check.
            earlier: The same department's earlier years.
            companions: What other documents say.
            suppressor: Which findings are accepted already.
        """
        examined = self.examine(reading, earlier=earlier, companions=companions)
        check = self.judge(reading, examined, suppressor or NotSuppressed())
        examined.let_go()
        return check

    def judge(self, reading: Reading, examined: "Examined", suppressor: Suppressor) -> Check:
        """The verdict on what `examine` found: accepted findings marked, equal ones folded."""
        suppressions = suppressor.suppressions(examined.drafts, examined.tables)
        findings, members = fold_findings(examined.drafts, suppressions)
        return Check(
            schema=CHECK,
            source=reading.source,
            ruleset=self.ruleset,
            findings=findings,
            not_run=examined.not_run,
            score=score_of(examined.tables, findings, members, self.policy),
            outcomes=examined.outcomes,
            unused_suppressions=suppressor.unused(),
        )

    def examine(
        self,
        reading: Reading,
        *,
        earlier: Sequence[Reading] = (),
        companions: Companions = NOTHING_GIVEN,
    ) -> "Examined":
        """The findings one by one, before they are folded; what was not run; all outcomes."""
        tables: list[TableSubject] = []
        drafts: list[Draft] = []
        not_run: list[NotRun] = []
        overall: dict[str, Outcome] = {}
        for number, record in enumerate(reading.tables):
            table = TableSubject(record, reading, number, companions)
            table.budget_year = budget_year_of(table, self.policy)
            tables.append(table)
            run = _Run(self, table, _same_department(table, earlier))
            run.all()
            drafts += run.drafts
            outcomes = run.outcomes()
            its = {code: outcome for code, (outcome, _) in outcomes.items()}
            overall = _worse_of(overall, its) if overall else its
            not_run += [
                NotRun(code, number, outcome, reason)
                for code, (outcome, reason) in outcomes.items()
                if outcome not in _RAN
            ]
            not_run += [
                NotRun(name, number, "could_not_run", why) for name, why in self._broken.items()
            ]
        if not tables:
            overall = dict.fromkeys(self.codes, "not_applicable")
        overall |= dict.fromkeys(self._broken, "could_not_run")
        return Examined(tuple(tables), drafts, tuple(not_run), overall)

    def without(self, codes: frozenset[str]) -> Dispatch:
        """All rules but these, by what they look at."""
        found = self._dispatches.get(codes)
        if found is None:
            rules = [one for one in self.rules if one.code not in codes]
            found = self._dispatches[codes] = Dispatch(rules, self.policy, self.stage)
        return found


class _Run:
    """The rules over one table."""

    def __init__(
        self, checker: Checker, table: TableSubject, earlier: tuple[TableSubject, ...]
    ) -> None:
        self.drafts: list[Draft] = []
        self._checker = checker
        self._table = table
        self._earlier = earlier
        self._tried: set[str] = set()
        self._broken: dict[str, str] = {}
        self._lacking = {
            rule.code: lacks for rule in checker.needing if (lacks := self._lacks(rule)) is not None
        }

    def all(self) -> None:
        """Every subject; the findings in printed order."""
        dispatch = self._checker.without(frozenset(self._lacking))
        subjects, asked = self._subjects(dispatch)
        self._tried = set().union(*{one.codes for one in asked})
        block: list[list[int]] = [[] for _ in dispatch.rules]
        put = [places.append for places in block]
        for start in range(0, len(asked), _BLOCK):
            for place, one in enumerate(asked[start : start + _BLOCK], start):
                for number in one.numbers:
                    put[number](place)
            self._apply(dispatch.rules, block, subjects)
            for done in block:
                done.clear()
        if self._broken:
            self.drafts = [one for one in self.drafts if one.rule.code not in self._broken]
        self.drafts = without_repeated(without_private(self.drafts))

    def _subjects(self, dispatch: Dispatch) -> tuple[list[AnySubject], list[Asked]]:
        """All subjects in printed order, and the rules that look at each."""
        table = self._table
        subjects: list[AnySubject] = [table, TablesSubject(table, self._earlier)]
        asked = [dispatch.asked_of("table"), dispatch.asked_of("tables")]
        of_unit, of_indicator = dispatch.asked_of("spending_unit"), dispatch.asked_of_indicator
        signs = iter(dispatch.signs_of_projects(table.projects))
        of_names = dispatch.signs_of_names([one.name_key for one in table.indicators])
        for unit in table.units:
            subjects.append(unit)
            asked.append(of_unit)
            for project in unit.projects:
                its = [of_indicator(one, of_names[one.name_key]) for one in project.indicators]
                subjects.append(project)
                asked.append(dispatch.asked_of_project(next(signs), its))
                subjects += project.indicators
                asked += its
        return subjects, asked

    def _apply(
        self,
        rules: Sequence[Runnable],
        block: Sequence[Sequence[int]],
        subjects: Sequence[AnySubject],
    ) -> None:
        """Each rule over its subjects in turn, which is a quarter faster than all over each."""
        drafts: list[tuple[int, Draft]] = []
        for one, places in zip(rules, block, strict=True):
            if not places or one.rule.code in self._broken:
                continue
            try:
                drafts += self._drafts(one, places, subjects)
            except Exception as error:
                if os.environ.get("JIXIAO_DEBUG") == "1":
                    raise
                self._broken[one.rule.code] = f"规则本身出错（{type(error).__name__}）"
        drafts.sort(key=itemgetter(0))
        self.drafts += [draft for _, draft in drafts]

    def _drafts(
        self, one: Runnable, places: Iterable[int], subjects: Sequence[AnySubject]
    ) -> Iterator[tuple[int, Draft]]:
        """What a rule finds in the subjects at these places, each with its place."""
        policy, table = self._checker.policy, self._table
        rule, find, wants_policy, entry, usual = one
        despite_damage = rule.despite_damage
        for place in places:
            subject = subjects[place]
            for found in find(subject, policy) if wants_policy else find(subject):
                about = subject if found.about is None else found.about
                unclear = found.unclear or (about.damaged and not despite_damage)
                severity = entry.lighter if found.lighter else usual
                yield place, Draft(rule, entry, severity, subject, about, found, unclear, table)

    def _lacks(self, rule: Rule) -> str | None:
        for need in rule.needs:
            if need == "budget_year":
                there = self._table.budget_year is not None
            elif need == "amount_unit":
                there = self._table.amount_factor is not None
            elif need == "earlier_years":
                there = bool(self._earlier)
            else:
                there = getattr(self._table.companions, need) is not None
            if not there:
                return need
        return None

    def outcomes(self) -> dict[str, tuple[Outcome, str]]:
        """Outcome and reason of each rule."""
        found = dict.fromkeys(self._checker.codes, _NOT_LOOKED_AT)
        found |= dict.fromkeys(self._tried, _PASSED)
        known = self._table.budget_year
        if known is not None and known.why:
            # What was not given cannot acquit.
            reason = f"按{known.said}没有发现问题；请用 --year 给出"
            for rule in self._checker.needing:
                if "budget_year" in rule.needs and rule.code in self._tried:
                    found[rule.code] = ("insufficient_data", reason)
        accused: set[str] = set()
        unclear: dict[str, tuple[Outcome, str]] = {}
        for one in self.drafts:
            if not one.unclear:
                accused.add(one.rule.code)
            elif one.about.damaged:
                unclear[one.rule.code] = _DAMAGED
            else:
                unclear.setdefault(one.rule.code, _UNSURE)
        found |= unclear
        found |= dict.fromkeys(accused, _FOUND)
        for code, need in self._lacking.items():
            found[code] = ("insufficient_data", _NEEDS[need])
        for code, why in self._broken.items():
            found[code] = ("could_not_run", why)
        return found


def _worse_of(one: dict[str, Outcome], other: dict[str, Outcome]) -> dict[str, Outcome]:
    """What speaks for both tables."""
    return {code: min(one[code], other[code], key=_WORST.index) for code in one}


def _same_department(table: TableSubject, earlier: Iterable[Reading]) -> tuple[TableSubject, ...]:
    found = [
        TableSubject(record, reading)
        for reading in earlier
        for record in reading.tables
        if record.department == table.record.department
        or record.department is None
        or table.record.department is None
    ]
    return tuple(sorted(found, key=lambda one: one.year or 0, reverse=True))
