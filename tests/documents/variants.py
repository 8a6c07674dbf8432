"""The ways in which a known table is printed."""

from typing import NamedTuple

TWISTS = (
    "foot", "marks", "underlined", "sideways", "upright-header", "narrow", "spaced", "justified",
    "no-sides", "front", "order", "centred", "tight", "padded", "radicals", "labels", "stripes", "heads", "filled",
    "large-heads", "vertical-names", "translucent", "hairlines", "small",
)  # fmt: skip
"""What a page may do beyond its rules; only pages for Chromium do it."""


class Variant(NamedTuple):
    """One way to print a table.

    ``cut``: rows break over pages and stay ``open`` there, are ``closed`` by a rule, or are kept
    ``whole``. ``rules``: solid, dashed, double, fills (no rules, coloured cells), rows (horizontal
    rules only), columns (vertical ones only), frame (around the table and below its header), three
    (above and below the header, and at the end) or none. ``merged``: ``title`` in the grid, ``header`` of two lines, ``entries`` in rows of
    their own beside vertically merged cells. ``turn``: how often 90° the pages are turned. ``twist``: one of
    `TWISTS`. ``budget``: as part of a whole budget; the number of rows of its other tables.
    """

    name: str
    producer: str
    paper: str = "A4"
    landscape: bool = True
    repeat: bool = True
    cut: str = "open"
    top: bool = True
    sans: bool = False
    rules: str = "solid"
    merged: str = ""
    watermark: bool = False
    prose: bool = False
    turn: int = 0
    form: bool = False
    twist: str = ""
    budget: int = 0


def _both(**features: object) -> list[Variant]:
    name = "-".join(str(v) if v not in (True, False) else k for k, v in features.items()) or "plain"
    return [Variant(f"{p}-{name}", p, **features) for p in ("chromium", "writer")]  # type: ignore[arg-type]  # features are those of Variant


def _chromium(**features: object) -> list[Variant]:
    return [variant for variant in _both(**features) if variant.producer == "chromium"]


def _twisted(name: str) -> Variant:
    whole = name == "sideways"
    return Variant(f"chromium-{name}", "chromium", twist=name, cut="whole" if whole else "open")


QUICK: tuple[Variant, ...] = (
    Variant("chromium-plain", "chromium"),
    Variant("chromium-prose", "chromium", prose=True),
    Variant("chromium-middle-once", "chromium", repeat=False, top=False, watermark=True),
    Variant("chromium-entries", "chromium", merged="entries", sans=True, prose=True),
    Variant("chromium-dashed-A3", "chromium", paper="A3", rules="dashed", landscape=False),
    Variant("writer-plain", "writer"),
    Variant("writer-middle-once", "writer", repeat=False, top=False, watermark=True, prose=True),
    Variant("writer-header", "writer", merged="header", sans=True, landscape=False),
    Variant("writer-fills", "writer", rules="fills", cut="whole"),
    Variant("calc-plain", "calc", cut="whole"),
    Variant("writer-none-middle", "writer", rules="none", cut="whole", top=False),
    Variant("chromium-columns", "chromium", rules="columns", cut="whole"),
    Variant("chromium-rows-foot", "chromium", rules="rows", cut="whole", twist="foot"),
    Variant("chromium-marks", "chromium", twist="marks"),
    Variant("chromium-underlined", "chromium", twist="underlined"),
    Variant("chromium-sideways", "chromium", cut="whole", twist="sideways"),
    Variant("chromium-budget", "chromium", budget=40),
    Variant(
        "chromium-none-merged",
        "chromium",
        rules="none",
        cut="whole",
        merged="entries",
        top=False,
        repeat=False,
    ),
    Variant(
        "chromium-none-centred",
        "chromium",
        rules="none",
        cut="whole",
        merged="entries",
        twist="centred",
    ),
    Variant("chromium-none-tight", "chromium", rules="none", cut="whole", top=False, twist="tight"),
    Variant(
        "chromium-none-notes", "chromium", rules="none", cut="whole", twist="stripes", prose=True
    ),
    Variant("chromium-none-heads", "chromium", rules="none", cut="whole", twist="heads"),
    Variant("chromium-none-filled", "chromium", rules="none", cut="whole", twist="filled"),
    Variant("chromium-radicals", "chromium", twist="radicals"),
    Variant("chromium-none-large", "chromium", rules="none", cut="whole", twist="large-heads"),
    Variant(
        "chromium-none-large-middle",
        "chromium",
        rules="none",
        cut="whole",
        top=False,
        twist="large-heads",
    ),
    Variant("chromium-three-large", "chromium", rules="three", cut="whole", twist="large-heads"),
    Variant("chromium-vertical-names", "chromium", cut="whole", twist="vertical-names"),
    Variant("chromium-translucent", "chromium", twist="translucent"),
    Variant("chromium-hairlines", "chromium", twist="hairlines"),
    Variant("chromium-small", "chromium", twist="small"),
    Variant(
        "chromium-none-labels",
        "chromium",
        rules="none",
        cut="whole",
        merged="entries",
        twist="labels",
    ),
    Variant(
        "writer-none-merged", "writer", rules="none", cut="whole", merged="entries", repeat=False
    ),
    Variant("calc-none-once", "calc", rules="none", cut="whole", repeat=False),
)
"""What every test run looks at."""

ALL: tuple[Variant, ...] = tuple(
    {
        variant.name: variant
        for variant in (
            *QUICK,
            *_both(),
            *_both(repeat=False),
            *_both(landscape=False),
            *_both(paper="A3"),
            *_both(paper="A3", landscape=False),
            *_both(top=False),
            *_both(top=False, repeat=False),
            *_both(cut="closed"),
            *_both(cut="closed", repeat=False, top=False),
            *_both(cut="whole"),
            *_both(sans=True),
            *_both(rules="dashed"),
            *_both(rules="dashed", repeat=False, landscape=False),
            *_both(rules="fills"),
            *_both(rules="rows", cut="whole"),
            *_both(rules="none", cut="whole"),
            *_both(merged="title"),
            *_both(merged="header"),
            *_both(merged="header", repeat=False, top=False),
            *_both(merged="entries"),
            *_both(merged="entries", repeat=False),
            *_both(watermark=True),
            *_both(watermark=True, repeat=False, landscape=False),
            *_both(prose=True),
            *_both(prose=True, watermark=True, merged="title"),
            *_both(turn=1),
            *_both(turn=2),
            *_both(turn=3),
            *_both(form=True),
            *_both(form=True, turn=1, watermark=True),
            *_both(rules="none", cut="whole", top=False),
            *_both(rules="rows", cut="whole", top=False),
            *_both(rules="none", cut="whole", merged="entries"),
            *_both(rules="none", cut="whole", merged="entries", top=False),
            *_both(rules="none", cut="whole", merged="entries", top=False, repeat=False),
            *_both(rules="none", cut="whole", repeat=False),
            *_chromium(rules="none", cut="whole", twist="foot"),
            *_chromium(rules="none", cut="whole", merged="entries", twist="foot"),
            *_chromium(rules="none", cut="whole", repeat=False, twist="centred"),
            *_chromium(rules="none", cut="whole", top=False, repeat=False, twist="tight"),
            *_chromium(rules="none", cut="whole", merged="entries", top=False, twist="tight"),
            *_chromium(rules="none", cut="whole", merged="entries", repeat=False, twist="padded"),
            *_chromium(rules="columns", cut="whole", top=False),
            *_chromium(rules="frame", cut="whole"),
            *_chromium(rules="three", cut="whole", top=False),
            *_chromium(rules="double"),
            *_chromium(budget=400, twist="apart"),
            *_chromium(budget=100, repeat=False),
            *_chromium(budget=100, merged="header"),
            *_chromium(budget=100, rules="rows", cut="whole"),
            *_chromium(budget=100, rules="none", cut="whole"),
            *(_twisted(name) for name in TWISTS if name != "foot"),
            Variant("calc-once", "calc", cut="whole", repeat=False),
            Variant("calc-sans-A3", "calc", cut="whole", sans=True, paper="A3"),
            Variant("calc-middle", "calc", cut="whole", top=False),
        )
    }.values()
)
"""The full matrix, for the benchmark."""
