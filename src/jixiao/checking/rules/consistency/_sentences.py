"""The sentence in which words were found, as far as their clause goes."""

import re

_ENDS = re.compile(r"[,;。]|$")


def sentence_to(text: str, found: re.Match[str]) -> str:
    """From the beginning of the sentence to the end of the clause that holds what was found."""
    begin = max(text.rfind(stop, 0, found.start()) for stop in "。;") + 1
    end = _ENDS.search(text, found.end())
    return text[begin : end.start() if end else len(text)]
