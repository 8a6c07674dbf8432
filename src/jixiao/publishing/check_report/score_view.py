"""The quality score as the report shows it: formula, parts, and what each point was taken for."""

from typing import NamedTuple

from jixiao.model import SEVERITY_WORDS, SUBJECT_WORDS, Check


class Taken(NamedTuple):
    """Points that one finding took."""

    anchor: str
    text: str
    points: str


class PartView(NamedTuple):
    """The score of one project, unit or table."""

    kind: str
    word: str
    name: str
    score: str
    taken: tuple[Taken, ...]


class ScoreView(NamedTuple):
    """Formula and parts; ``tables`` are those of whole tables."""

    formula: str
    tables: tuple[PartView, ...]
    parts: tuple[PartView, ...]


def view_score(check: Check, anchor: str, titles: dict[str, str]) -> ScoreView | None:
    """The score of a check, or None where it has none."""
    if check.score is None:
        return None
    parts = []
    for part in check.score.parts:
        taken = []
        for one in part.deductions:
            severity = SEVERITY_WORDS[check.findings[one.finding].severity]
            text = f"{severity} {one.rule} {titles.get(one.rule, '')}".strip()
            taken.append(Taken(f"{anchor}-f{one.finding}", text, one.points))
        name = part.name or ("全表" if part.of == "table" else "（无名称）")
        word = SUBJECT_WORDS[part.of]
        parts.append(PartView(part.of, word, name, part.score, tuple(taken)))
    tables = tuple(one for one in parts if one.kind == "table")
    return ScoreView(check.score.formula, tables, tuple(parts))
