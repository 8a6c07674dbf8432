"""The printed texts of a project, one by one, for rules about words."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from jixiao.model import Edit, Place, Project, Target

PROJECT_NAME, OBJECTIVE, NAME = ("project.name",), ("objective",), ("name",)
PERIOD, ANNUAL = ("period_target.text",), ("annual_target.text",)
BOTH = PERIOD + ANNUAL
OWN_TEXTS = 2
"""How many texts of a project are not of its indicators; they come first."""
_LABELS = {
    PROJECT_NAME: "项目名称",
    OBJECTIVE: "绩效目标",
    NAME: "指标名称",
    PERIOD: "实施周期指标值",
    ANNUAL: "年度指标值",
    BOTH: "指标值",
}
_NAME_ENDS = frozenset(")。;,、:.")
_NAME_TAIL = re.compile(r"(?:\([^()]*\)|[。;,、:.])+$")


class Text(msgspec.Struct):
    """One printed text: whose it is, the `Edit` fields it stands in, its places, and its key.

    ``of`` is an indicator or the project. A target that period and annual share word for word is
    one text with two fields.
    """

    of: Any
    fields: tuple[str, ...]
    text: str
    at: tuple[Place, ...]
    key: str

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return _LABELS[self.fields]

    def edits(self, after: str) -> tuple[Edit, ...]:
        """The change in each field; none where nothing would change."""
        if after == self.text:
            return ()
        return tuple(Edit(field, self.text, after) for field in self.fields)


class _Entry(Protocol):
    """What has to be known of a 绩效指标."""

    name: str
    name_key: str
    period: Target | None
    period_key: str
    annual: Target | None
    annual_key: str

    @property
    def at(self) -> tuple[Place, ...]:
        """Where it stood."""


class _Project(Protocol):
    """What has to be known of a 项目."""

    record: Project
    name: str
    name_key: str
    objective: str
    whole_objective_key: str

    @property
    def indicators(self) -> Sequence[_Entry]:
        """Its entries."""


def texts_of(project: _Project) -> tuple[Text, ...]:
    """Its texts one by one, in the order of `printed_text`."""
    found = [own_text(project, number) for number in range(OWN_TEXTS)]
    for one in project.indicators:
        found.append(Text(one, NAME, one.name, one.at, one.name_key))
        period, annual = one.period, one.annual
        if period is not None and annual is not None and period.text == annual.text:
            found.append(Text(one, BOTH, period.text, period.at + annual.at, one.period_key))
            continue
        if period is not None:
            found.append(Text(one, PERIOD, period.text, period.at, one.period_key))
        if annual is not None:
            found.append(Text(one, ANNUAL, annual.text, annual.at, one.annual_key))
    return tuple(found)


def own_text(project: _Project, number: int) -> Text:
    """Its name, the first text, or its objective, the second."""
    at = project.record.at
    if number == 0:
        return Text(project, PROJECT_NAME, project.name, at.name, project.name_key)
    return Text(project, OBJECTIVE, project.objective, at.objective, project.whole_objective_key)


def printed_text(record: Project) -> str:
    """The texts of a project, parted by NUL; targets that say the same to the letter are one."""
    found = [record.name or "", record.objective or ""]
    for one in record.indicators:
        period, annual = one.period_target, one.annual_target
        found.append(one.name or "")
        if period is not None:
            found.append(period.text)
        if annual is not None and (period is None or period.text != annual.text):
            found.append(annual.text)
    joined = "\0".join(found)
    if joined.count("\0") >= len(found):
        joined = "\0".join([text.replace("\0", "") for text in found])
    return joined


def measure_key_of(name_key: str) -> str:
    """A folded name without the brackets and punctuation at its end."""
    return _NAME_TAIL.sub("", name_key) if name_key[-1:] in _NAME_ENDS else name_key
