"""CJK radicals that stand where the character is meant that looks the same."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

RADICALS = re.compile("[\u2e80-\u2fd5]+")


@cache
def plain_forms() -> dict[int, int]:
    """The code point of the character for each radical that has one.

    >>> "\u2f2f\u4f5c\u2ed3".translate(plain_forms())
    '工作长'
    """
    found = {
        code: ord(plain)
        for code in range(0x2E80, 0x2FD6)
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(plain) != code
    }
    named = (resources.files(__package__) / "radicals.toml").read_text("utf-8")
    return found | {ord(one): ord(other) for one, other in tomllib.loads(named)["radicals"].items()}
