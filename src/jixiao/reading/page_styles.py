"""What a web page hides: by its own attributes and style sheets, as a wide screen shows it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

_NEVER = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "datalist", "audio", "video"}
    | {"canvas", "iframe", "object"}
)
_CLOSED = frozenset({"dialog"})  # without the attribute that opens them
_SEEN_BY = frozenset(
    {"display", "visibility", "opacity", "overflow", "overflow-x", "overflow-y", "font-size"}
    | {"width", "max-width", "height", "max-height", "left", "top", "text-indent"}
)
_SIZES = ("width", "max-width", "height", "max-height")
_ZERO = re.compile(r"0+(?:\.0*)?(?:[a-z]+|%)?|\.0+(?:[a-z]+|%)?")
_FAR = re.compile(r"-[0-9]{3,}(?:\.[0-9]+)?(?:px|pt|em|rem|%)?")
_LARGEST = 4_000_000  # characters of style sheets that are looked into
_NESTED = 5
_UNDECIDED = "网页样式里有 {} 条可能隐藏文字的规则判断不了，有关的文字照看得见的读。"

Values = dict[str, str]
_NOTHING: tuple[Values, Values] = ({}, {})


class Sight:
    """Which elements of a page are not shown; ``remarks`` say what could not be decided."""

    def __init__(self, root: Any) -> None:
        self._unseen: set[Any] = set()
        self._removed: set[Any] = set()
        self.remarks: list[str] = []
        rules = _Rules(root)
        said = rules.said_of(root)
        for element in root.iter():
            # Most elements say nothing that could hide them.
            if isinstance(element.tag, str) and (
                element in said
                or element.tag in _NEVER
                or element.tag in _CLOSED
                or element.get("style") is not None
                or element.get("hidden") is not None
            ):
                plain, important = said.get(element, _NOTHING)
                inline, urgent = _inline(element.get("style"))
                self._judge(element, {**plain, **inline, **important, **urgent})
        if rules.undecided:
            self.remarks.append(_UNDECIDED.format(len(rules.undecided)))

    def hides(self, element: Any) -> bool:
        """Whether an element and all in it is not shown."""
        return element in self._unseen

    def removes(self, element: Any) -> bool:
        """Whether it is as if the element were not there: the cells behind it move up."""
        return element in self._removed

    def _judge(self, element: Any, values: Values) -> None:
        hidden_attribute = element.get("hidden") is not None and "display" not in values
        closed = element.tag in _CLOSED and element.get("open") is None
        if (
            values.get("display") == "none"
            or hidden_attribute
            or closed
            or element.tag in _NEVER
        ):  # fmt: skip
            self._removed.add(element)
            self._unseen.add(element)
        elif _shrunk(values) or (_is_zero(values.get("font-size")) and not len(element)):
            self._unseen.add(element)
        elif values.get("visibility") == "visible":
            # It is seen though what is around it is not.
            for around in element.iterancestors():
                if around in self._unseen and around not in self._removed:
                    self._unseen.discard(around)


def _shrunk(values: Values) -> bool:
    """Whether an element takes no room, is transparent, or lies far off the page."""
    clipped = any(values.get(f"overflow{axis}") in {"hidden", "clip"} for axis in ("", "-x", "-y"))
    return (
        values.get("visibility") in {"hidden", "collapse"}
        or _is_zero(values.get("opacity"))
        or (clipped and any(_is_zero(values.get(size)) for size in _SIZES))
        or any(_FAR.fullmatch(values.get(side, "")) for side in ("left", "top", "text-indent"))
    )


def _is_zero(value: str | None) -> bool:
    return value is not None and _ZERO.fullmatch(value) is not None


@lru_cache(maxsize=4096)
def _inline(style: str | None) -> tuple[Values, Values]:
    if not style:
        return _NOTHING
    try:
        return _declared(_tiny().parse_blocks_contents(style))
    except RecursionError:
        return _NOTHING


def _tiny() -> Any:
    import tinycss2  # noqa: PLC0415 - only where a page has styles

    return tinycss2


def _declared(nodes: Iterable[Any]) -> tuple[Values, Values]:
    """What declarations say of the properties that hide: plain, and important."""
    plain: Values = {}
    important: Values = {}
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _SEEN_BY:
            value = _tiny().serialize(node.value).strip().lower()
            (important if node.important else plain)[node.lower_name] = value
    return plain, important


class _Rules:
    """The rules of a page's own style sheets that say something of being seen."""

    def __init__(self, root: Any) -> None:
        self.undecided: set[str] = set()
        self._any = False
        sheets = [
            "".join(style.itertext())[:_LARGEST]
            for style in root.iter("style")
            if _on_screen(style.get("media") or "") is not False
        ]
        if not any(map(str.strip, sheets)):
            return
        from cssselect2 import Matcher  # noqa: PLC0415 - only where a page has styles

        # What shows an element is asked only of those that some rule hides.
        self._hiding, self._all = Matcher(), Matcher()
        for number, sheet in enumerate(sheets):
            try:
                self._add(sheet)
            except RecursionError:
                self.undecided.add(str(number))

    def _add(self, sheet: str) -> None:
        from cssselect2 import SelectorError, compile_selector_list  # noqa: PLC0415

        parsed = _tiny().parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for rule, decided in _rules(parsed, decided=True, depth=0):
            said = _declared(_tiny().parse_blocks_contents(rule.content))
            hides = any(map(_may_hide, said))
            if not any(said) or not (decided or hides):
                continue
            name = _tiny().serialize(rule.prelude)
            try:
                selectors = compile_selector_list(rule.prelude)
            except SelectorError:
                self.undecided |= {name} if hides else set()
                continue
            for selector in selectors:
                self._all.add_selector(selector, (said, None if decided else name))
                if hides:
                    self._any = True
                    self._hiding.add_selector(selector, None)

    def said_of(self, root: Any) -> dict[Any, tuple[Values, Values]]:
        """What the rules say, plain and important, of the elements that some of them hide."""
        found: dict[Any, tuple[Values, Values]] = {}
        if not self._any:
            return found
        from cssselect2 import ElementWrapper  # noqa: PLC0415

        for wrapper in ElementWrapper.from_html_root(root).iter_subtree():
            if not any(pseudo is None for _, _, pseudo, _ in self._hiding.match(wrapper)):
                continue
            plain: Values = {}
            important: Values = {}
            for _, _, pseudo, (said, undecided) in self._all.match(wrapper):
                if pseudo is None and undecided:
                    self.undecided.add(undecided)
                elif pseudo is None:
                    plain |= said[0]
                    important |= said[1]
            found[wrapper.etree_element] = plain, important
        return found


def _may_hide(values: Values) -> bool:
    sizes = any(_is_zero(values.get(size)) for size in _SIZES)
    small = _is_zero(values.get("font-size"))
    return values.get("display") == "none" or sizes or small or _shrunk(values)


def _rules(nodes: Iterable[Any], *, decided: bool, depth: int) -> Iterator[tuple[Any, bool]]:
    """The rules for a screen; those of which it is not known are not decided."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node, decided
        elif node.type == "at-rule" and node.content is not None and depth < _NESTED:
            applies: bool | None = True
            if node.lower_at_keyword == "media":
                applies = _on_screen(_tiny().serialize(node.prelude))
            elif node.lower_at_keyword not in {"supports", "layer", "document"}:
                continue
            if applies is not False:
                inner = _tiny().parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                yield from _rules(inner, decided=decided and applies is True, depth=depth + 1)


def _on_screen(query: str) -> bool | None:
    """Whether a media query holds for a wide screen; None where it is not known."""
    answers = [_one_on_screen(one.strip().lower()) for one in query.split(",")]
    if True in answers:
        return True
    return None if None in answers else False


def _one_on_screen(query: str) -> bool | None:
    kind = query.partition("(")[0].split()
    if "not" in kind:
        return None
    if any(word in {"print", "speech", "aural", "tty", "handheld"} for word in kind):
        return False
    if "(" not in query:
        return True
    if "max-width" in query or "max-device-width" in query:
        return False
    return True if "min-width" in query else None
