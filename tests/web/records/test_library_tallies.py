"""The library's tallies: after any acts they are what a fresh count of the uses is."""

import random
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from tests.web.conftest import NOW
from tests.web.records.drafting import drafted

from jixiao.web.accounts.models import Membership, User
from jixiao.web.accounts.services import membership_add
from jixiao.web.records.models import (
    LibraryIndicator,
    LibraryTally,
    ObjectiveTable,
    Project,
    ProjectRevision,
    TableUnit,
)
from jixiao.web.records.selectors.library import library, uses
from jixiao.web.records.selectors.tables import projects
from jixiao.web.records.services import rows
from jixiao.web.records.services.disclosing import public_retract, table_disclose
from jixiao.web.records.services.library_index import library_recount
from jixiao.web.records.services.projects import project_save
from jixiao.web.records.services.tables import table_act
from jixiao.web.records.services.years import projects_copy
from jixiao.web.records.sheet import sheet_of
from jixiao.workflow import Action, Role, State

NAMES = ("补贴企业数量", "2026年补贴企业的数量", "补贴企业数", "办展场次", "参展企业满意度", "")
TARGETS = ("≥3家", "8家", "10万元", "按时完成", "≥90%", "")
TEXT = """
单位：某某市招商中心 | 3.00
项目：甲项目 | 1.00
1、1-产出指标；11-数量指标；2026年补贴企业的数量；实施周期指标值：≥8家；年度指标值：≥8家。
2、1-产出指标；11-数量指标；补贴企业数量；实施周期指标值：≥3家；年度指标值：≥3家。
项目：乙项目 | 1.00
1、1-产出指标；11-数量指标；补贴企业数；实施周期指标值：1,000.5家；年度指标值：1,000.5家。
单位：某某市会展中心 | 2.00
项目：丙项目 | 1.00
1、1-产出指标；11-数量指标；补贴企业数量；实施周期指标值：10万元；年度指标值：10万元。
"""


class _Office:
    """Acts at random, each as the person who may do it; one that is refused changes nothing."""

    def __init__(self, office, seed):
        self.people, self.chance = office, random.Random(seed)
        self.who = {"actor": office.preparer, "at": NOW}

    def act(self):
        """One act."""
        table = self.chance.choice(list(ObjectiveTable.objects.select_related("department")))
        if table.state != State.DRAFT:
            self.step(table)
        else:
            self.chance.choice(
                (self.save, self.save, self.add, self.delete, self.restore, self.move, self.rename,
                 self.drop_unit, self.copy, self.step)
            )(table)  # fmt: skip

    def save(self, table):
        """Type into the rows of a project."""
        project = self.one(table.projects.all())
        if project is None:
            return
        lines = sheet_of(project, list(project.indicators.all()))["indicators"]
        for line in lines:
            line["name"] = self.chance.choice(NAMES)
            line["annual_target"] = self.chance.choice(TARGETS)
        project_save(
            key=project.key, revision=project.revision, fields={"name": f"项目{self.number()}"},
            rows=lines[self.chance.randrange(2) :], **self.who,
        )  # fmt: skip

    def add(self, table):
        """A project of nothing."""
        if unit := self.one(table.units.all()):
            rows.project_create(unit_id=unit.pk, name=f"项目{self.number()}", **self.who)

    def delete(self, table):
        """Take a project out."""
        if project := self.one(table.projects.all()):
            rows.project_delete(key=project.key, **self.who)

    def restore(self, table):
        """Bring one back."""
        if gone := self.one(ProjectRevision.objects.filter(is_deletion=True, table=table)):
            rows.project_restore(revision_id=gone.pk, **self.who)

    def move(self, table):
        """A project into another unit."""
        project, unit = self.one(table.projects.all()), self.one(table.units.all())
        if project and unit:
            rows.project_move(key=project.key, step=1, unit_id=unit.pk, **self.who)

    def rename(self, table):
        """A unit row becomes another unit's, or nobody's."""
        names = {"某某市招商中心", "某某市会展中心", "外单位"}
        free = sorted(names - set(table.units.values_list("name", flat=True)))
        if free and (unit := self.one(table.units.all())):
            rows.unit_rename(unit_id=unit.pk, name=self.chance.choice(free), **self.who)

    def drop_unit(self, table):
        """A unit row with its projects."""
        if table.units.count() > 1:
            rows.unit_delete(unit_id=self.one(table.units.all()).pk, **self.who)

    def copy(self, table):
        """Projects of any table once more."""
        if project := self.one(projects(for_user=self.people.preparer)):
            projects_copy(table_id=table.pk, unit_id=None, keys=[project.key], **self.who)

    def step(self, table):
        """The next step of the table's life."""
        who = {"table_id": table.pk, "at": NOW}
        head, mine = self.people.head, self.people.preparer
        if table.state == State.DRAFT and table.versions.filter(is_public=True).exists():
            public_retract(actor=head, reason="x", **who)
        elif table.state == State.DRAFT:
            table_act(action=Action.SUBMIT, actor=mine, **who)
        elif table.state == State.SUBMITTED:
            table_act(action=Action.APPROVE, actor=head, **who)
        elif table.state == State.APPROVED:
            table_disclose(actor=head, override="核对过", **who)
        else:
            action = self.chance.choice((Action.ADJUST, Action.RETRACT))
            table_act(action=action, actor=head if action is Action.RETRACT else mine,
                      reason="x", **who)  # fmt: skip

    def one(self, many):
        """Any of some rows, or None."""
        found = list(many.order_by("pk"))
        return self.chance.choice(found) if found else None

    def number(self):
        """Some number."""
        return self.chance.randrange(3)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_random_acts_they_are_a_fresh_count(office, seed):
    drafted(office, TEXT)
    drafted(office, year=2025)
    working = _Office(office, seed)
    seen = set()

    for _ in range(40):
        working.act()
        seen |= set(ObjectiveTable.objects.values_list("state", flat=True))

    assert {State.DRAFT, State.DISCLOSED} <= seen
    kept = _tallies()
    assert kept
    library_recount()
    assert _tallies() == kept
    for person in (office.preparer, office.unit_preparer, office.stranger, office.nobody):
        _told_as_counted(User.objects.get(pk=person.pk))


def test_who_belongs_to_a_place_and_to_one_above_it_counts_once(office):
    drafted(office, TEXT)
    membership_add(
        user=office.unit_preparer, org=office.department, role=Role.READER, actor=None, at=NOW
    )
    assert Membership.objects.filter(user=office.unit_preparer).count() == 2

    _told_as_counted(User.objects.get(pk=office.unit_preparer.pk))


def _tallies():
    return sorted(
        (one.entry_id, one.org, one.is_public, one.times, one.sources, str(sorted(one.counted)),
         sorted((part, sorted(many.items())) for part, many in one.counted.items()))
        for one in LibraryTally.objects.all()
    ), sorted(LibraryIndicator.objects.filter(uses__gt=0).values_list("pk", "uses"))  # fmt: skip


def _told_as_counted(person):
    """What the library tells a person, and what his uses are when each is looked at."""
    counted = defaultdict(list)
    for one in uses(for_user=person).select_related("source"):
        counted[one.entry_id].append(one)
    told = {
        one.pk: one for page in (1, 2, 3) for one in library(for_user=person, page=page).entries
    }

    assert told.keys() == counted.keys()
    for pk, one in told.items():
        many = counted[pk]
        assert one.times == len(many)
        assert one.projects == len({use.source_id for use in many})
        assert dict(one.wordings) == Counter(use.name for use in many)
        assert dict(one.comparators) == Counter(use.comparator for use in many if use.comparator)
        assert dict(one.units) == Counter(use.measure_unit for use in many if use.measure_unit)
        for spread in one.spreads:
            numbers = sorted(
                Decimal(use.number) for use in many
                if use.number and use.measure_unit == spread.measure_unit
            )  # fmt: skip
            middle = (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2
            assert spread[1:] == (len(numbers), numbers[0], middle, numbers[-1])


def test_every_source_belongs_where_its_project_does(office):
    drafted(office, TEXT)
    unit = TableUnit.objects.get(name="某某市会展中心")
    rows.unit_rename(unit_id=unit.pk, name="外单位", actor=office.preparer, at=NOW)
    project = Project.objects.get(name="丙项目")

    assert [one.source.path for one in uses(for_user=office.preparer).filter(
        source__project=project)] == [office.department.path]  # fmt: skip
    assert not library(for_user=office.unit_preparer, where="丙项目").entries
    assert library(for_user=office.preparer, where="丙项目 外单位 商务局").entries
