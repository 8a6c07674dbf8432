"""The forms in which a check is put out."""

from jixiao.cli.check_view import diff_of, show_check
from jixiao.cli.formats import Format, nothing
from jixiao.cli.page import Page
from jixiao.keeping import ReadingError, to_json
from jixiao.model import Check, Fixed

CHECK_FORMATS = ("text", "json", "jsonl")


def choose_check_format(
    name: str, *, to_file: bool, several: bool, statistics: bool = False
) -> Format[Check]:
    """A form of output for checks; arguments as for `choose_format`."""
    if name == "text":
        page = Page(for_terminal=not to_file)

        def shown(check: Check) -> bytes:
            page.take()
            show_check(check, page, statistics=statistics)
            return page.take()

        return Format(".txt", shown, nothing, between=f"\n{'─' * page.width}\n\n".encode())
    pretty = name == "json" and (to_file or not several)

    def encode(record: Check | ReadingError) -> bytes:
        return to_json(record, pretty=pretty)

    return Format(f".{name}", encode, encode)


def diff_format() -> Format[Fixed]:
    """What a fix would change, for people."""
    return Format(".diff", lambda fixed: diff_of(fixed).encode(), nothing)


def fixed_format(*, to_file: bool, several: bool) -> Format[Fixed]:
    """The mended records with the list of changes."""
    pretty = to_file or not several

    def encode(record: Fixed | ReadingError) -> bytes:
        return to_json(record, pretty=pretty)

    return Format(".fixed.json", encode, encode)
