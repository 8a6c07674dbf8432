"""`make messages`: what the site says, gathered from code and templates, in step with its English.

Chinese is the language of the source. `--check` writes nothing and fails when a text has no
English yet, when one is no longer said, or when the compiled file is not of the list.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from jixiao import model, workflow
from jixiao.publishing.difference.said import COUNT_WORDS, NO_AMOUNT
from jixiao.understanding.official import words as official_words
from jixiao.web.audit.actions import ACTIONS

WEB = Path(__file__).resolve().parent.parent / "src" / "jixiao" / "web"
LIST = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = LIST.with_suffix(".mo")
# The list changes when texts change, not when it is made.
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "gettext_noop": None, "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip


def said() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every text with its context, in the order of files and lines."""
    for path in sorted(WEB.rglob("*.py")):
        yield from _in_python(path.read_bytes())
    for text in _in_data():
        yield text, None
    for path in sorted(WEB.rglob("*.html")):
        # What templatize gives is Python enough for the same extraction, but for its indentation.
        lines = templatize(path.read_text(encoding="utf-8")).splitlines()
        yield from _in_python("\n".join(line.lstrip() for line in lines).encode())


def _in_data() -> Iterator[str]:
    """Words of data files and of the library that pages show."""
    yield from ACTIONS.values()
    yield from (step.title for step in workflow.ACTIONS.values())
    yield from (one.counted_from for one in workflow.disclosure_deadlines())
    for words in (
        model.AMOUNT_WORDS, model.CHANGED_WORDS, model.DOUBT_OF_WORDS, model.DOUBT_WORDS,
        model.MATCHED_BY_WORDS, model.NOTE_WORDS, model.PROJECT_KIND_WORDS,
        model.STRICTNESS_WORDS, model.TARGET_KIND_WORDS, model.TARGET_REASON_WORDS,
        model.TERM_WORDS,
    ):  # fmt: skip
        yield from words.values()
    yield from official_words()["amount_units"]["values"]
    yield NO_AMOUNT
    for title, counted in COUNT_WORDS:
        yield title
        yield from (word for _key, word in counted)


def _in_python(code: bytes) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for _line, text, _comments, context in extract("python", io.BytesIO(code), keywords=_KEYWORDS):
        yield text, context


def listed() -> Catalog:
    """The list as it is kept; empty where there is none."""
    if not LIST.exists():
        return Catalog(locale="en")
    with LIST.open("rb") as file:
        return read_po(file, locale="en")


def gathered(old: Catalog) -> Catalog:
    """The list of what is said now, with the English there was."""
    new = Catalog(
        locale="en",
        project="jixiao",
        version="",
        header_comment="# English of the site.",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        fuzzy=False,
    )
    for text, context in said():
        key = text[0] if isinstance(text, tuple) else text
        before = old.get(key, context)
        new.add(text, before.string if before else "", context=context)
    return new


def _compiled(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Gather, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    settings.configure()
    old = listed()
    new = gathered(old)
    missing = [m.id for m in new if m.id and not all(_texts(m.string))]
    gone = [m.id for m in old if m.id and new.get(m.id, m.context) is None]
    if not check:
        LIST.parent.mkdir(parents=True, exist_ok=True)
        with LIST.open("wb") as file:
            write_po(file, new, width=0, omit_header=False, sort_output=True)
        COMPILED.write_bytes(_compiled(listed()))
    stale = check and COMPILED.read_bytes() != _compiled(old)
    for title, texts in (("没有英文", missing), ("不再使用", gone if check else [])):
        for text in texts:
            print(f"{title}：{text!r}", file=sys.stderr)
    if stale:
        print("编译后的文件不是由现在的译文而来；请运行 make messages。", file=sys.stderr)
    print(f"{len(new)} texts, {len(missing)} without English")
    return 1 if missing or (check and (gone or stale)) else 0


def _texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    sys.exit(main())
