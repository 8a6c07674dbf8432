"""Damage to bytes, and how far a long run is."""

import random
import sys
import time
from collections.abc import Sequence

SECONDS_BETWEEN = 5
PIECES = [b"\t", b"\n", b"\r", b"\x00", b"\xff", b" ", "；".encode(), "1、1-产出指标".encode()]


def mutate(content: bytes, chance: random.Random, pieces: Sequence[bytes] = PIECES) -> bytes:
    """Bytes after a few random cuts, copies, insertions and flips, anywhere."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        length = chance.randint(1, 300)
        match chance.randrange(4):
            case 0:
                content = content[:at] + content[at + length :]
            case 1:
                content = content[: at + length] + content[at:]
            case 2:
                content = content[:at] + chance.choice(pieces) + content[at:]
            case _:
                content = content[:at] + chance.randbytes(min(length, 4)) + content[at + 4 :]
    return content


class Progress:
    """A line every few seconds, on standard error."""

    def __init__(self, what: str, cases: int) -> None:
        self.what, self.cases = what, cases
        self.next = time.monotonic() + SECONDS_BETWEEN

    def at(self, case: int) -> None:
        """Say how far the run is, if it is time."""
        if time.monotonic() >= self.next:
            print(f"{case:>9,} of {self.cases:,} {self.what}", file=sys.stderr, flush=True)
            self.next = time.monotonic() + SECONDS_BETWEEN
