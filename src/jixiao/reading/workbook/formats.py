"""Number formats of a spreadsheet: a code taken apart, and the section of it that shows a number."""

import re
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

# The formats that a workbook may use by number without writing them down.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    31: 'yyyy"年"m"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
}  # fmt: skip
_PIECE = re.compile(
    r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]|(General|常规|G/通用格式|@)|(E[+-])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_COMPARISONS = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}


class Section(NamedTuple):
    """One section of a format: its text and place holders in order, as pairs of a kind and a character.

    ``scale`` is by how many powers of ten it shows a number smaller; ``other`` that it writes the
    number in another way: as a fraction, with a power of ten or in Chinese digits.
    """

    pieces: tuple[tuple[str, str], ...]
    scale: int = 0
    grouped: bool = False
    other: bool = False
    condition: tuple[str, Decimal] | None = None

    @property
    def decimals(self) -> int:
        """How many place holders stand behind the point."""
        kinds = [kind for kind, _ in self.pieces]
        return kinds[kinds.index("point") :].count("holder") if "point" in kinds else 0

    @property
    def prints_number(self) -> bool:
        """Whether it shows the number and not only words."""
        return any(kind in {"holder", "general"} for kind, _ in self.pieces)

    @property
    def percent(self) -> bool:
        """Whether it shows hundredths."""
        return ("text", "%") in self.pieces


def section_for(number: Decimal, code: str) -> tuple[Section, bool]:
    """The section that shows a number, and whether it leaves the sign of a negative number to say."""
    sections = _sections(code)
    first, *others = sections[:3]
    if first.condition is None and not any(one.condition for one in others):
        if number < 0 and others:
            return others[0], False
        return (others[1] if number == 0 and len(others) > 1 else first), True
    for one in sections[:3]:
        if one.condition is None or _COMPARISONS[one.condition[0]](number, one.condition[1]):
            break
    return one, True


def hides_text(code: str | None) -> bool:
    """Whether a cell shows nothing of a text: its format has a section for text, and that is empty."""
    if not code or code.count(";") < 3:
        return False
    sections = _sections(code)
    return len(sections) > 3 and not sections[3].pieces


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code."""
    found: list[list[re.Match[str]]] = [[]]
    for match in _PIECE.finditer(code):
        if match[6] == ";":
            found.append([])
        else:
            found[-1].append(match)
    return tuple(map(_section, found))


def _section(matches: list[re.Match[str]]) -> Section:
    pieces: list[tuple[str, str]] = []
    condition = None
    other = False
    for match in matches:
        quoted, escaped, bracket, general, power, plain = match.groups()
        if bracket is not None:
            if found := _CONDITION.fullmatch(bracket):
                condition = (found[1], Decimal(found[2]))
            elif bracket.startswith("$"):
                pieces += [("text", one) for one in bracket[1:].partition("-")[0]]
            other |= bracket.upper().startswith("DBNUM")
        elif general is not None:
            pieces.append(("general", ""))
        elif plain is not None and plain in "0#?":
            pieces.append(("holder", plain))
        elif plain == ".":
            pieces.append(("point", plain))
        elif plain == ",":
            pieces.append(("comma", plain))
        else:
            other |= power is not None or plain == "/"
            # A percent sign in quotes is a word and counts nothing.
            words = quoted or escaped or power or plain or ""
            kind = "text" if plain is not None else "word"
            pieces += [(kind, one) for one in words]
    return _counted(pieces, other, condition)


def _counted(
    pieces: list[tuple[str, str]], other: bool, condition: tuple[str, Decimal] | None
) -> Section:
    """The section whose commas and drawn points have become what they mean."""
    kinds = [kind for kind, _ in pieces]
    scale = 0
    grouped = False
    kept: list[tuple[str, str]] = []
    for place, (kind, character) in enumerate(pieces):
        if kind != "comma":
            kept.append((kind, character))
        elif "holder" not in kinds[:place]:
            kept.append(("word", character))
        elif "holder" in kinds[place:]:
            grouped |= "point" not in kinds[:place]
        elif all(one in {"comma", "holder", "point"} for one in kinds[place - 1 : place]):
            scale += 3
        else:
            kept.append(("word", character))
    # A point drawn between the digits of a whole number: 万元 of an amount in 元.
    if "point" not in kinds:
        for place, piece in enumerate(kept):
            before, behind = kept[:place], kept[place + 1 :]
            if (
                piece == ("word", ".")
                and before and before[-1][0] == "holder" and behind and behind[0][0] == "holder"
            ):  # fmt: skip
                kept[place] = ("point", ".")
                scale += sum(kind == "holder" for kind, _ in behind)
                break
    return Section(tuple(kept), scale, grouped, other, condition)
