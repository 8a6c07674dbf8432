"""No message spreads what a rule found to be private, whichever rule quotes it."""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from jixiao.checking.draft import Draft


def without_private(drafts: Sequence[Draft]) -> list[Draft]:
    """The findings, with what some of them hide hidden in the words of all.

    In the same project a quotation may begin behind the surname.
    """
    everywhere = {whole: by for one in drafts for whole, by in one.found.hides}
    if not everywhere:
        return list(drafts)
    cut: dict[int, dict[str, str]] = defaultdict(dict)
    for one in drafts:
        cut[id(one.project)] |= {f"“{whole[1:]}": f"“{by}" for whole, by in one.found.hides}
    found = []
    for one in drafts:
        hides = everywhere | cut[id(one.project)]
        message, advice = _hidden(one.found.message, hides), _hidden(one.found.advice, hides)
        if (message, advice) == (one.found.message, one.found.advice):
            found.append(one)
            continue
        said = msgspec.structs.replace(one.found, message=message, advice=advice)
        found.append(msgspec.structs.replace(one, found=said))
    return found


def _hidden(text: str, hides: dict[str, str]) -> str:
    """A text with each hidden one replaced, also where spaces stand in it."""
    for whole, by in hides.items():
        if whole[-1] in text:
            text = re.sub(r"\s*".join(map(re.escape, whole)), by, text)
    return text
