"""The words of the site in both languages, and their marks in the pages.

An element that holds one of our words says so in ``data-t``, with the numbers of the sentence in
``data-a``; the script puts the other language in their place without loading anything.
"""

import json
import tomllib
from functools import cache
from importlib import resources


@cache
def words() -> dict[str, tuple[str, str]]:
    """All words, by keys such as ``site.search``: Chinese, English."""
    text = (resources.files(__package__) / "words.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{key}": (chinese, english)
        for section, entries in tomllib.loads(text).items()
        for key, (chinese, english) in entries.items()
    }


def say(key: str, *arguments: object) -> str:
    """The Chinese words of a key.

    >>> say("place.line", 20, 7)
    '第 20 行第 7 列'
    """
    text = words()[key][0]
    for number, argument in enumerate(arguments):
        text = text.replace(f"{{{number}}}", str(argument))
    return text


def say_en(key: str) -> str:
    """The English words of a key."""
    return words()[key][1]


def words_script() -> bytes:
    """The words as a classic script."""
    listed = json.dumps(words(), ensure_ascii=False, separators=(",", ":"))
    return f"window.jixiaoWords={listed};\n".encode()
