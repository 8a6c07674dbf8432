"""The printed texts of a project, for rules on wording."""

from typing import Any

from jixiao.model import Edit, Place


class Text:
    """One printed text of a project: whose it is, the `Edit` fields it stands in, and its key.

    A target that period and annual share word for word is one text with two fields.
    """

    __slots__ = ("fields", "key", "of", "text")

    def __init__(self, of: Any, fields: tuple[str, ...], text: str, key: str) -> None:
        self.of = of
        self.fields = fields
        self.text = text
        self.key = key

    @property
    def at(self) -> tuple[Place, ...]:
        """Where it stood."""
        if self.fields == PROJECT_NAME:
            return tuple(self.of.record.at.name)
        if self.fields == OBJECTIVE:
            return tuple(self.of.record.at.objective)
        targets = {"period_target.text": self.of.period, "annual_target.text": self.of.annual}
        found = [targets.get(field) for field in self.fields]
        return tuple(p for target in found if target for p in target.at) or self.of.at

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return _LABELS[self.fields]

    def edits(self, after: str) -> tuple[Edit, ...]:
        """The change in each field; none where nothing would change."""
        if after == self.text:
            return ()
        return tuple(Edit(field, self.text, after) for field in self.fields)


PROJECT_NAME, OBJECTIVE, NAME = ("project.name",), ("objective",), ("name",)
PERIOD, ANNUAL = ("period_target.text",), ("annual_target.text",)
BOTH = PERIOD + ANNUAL
_LABELS = {
    PROJECT_NAME: "项目名称",
    OBJECTIVE: "绩效目标",
    NAME: "指标名称",
    PERIOD: "实施周期指标值",
    ANNUAL: "年度指标值",
    BOTH: "指标值",
}
