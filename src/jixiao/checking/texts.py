"""The printed texts of a project, one by one, for rules about words."""

from typing import Any

from jixiao.model import Edit, Place

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

RawText = tuple[Any, tuple[str, ...], str, tuple[Place, ...]]
"""Whose it is (an indicator or the project), its fields, the text, its places."""


class Text:
    """One printed text: whose it is, the `Edit` fields it stands in, its places, and its key.

    A target that period and annual share word for word is one text with two fields.
    """

    __slots__ = ("at", "fields", "key", "of", "text")

    def __init__(
        self, of: Any, fields: tuple[str, ...], text: str, at: tuple[Place, ...], key: str
    ) -> None:
        self.of = of
        self.fields = fields
        self.text = text
        self.at = at
        self.key = key

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return _LABELS[self.fields]

    def edits(self, after: str) -> tuple[Edit, ...]:
        """The change in each field; none where nothing would change."""
        if after == self.text:
            return ()
        return tuple(Edit(field, self.text, after) for field in self.fields)
