"""Long fuzz runs: mutilated samples through the whole reader; `python tests/fuzz/run.py --help`."""

import argparse
import random
import sys
import time
from importlib import resources

import msgspec

from jixiao.model import Document, UnreadableDocument, print_value
from jixiao.pipeline import read, read_value
from jixiao.reading import read_raw
from jixiao.understanding import understand

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
PIECES = [b"\t", b"\n", b"\r", b"\x00", b"\xff", b" ", "；".encode(), "1、1-产出指标".encode()]


def mutate(content: bytes, chance: random.Random) -> bytes:
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
                content = content[:at] + chance.choice(PIECES) + content[at:]
            case _:
                content = content[:at] + chance.randbytes(min(length, 4)) + content[at + 4 :]
    return content


def run(cases: int, seed: int) -> dict[str, int]:
    """Counts of outcomes; any other exception than the documented one ends the run."""
    samples = [(resources.files("jixiao") / "samples" / f"{n}.txt").read_bytes() for n in NAMES]
    counts = {"read": 0, "unreadable": 0}
    for case in range(cases):
        chance = random.Random(f"{seed}-{case}")
        content = mutate(chance.choice(samples), chance)
        try:
            raw = read_raw(Document(f"case-{case}.txt", content))
            ledger = understand(raw).reading.ledger
        except UnreadableDocument:
            counts["unreadable"] += 1
            continue
        except Exception:
            print(f"seed {seed}, case {case}", file=sys.stderr)
            raise
        if ledger.fields + ledger.furniture + ledger.unread + ledger.outside != len(raw.text):
            raise AssertionError(f"seed {seed}, case {case}: the ledger does not balance")
        counts["read"] += 1
    return counts


def run_values(cases: int, seed: int) -> int:
    """Random and mutated target values: each prints its text again; how many kinds were met."""
    kinds: set[str] = set()
    texts = [
        (target.text, indicator.name or "")
        for name in NAMES
        for indicator in read(
            (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes(), values=False
        ).table.indicators
        for target in indicator.targets
    ]
    letters = (
        "".join(sorted({c for text, _ in texts for c in text})) + "≥≤><=０１²①𠮷\t\n\u200b()（）"
    )
    chance = random.Random(seed)
    for case in range(cases):
        text, name = chance.choice(texts)
        for _ in range(chance.randint(0, 4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(letters) + text[at + chance.randint(0, 2) :]
        if case % 5 == 0:
            text = "".join(chance.choices(letters, k=chance.randint(0, 40)))
        value = read_value(text, name=name)
        if print_value(msgspec.structs.replace(value, text="")) != text:
            raise AssertionError(f"seed {seed}, case {case}: {text!r} is printed otherwise")
        kinds.add(value.kind)
    return len(kinds)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = time.perf_counter()
    counts = run(arguments.cases, arguments.seed)
    print(f"{arguments.cases} documents in {time.perf_counter() - start:.1f} s: {counts}")
    start = time.perf_counter()
    kinds = run_values(arguments.values, arguments.seed)
    seconds = time.perf_counter() - start
    print(f"{arguments.values} target values of {kinds} kinds in {seconds:.1f} s")


if __name__ == "__main__":
    main()
