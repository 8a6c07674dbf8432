"""Search every pattern of the word lists in texts that can be taken in very many ways.

``python -m tests.checking.hostile_patterns``; run with a limit of time, for a pattern that tries them
all does not come back.
"""

import random
import re
import sys
from collections.abc import Iterator

from jixiao.checking import standard_policy
from jixiao.checking.policy import lineage

_FRAGMENT = re.compile(r"[㐀-鿿A-Za-z0-9]{1,4}")
_LONG = 600
_ENDS = ("", "0#", "，")


def hostile_texts(source: str) -> Iterator[str]:
    """The words of a pattern again and again, alone and mixed, with an end that fits nothing."""
    words = sorted(set(_FRAGMENT.findall(source)))
    if not words:
        return
    choose = random.Random(len(source)).choice
    parts = [*words[:80], *(choose(words) + choose(words) for _ in range(60))]
    parts += [f"{word}{end}" for word in words if len(word) == 1 for end in ("有", "的", "产生")]
    parts.append("".join(choose(words) for _ in range(200)))
    for part in parts:
        for end in _ENDS:
            yield part * (1 + _LONG // len(part)) + end


def main() -> None:
    """Every list; says how many there were."""
    policy = standard_policy()
    names = {name for pack in lineage(policy.profile) for name in pack.words}
    for name in sorted(names):
        pattern = policy.pattern(name)
        for text in hostile_texts("|".join(policy.words(name))):
            pattern.fullmatch(text)
            pattern.search(text)
    for matter in policy.matters.values():
        for one in (matter.patterns, matter.unless):
            pattern = re.compile("|".join(one) or "(?!)")
            for text in hostile_texts(pattern.pattern):
                pattern.search(text)
    sys.stdout.write(str(len(names)))


if __name__ == "__main__":
    main()
