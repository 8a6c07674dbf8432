"""Known tables: the samples as understood, and invented ones; what a rendered document must give."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources

from jixiao.model import AMOUNT_FIELDS, Funding, Reading
from jixiao.pipeline import read
from jixiao.text import fold

TITLE = "项目支出绩效目标表（含转移支付项目）"
HEADER = (
    "项目名称（资金使用单位）",
    "总计",
    "财政拨款",
    "财政专户拨款",
    "其他资金",
    "绩效目标",
    "绩效指标",
)
Amounts = tuple[str, str, str, str]


@dataclass(frozen=True)
class Line:
    """One row: a total, a unit or a project; the amounts as printed."""

    kind: str
    name: str
    amounts: Amounts
    objective: str = ""
    entries: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The seven printed cells."""
        return (self.name, *self.amounts, self.objective, "".join(self.entries))


@dataclass(frozen=True)
class Table:
    """A whole table; ``gaps`` are the sums that do not hold in it."""

    department: str
    lines: tuple[Line, ...]
    gaps: int = 0
    others: tuple[str, ...] = field(default=())

    def content(self) -> list[object]:
        """All that the table says, white space and the mark at the end of an entry aside."""
        found: list[object] = []
        for line in self.lines:
            entries = tuple(bare(entry) for entry in line.entries)
            said = (squeezed(line.name), line.amounts, squeezed(line.objective), entries)
            found.append((line.kind, *said))
        return found


def squeezed(text: str | None) -> str:
    return fold(text or "")


def bare(entry: str) -> str:
    """An entry without the mark that parts it from the next."""
    return squeezed(entry).rstrip("。;；,，:：")


def _printed(funding: Funding) -> Amounts:
    found = [getattr(funding, field) for field in AMOUNT_FIELDS]
    one, two, three, four = ("" if a is None else f"{a:,.2f}" for a in found)
    return one, two, three, four


def content_of(reading: Reading) -> list[object]:
    """What a reading says, in the form of `Table.content`."""
    table = reading.table
    found: list[object] = [("total", "合计", _printed(table.grand_total), "", ())]
    for unit in table.spending_units:
        found.append(("unit", squeezed(unit.name), _printed(unit.funding), "", ()))
        for project in unit.projects:
            entries = tuple(bare(one.text) for one in project.indicators)
            said = (squeezed(project.name), _printed(project.funding))
            found.append(("project", *said, squeezed(project.objective), entries))
    return found


def sample(name: str, times: int = 1) -> Table:
    """A shipped sample; its rows ``times`` over, each time under new names of units."""
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    table = read(content, f"{name}.txt").table
    lines: list[Line] = []
    for number in range(times):
        for unit in table.spending_units:
            mark = f"（{number + 1}）" if number else ""
            lines.append(Line("unit", f"{unit.name}{mark}", _printed(unit.funding)))
            for project in unit.projects:
                entries = tuple(f"{one.text}。" for one in project.indicators)
                said = (project.name or "", _printed(project.funding), project.objective or "")
                lines.append(Line("project", *said, entries))
    total = Line("total", "合计", _sum(lines))
    bad = sum(str(check.verdict) == "gap" for check in table.arithmetic)
    return Table(table.department or "", (total, *lines), bad * times)


def _sum(lines: list[Line]) -> Amounts:
    columns = list(zip(*(line.amounts for line in lines if line.kind == "unit"), strict=True))
    one, two, three, four = (
        f"{sum(amounts, Decimal(0)):,.2f}" if (amounts := list(map(_amount, column))) else ""
        for column in ([a for a in column if a] for column in columns)
    )
    return one, two, three, four


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


_NAMES = (
    "培训 人 数", "新增 规模以上 企业 数", "AI Agent 应用 场景 数", "PM2.5 年均 浓度", "“四上” 企业 入库 率",
    "5G 基站 建设 完成 率", "二氧化碳 (CO₂) 减排 量", "“一网 统管” 平台 可用 率", "𠮷祥 社区 服务 点 数",
    "e-HR 系统 故障 恢复 时间", "政策 知晓 率", "验收 合格 率", "资金 支付 及时 率", "受 益 群 众 满意 度",
)  # fmt: skip
_TARGETS = (
    "≥300家次", "≤15天", "100%", "95%以上", "2024年12月31日前完成", "不低于90%", "有所提高", "10-20个",
    "≥1,200.5平方米", "较上年增长5%", "=1套", "按合同约定", "≥85%（问卷调查）", "〔2023〕12号文要求",
)  # fmt: skip
_LEVELS = (
    "1-产出指标；11-数量指标", "1-产出指标；12-质量指标", "1-产出指标；13-时效指标",
    "2-效益指标；21-经济效益指标", "2-效益指标；22-社会效益指标", "3-满意度指标；31-服务对象满意度指标",
)  # fmt: skip
_PHRASES = (
    "根据《关于促进工业和信息化产业高质量发展的若干措施》（穗工信规字〔2023〕5号），",
    "支持企业开展技术改造、数字化转型和绿色低碳发展，", "保障机关正常运转；", "完成 3 项重点任务，",
    "推动 IAB、NEM 产业集聚，", "1. 建成示范基地；2. 组织对接活动；", "力争全年投资增长8%以上。",
    "确保资金使用安全、规范、有效。", "涉及“专精特新”企业、“小巨人”企业等，", "按季度拨付（不含以前年度结转）。",
)  # fmt: skip


def invented(seed: int, projects: int = 24, *, longest: int = 24, wordy: int = 24) -> Table:
    """A made-up table: short and very long cells, Latin words, signs, empty columns.

    ``longest`` is the most entries of a project, ``wordy`` the most phrases of an objective.
    """
    chance = random.Random(seed)
    lines: list[Line] = []
    left = projects
    unit = 0
    while left > 0:
        unit += 1
        own = [_project(chance, longest, wordy) for _ in range(min(left, chance.randint(2, 9)))]
        left -= len(own)
        lines.append(
            Line("unit", f"某市某区第{unit}服务中心（{chance.randint(1, 99)}号院）", _added(own))
        )
        lines += own
    return Table("某市某区工业和信息化局", (Line("total", "合计", _sum(lines)), *lines))


def _added(lines: list[Line]) -> Amounts:
    return _sum([Line("unit", "", line.amounts) for line in lines])


def _project(chance: random.Random, longest: int, wordy: int) -> Line:
    whole = Decimal(chance.randint(50, 9_000_000)) / 100
    own = Decimal(chance.choice((0, 0, 0, 1))) * Decimal(chance.randint(1, 50))
    amounts = [whole + own, whole, None, own or None]
    one, two, three, four = ("" if a is None else f"{a:,.2f}" for a in amounts)
    name = "".join(
        chance.choices(("产业", "发展", "专项", "资金", "5G", "数字化", "（补助）", "园区"), k=6)
    )
    entries = []
    for number in range(1, chance.choice((1, 3, 5, 8, longest)) + 1):
        value = chance.choice(_TARGETS)
        same = value if chance.random() < 0.6 else chance.choice(_TARGETS)
        what = chance.choice(_NAMES).replace(" ", "" if chance.random() < 0.7 else " ")
        entries.append(
            f"{number}、{chance.choice(_LEVELS)}；{what}；实施周期指标值：{value}；年度指标值：{same}。"
        )
    phrases = chance.choices(_PHRASES, k=min(wordy, chance.choice((1, 2, 4, 24))))
    # Who wrote nothing but the same twice would be asked about it.
    objective = "".join(phrases if len(set(phrases)) > 1 else phrases[:1])
    return Line("project", name, (one, two, three, four), objective, tuple(entries))
