"""An entry of a damaged indicator cell while it is put together, and what may be missing in it."""

import re
from dataclasses import dataclass, field

from jixiao.understanding.entry_tokens import trimmed
from jixiao.understanding.official import words

DOUBTS = {
    "number_missing": "没有印出编号，或编号已识别丢失",
    "level_missing": "缺少一级或二级指标",
    "level_unclear": "二级指标的编码与名称对不上，类别不能确定",
    "label_unclear": "指标值的标签有误读，按位置取值",
    "name_missing": "指标名称没有印出，或已识别丢失",
    "name_unclear": "条目开头残缺，指标名称可能不完整",
    "period_missing": "没有印出实施周期指标值",
    "annual_missing": "没有印出年度指标值",
    "value_twice": "同一指标值印了两次且不相同，取前一个",
    "value_unclear": "指标值之后可能混有下一条目的文字",
}
"""Kinds of doubt about an entry, in words that stand behind the indicator's name."""

Range = tuple[int, int]
_NAMELESS = {
    f"{a}{name.strip('()')}{b}" for name in words()["nothing"]["name"] for a in "(（" for b in ")）"
}


@dataclass
class Draft:
    """An entry under construction; ranges are positions in the passage.

    ``sound`` is its match as a whole, where nothing of it is damaged.
    """

    start: int
    number: Range | None = None
    level1: Range | None = None
    level2: Range | None = None
    name: Range | None = None
    labels: dict[str, Range] = field(default_factory=dict)
    values: dict[str, Range] = field(default_factory=dict)
    open: str = "name"
    open_at: int = 0
    doubts: list[str] = field(default_factory=list)
    sound: re.Match[str] | None = None

    def close(self, text: str, end: int) -> None:
        """End the part that is open: the name, or a value."""
        kept = trimmed(text, self.open_at, end)
        if self.open == "name":
            if kept > self.open_at and text[self.open_at : kept] not in _NAMELESS:
                self.name = (self.open_at, kept)
        elif self.open and kept > self.open_at:
            self.values[self.open] = (self.open_at, kept)
        self.open = ""

    def stop(self) -> int:
        """Where the last part that was read ends."""
        spans = [self.number, self.level1, self.level2, self.name]
        return max(
            self.start,
            *(span[1] for span in (*spans, *self.labels.values(), *self.values.values()) if span),
        )
