"""No message spreads what a rule found to be private, whichever rule quotes it."""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from jixiao.checking.draft import Draft
from jixiao.text import trie_pattern


def without_private(drafts: Sequence[Draft]) -> list[Draft]:
    """The findings, with what some of them hide hidden in the words of all.

    In the same project a quotation may have spaces in a name, or begin behind the surname.
    """
    everywhere = {whole: by for one in drafts for whole, by in one.found.hides}
    if not everywhere:
        return list(drafts)
    own: dict[int, dict[str, str]] = defaultdict(dict)
    for one in drafts:
        for whole, by in one.found.hides:
            own[id(one.project)] |= {_spaced(whole): by, f"“{_spaced(whole[1:])}": f"“{by}"}
    ends = re.compile(f"[{''.join({re.escape(whole[-1]) for whole in everywhere})}]")
    names = re.compile(trie_pattern(tuple(everywhere)))

    def hidden(draft: Draft) -> Draft:
        said = [draft.found.message, draft.found.advice]
        said = [names.sub(lambda match: everywhere[match[0]], text) for text in said]
        for pattern, by in own.get(id(draft.project), {}).items():
            said = [re.sub(pattern, by, text) for text in said]
        found = msgspec.structs.replace(draft.found, message=said[0], advice=said[1])
        return msgspec.structs.replace(draft, found=found)

    return [
        hidden(one) if ends.search(one.found.message) or ends.search(one.found.advice) else one
        for one in drafts
    ]


def _spaced(text: str) -> str:
    """A pattern for a text that may have spaces in it."""
    return r"\s*".join(map(re.escape, text))
