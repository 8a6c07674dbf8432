"""Fold text for comparison; the printed text itself is never changed."""

import difflib
import hashlib
import re
import unicodedata

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that print nothing: for comparison they are white space."""

_PRINTS_NOTHING = f" \t\r\n\f\v\xa0\u3000{ZERO_WIDTH}"


def narrow(text: str) -> str:
    """Full width to half width (NFKC), white space kept.

    >>> narrow("１－产出指标（％）")
    '1-产出指标(%)'
    """
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    # Normalizing is twenty times as fast on a text that needs none, and these marks alone are why
    # most texts need it.
    text = text.replace("，", ",").replace("；", ";").replace("：", ":")
    return unicodedata.normalize("NFKC", text.replace("（", "(").replace("）", ")"))


def is_blank(text: str) -> bool:
    """Whether nothing is printed: empty, white space, or characters without width."""
    return not text or (text[0] in _PRINTS_NOTHING and not text.strip(_PRINTS_NOTHING))


def fold(text: str) -> str:
    """Key for comparing two prints of the same words: NFKC and no white space.

    >>> fold("会 议数量：２次")
    '会议数量:2次'
    """
    if not text:
        return text
    found = "".join(narrow(text).split())
    # The texts of a project come as one, parted by NUL, and hardly any has another such character.
    if not found.isprintable() and not found.replace("\0", "").isprintable():
        for character in ZERO_WIDTH:
            found = found.replace(character, "")
    return found


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How alike two short texts are after folding, from 0.0 to 1.0.

    With ``least``, 0.0 at once for texts whose characters alone rule out that they are as alike.

    >>> likeness("绩效指杯", "绩效指标")
    0.75
    """
    one, other = fold(one), fold(other)
    shared = len([character for character in one if character in other])
    if 2 * shared < least * (len(one) + len(other)):
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def content_key(*parts: str) -> str:
    """Key of 12 hex digits over folded parts: the same words give the same key at each reading.

    >>> content_key("会议 数量") == content_key("会议数量")
    True
    """
    joined = "\x1f".join([fold(part) for part in parts])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}(?:[-~至—、到,]20[0-9]{2})*(?:年度|年|(?=[\])】〕]))")


def without_years(text: str) -> str:
    """A folded text without its years, to compare what is printed again each year.

    >>> without_years("2024年教师培训经费")
    '教师培训经费'
    """
    return _YEARS.sub("", text) if "20" in text else text
