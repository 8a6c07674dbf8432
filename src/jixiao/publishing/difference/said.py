"""What all forms of a difference say alike: amounts, targets, indicators, projects."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.model import (
    AMOUNT_FIELDS,
    AMOUNT_WORDS,
    CHANGED_WORDS,
    STRICTNESS_WORDS,
    TARGET_KIND_WORDS,
    TARGET_REASON_WORDS,
    TERM_WORDS,
    AmountChange,
    DifferenceCounts,
    Funding,
    IndicatorChange,
    IndicatorSide,
    Level,
    MatchName,
    Piece,
    ProjectChange,
    TableChange,
    TargetChange,
    UnitChange,
    Version,
)
from jixiao.text import shown

BLANK = "（空白）"
NO_NAME = "（无名称）"
NO_AMOUNT = "没有金额"
_POINTS = {"%": "个百分点", "‰": "个千分点"}
_AROUND = 12  # of a long stretch that stays the same, so much is shown at either end

COUNT_WORDS = (
    ("项目", (
        ("projects_added", "新增"), ("projects_dropped", "取消"), ("projects_renamed", "改名"),
        ("projects_moved", "换单位"), ("projects_split", "拆分"), ("projects_merged", "合并"),
    )),
    ("金额", (("amounts_changed", "变化"),)),
    ("绩效目标", (("objectives_changed", "变化"),)),
    ("指标", (
        ("indicators_added", "新增"), ("indicators_dropped", "取消"),
        ("indicators_renamed", "改名"), ("indicators_reclassified", "换类别"),
    )),
    ("指标值", (
        ("targets_raised", "提高"), ("targets_lowered", "降低"), ("targets_earlier", "提前"),
        ("targets_later", "推迟"), ("targets_reworded", "改写"), ("targets_added", "补上"),
        ("targets_removed", "去掉"),
    )),
    ("宽严", (("targets_stricter", "更严"), ("targets_looser", "更松"))),
    ("只是形式", (("projects_dated", "名称中的年份、文号"), ("indicators_renumbered", "编号变了"), ("form_only", "写法变了"))),
)  # fmt: skip
"""The counts in the order in which they are told."""


def counted(counts: DifferenceCounts) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """Each line of counts: what, and key, word and number of those that are not zero."""
    for title, keys in COUNT_WORDS:
        found = [(key, word, number) for key, word in keys if (number := getattr(counts, key))]
        if found:
            yield title, found


def amount_text(amount: Decimal | None) -> str:
    """An amount with thousands separators.

    >>> amount_text(Decimal("1234.50")), amount_text(None)
    ('1,234.50', '（空白）')
    """
    return BLANK if amount is None else format(amount, ",f")


def signed(number: Decimal | None) -> str:
    """A change with its sign; empty where there is none.

    >>> signed(Decimal("9.00")), signed(Decimal("-1200")), signed(None)
    ('+9.00', '−1,200', '')
    """
    if number is None:
        return ""
    return f"{'−' if number < 0 else '+'}{abs(number):,f}"


def percent_text(percent: Decimal | None) -> str:
    """A percentage with its sign; empty where there is none."""
    return "" if percent is None else f"{signed(percent)}%"


def printed_units(table: TableChange) -> tuple[str, str]:
    """The amount units to put behind printed amounts: none where both tables have the same."""
    units = [one.amount_unit or "" for one in (table.before, table.after) if one is not None]
    return (units[0], units[1]) if len(set(units)) == 2 else ("", "")


def amount_titles(table: TableChange) -> tuple[str, str]:
    """What to write over the printed amounts: with their unit where the two have different ones."""
    before, after = printed_units(table)
    return f"原来（{before}）" if before else "原来", f"现在（{after}）" if after else "现在"


def amounts_words(changes: Sequence[AmountChange], table: TableChange) -> list[str]:
    """All changed amounts, by how much and by what share; columns that changed alike together."""
    together: dict[tuple[object, ...], list[AmountChange]] = {}
    for one in changes:
        together.setdefault((one.before, one.after), []).append(one)
    return [_amount_words(alike, table) for alike in together.values()]


def _amount_words(alike: Sequence[AmountChange], table: TableChange) -> str:
    one = alike[0]
    units = printed_units(table)
    columns = "、".join(AMOUNT_WORDS[each.field] for each in alike)
    before, after = (
        f"{amount_text(amount)} {unit}".rstrip() if amount is not None else BLANK
        for amount, unit in zip((one.before, one.after), units, strict=True)
    )
    words = f"{columns}：{before} → {after}"
    if one.change is not None:
        words += f"，{'增加' if one.change > 0 else '减少'} {amount_text(abs(one.change))}"
        words += f" {table.amount_unit or ''}".rstrip()
        words += f"（{percent_text(one.percent)}）" if one.percent is not None else ""
    return words


def unit_amounts_words(change: UnitChange, table: TableChange) -> list[str]:
    """The amounts of a unit; of one that is only in one table, what that prints."""
    if change.kind == "changed":
        return amounts_words(change.amounts, table)
    amounts = [one.after if one.before is None else one.before for one in change.amounts[:1]]
    unit = printed_unit(table, change.kind) or ""
    return [f"{amount_text(amount)} {unit}".rstrip() for amount in amounts]


def funding_words(funding: Funding, unit: str | None) -> str:
    """The amount of a project that is only in one table."""
    if funding.total is None:
        printed = next((getattr(funding, f) for f in AMOUNT_FIELDS if getattr(funding, f)), None)
        return f"{amount_text(printed)} {unit or ''}".strip() if printed else NO_AMOUNT
    return f"{amount_text(funding.total)} {unit or ''}".strip()


def printed_unit(table: TableChange, kind: str) -> str | None:
    """The amount unit of the table that prints something added or dropped."""
    version = table.before if kind == "dropped" else table.after
    return None if version is None else version.amount_unit


def unit_words(unit: str | None) -> str:
    """What a change of a number is counted in: of a percentage, points."""
    return _POINTS.get(unit or "", unit or "")


def target_verdict(change: TargetChange) -> str:
    """What became of a target: 提高 30 家（+10.00%），更严."""
    words = TARGET_KIND_WORDS[change.kind]
    if change.change is not None:
        unit = unit_words(change.unit)
        words += f" {abs(change.change):,f}" + (f" {unit}" if unit else "")
        if change.percent is not None:
            words += f"（{percent_text(change.percent)}）"
    if change.strictness is not None:
        words += f"，{STRICTNESS_WORDS[change.strictness]}"
    if change.reason is not None:
        words += f"；{TARGET_REASON_WORDS[change.reason]}"
    if change.confidence == "guess":
        words += "；读数把握不大，请核对"
    return words


def target_words(change: TargetChange) -> str:
    """A target before and after with its verdict."""
    before = BLANK if change.before is None else change.before
    after = BLANK if change.after is None else change.after
    return f"{TERM_WORDS[change.term]}：{before} → {after}　{target_verdict(change)}"


def targets_of(change: IndicatorChange) -> list[tuple[str, TargetChange]]:
    """The changed targets with what to call them: 指标值 where period and annual went alike."""
    if len(change.targets) == 2:
        one, other = change.targets
        if (one.before, one.after, one.kind) == (other.before, other.after, other.kind):
            return [("实施周期和年度指标值", other)]
    return [(TERM_WORDS[one.term], one) for one in change.targets]


def level_words(level1: Level, level2: Level) -> str:
    """The class of an indicator as printed."""
    parts = ["-".join(part for part in (one.code, one.label) if part) for one in (level1, level2)]
    return " › ".join(part for part in parts if part) or "（没有类别）"


def indicator_name(side: IndicatorSide) -> str:
    """Its name, or the whole entry where no name could be told."""
    return side.name if side.name is not None else side.text


def indicator_content(side: IndicatorSide) -> str:
    """Name and targets of an indicator that is only in one table."""
    targets = [
        f"{word} {text}"
        for word, text in (("周期", side.period_target), ("年度", side.annual_target))
        if text is not None
    ]
    if side.period_target == side.annual_target and side.annual_target is not None:
        targets = [side.annual_target]
    name = indicator_name(side)
    return f"{name}：{'；'.join(targets)}" if targets else name


def project_title(change: ProjectChange) -> str:
    """The project's name, the later one first asked; several joined."""
    return "＋".join(side.name or NO_NAME for side in change.after or change.before)


def project_unit(change: ProjectChange) -> str:
    """The unit it stands under now, or did."""
    sides = change.after or change.before
    return sides[0].spending_unit or ""


def regrouped_words(change: ProjectChange, table: TableChange) -> tuple[str, str]:
    """What was split or merged, and into what, each with its amount."""
    units = [None if one is None else one.amount_unit for one in (table.before, table.after)]
    before, after = (
        "、".join(f"“{side.name or NO_NAME}” {funding_words(side.funding, unit)}" for side in sides)
        for sides, unit in zip((change.before, change.after), units, strict=True)
    )
    return before, after


def changed_words(changed: Sequence[str]) -> str:
    """What changed, in words."""
    return "、".join(CHANGED_WORDS[name] for name in changed)


def match_words(one: MatchName) -> str:
    """What a doubtful match is about."""
    name = one.project if one.project is not None else one.spending_unit
    words = name or NO_NAME
    return words if one.indicator is None else f"{words} › {one.indicator}"


def version_words(version: Version | None, *, several: bool) -> str:
    """A side in one line."""
    if version is None:
        return "（没有这张表）"
    parts = [version.name]
    if several:
        parts.append(f"第 {version.table} 张表")
    parts.append(f"{version.budget_year} 年度" if version.budget_year else "年度不明")
    parts.append(f"单位：{version.amount_unit or '没有印'}")
    return "，".join(parts)


def department_words(table: TableChange) -> str:
    """The department, or both where they differ."""
    names_found = [one.department for one in (table.before, table.after) if one is not None]
    return " → ".join(dict.fromkeys(name or "（没有读到部门名称）" for name in names_found))


def elided(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with long stretches that stay the same cut in their middle."""
    last = len(pieces) - 1
    found = []
    for number, piece in enumerate(pieces):
        text = piece.text
        head = 0 if number == 0 else _AROUND
        tail = 0 if number == last else _AROUND
        if piece.kind == "same" and len(text) > head + tail + _AROUND:
            text = f"{text[:head]}…{text[len(text) - tail :] if tail else ''}"
        found.append(Piece(piece.kind, text))
    return found


def pieces_words(pieces: Sequence[Piece]) -> str:
    """A text with its changes marked, for where there is no colour.

    >>> pieces_words([Piece("same", "培训"), Piece("deleted", "20"), Piece("inserted", "30")])
    '培训〔删：20〕〔增：30〕'
    """
    marks = {"same": "{}", "deleted": "〔删：{}〕", "inserted": "〔增：{}〕"}
    return "".join(marks[one.kind].format(shown(one.text)) for one in elided(pieces))
