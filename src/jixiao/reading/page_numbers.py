"""Which pages of a document are meant: 3, 5-8, 10-."""

import re

_RANGE = re.compile(r"(\d{1,6})?(-)?(\d{1,6})?")


def chosen_pages(words: str | None, count: int) -> list[int] | None:
    """The chosen pages of ``count``, from 0 and in order; all without words, None where unclear.

    >>> chosen_pages("2-3,5-", 6), chosen_pages(None, 2), chosen_pages("x", 6)
    ([1, 2, 4, 5], [0, 1], None)
    """
    if words is None:
        return list(range(count))
    found: set[int] = set()
    for part in re.split(r"[,，、]", words.replace("－", "-").replace("—", "-")):
        match = _RANGE.fullmatch("".join(part.split()))
        if match is None or not match[0] or match[0] == "-":
            return None
        first = int(match[1] or 1)
        last = int(match[3] or count) if match[2] else first
        if first < 1 or last < first:
            return None
        found.update(range(first - 1, min(last, count)))
    return sorted(found)
