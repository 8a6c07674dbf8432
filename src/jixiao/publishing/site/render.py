"""Pages from templates: everything a document says is escaped, made visible and set apart."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jixiao.model import ArithmeticCheck, Place, Verdict
from jixiao.publishing.site.charts import bar_widths, share, stretches
from jixiao.publishing.site.view import read_as
from jixiao.publishing.site.words import say, say_en, words
from jixiao.text import shown

if TYPE_CHECKING:
    from jinja2 import Environment

# Only our own files may run and be applied. Nothing is ever turned into markup by a script, and
# the only addresses that one may make are those of the data beside the pages.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types jixiao",
    ]
)


def render(template: str, **values: Any) -> bytes:
    """One page."""
    return _environment().get_template(template).render(policy=POLICY, **values).encode()


def asset(name: str) -> bytes:
    """A file that all pages use, with the same line ends whatever the checkout has."""
    content = (resources.files(__package__) / "assets" / name).read_bytes()
    return content.replace(b"\r\n", b"\n")


@cache
def _environment() -> "Environment":
    # Only this form needs it, and every start of the program would wait for it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        finalize=_visible,
        loader=FunctionLoader(_template),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "amount": amount,
        "bar_widths": bar_widths,
        "read_as": read_as,
        "say": say,
        "say_en": say_en,
        "share": share,
        "stretches": stretches,
        "verdict": verdict,
        **_marked(),
    }
    return environment


def _template(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _visible(value: object) -> object:
    """Every text that the page prints, made safe to look at; escaping comes after."""
    return shown(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def amount(value: Decimal | None) -> str:
    """With thousands separators and the decimals as printed.

    >>> amount(Decimal("49000.00")), amount(None)
    ('49,000.00', '')
    """
    return "" if value is None else f"{value:,f}"


def verdict(check: ArithmeticCheck) -> tuple[str, ...]:
    """What a sum came to: a key of the words and its number."""
    if check.printed is None or check.computed is None:
        return ("verdict.undecided",)
    if check.verdict in (Verdict.EXACT, Verdict.UNDECIDED):
        return (f"verdict.{check.verdict}",)
    return f"verdict.{check.verdict}", amount(abs(check.printed - check.computed))


def place_words(place: Place) -> tuple[str, ...]:
    """Where a text stood: a key of the words and its numbers; empty where nothing is known.

    >>> place_words(Place(line=20, column=7, start=0, end=5))
    ('place.line_chars', '20', '7', '1', '5')
    >>> place_words(Place(page=3, box=(72.0, 90.5, 120.0, 101.25)))
    ('place.page_box', '3', '72.0, 90.5, 120.0, 101.2')
    """
    if place.line is not None:
        if place.column is None or place.start is None or place.end is None:
            return "place.line", str(place.line), str(place.column or 1)
        numbers = (place.line, place.column, place.start + 1, max(place.end, place.start + 1))
        return "place.line_chars", *map(str, numbers)
    if place.page is not None:
        if place.box is None:
            return "place.page", str(place.page)
        return "place.page_box", str(place.page), ", ".join(f"{edge:.1f}" for edge in place.box)
    return ()


def _number(argument: object) -> str:
    """A number, date or code inside a sentence; the script takes them apart at the bars."""
    return shown(str(argument)).replace("|", "¦")


def _marked() -> dict[str, Callable[..., object]]:
    """Functions for templates that give markup."""
    from markupsafe import Markup, escape  # noqa: PLC0415

    # Pages say the same few hundred things many thousand times.
    @lru_cache(maxsize=8192)
    def attributes(key: str, *arguments: object) -> Markup:
        """What tells the script which words an element holds."""
        if key not in words():
            raise KeyError(key)
        listed = "|".join(_number(argument) for argument in arguments)
        numbers = f' data-a="{escape(listed)}"' if arguments else ""
        return Markup(f' data-t="{escape(key)}"{numbers}')  # noqa: S704 - both parts are escaped

    @lru_cache(maxsize=8192)
    def t(key: str, *arguments: object) -> Markup:
        """Words of our own, in an element of their own."""
        said = escape(say(key, *map(_number, arguments)))
        return Markup(f"<span{attributes(key, *arguments)}>{said}</span>")  # noqa: S704 - escaped

    def named(section: str, key: str) -> Markup:
        """The words for a key of the records; the key itself where nobody named it."""
        known = f"{section}.{key}"
        return t(known) if known in words() else doc(key)

    def doc(text: str | None, missing: str | None = None) -> Markup:
        """A text of the document: set apart, so that its direction of writing stays inside."""
        if text is None or not text.strip():
            return t(missing) if missing else Markup("")
        return Markup(f"<bdi>{escape(shown(text))}</bdi>")  # noqa: S704 - escaped

    def place(one: Place) -> Markup:
        if found := place_words(one):
            return t(*found)
        if one.cell is None:
            return t("missing.place")
        sheet = t("place.sheet") + Markup(" ") + doc(one.sheet) + Markup(" ") if one.sheet else ""
        return Markup("{}{} {}").format(sheet, t("place.cell"), doc(one.cell))

    def places(many: tuple[Place, ...]) -> Markup:
        listed = dict.fromkeys(place(one) for one in many)
        return Markup("<br>").join(listed) if listed else t("missing.place")

    def both(pair: tuple[str, str]) -> Markup:
        """A text that the caller gave in both languages."""
        return Markup(' data-zh="{}" data-en="{}"').format(*map(shown, pair))

    functions: tuple[Callable[..., object], ...] = (
        attributes, t, named, doc, place, places, both,
    )  # fmt: skip
    return {function.__name__: function for function in functions}
