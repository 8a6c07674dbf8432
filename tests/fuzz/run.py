"""Long fuzz runs: mutilated samples through the whole reader; `python -m tests.fuzz.run --help`."""

import argparse
import random
import sys
import time
from collections import Counter
from importlib import resources
from typing import NamedTuple

import msgspec
from tests.fuzz import pdf
from tests.fuzz.files import run_files, seeds
from tests.fuzz.mutation import Progress, mutate
from tests.understanding.target_value.labelled import labelled
from tests.understanding.target_value.lossless import check

from jixiao.model import Document, UnreadableDocument
from jixiao.pipeline import read, read_value
from jixiao.reading import read_raw
from jixiao.understanding import understand
from jixiao.understanding.target_value.productions import LONGEST

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
LISTS = ("labelled.tsv", "labelled_later.tsv", "labelled_departments.tsv")


class ValueCounts(NamedTuple):
    """What a run over values met: kinds, the slowest value, the steepest growth of time."""

    kinds: Counter[str]
    slowest: float
    steepest: float


def run(cases: int, seed: int) -> dict[str, int]:
    """Counts of outcomes; any other exception than the documented one ends the run."""
    samples = [(resources.files("jixiao") / "samples" / f"{n}.txt").read_bytes() for n in NAMES]
    counts = {"read": 0, "unreadable": 0}
    progress = Progress("documents", cases)
    for case in range(cases):
        progress.at(case)
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


def run_values(cases: int, seed: int) -> ValueCounts:
    """Random and mutated target values: each is read, loses nothing, and takes no longer than its length.

    Each prints its text from its spans, which partition it, and each numeral has a role; parts of a
    compound likewise. One case in a thousand is long, and is compared with a quarter of itself.
    """
    texts = [
        (target.text, indicator.name or "")
        for name in NAMES
        for indicator in read(
            (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes(), values=False
        ).table.indicators
        for target in indicator.targets
    ]
    texts += [(one.text, one.name) for name in LISTS for one in labelled(name)]
    letters = (
        "".join(sorted({c for text, _ in texts for c in text})) + "≥≤><=０１²①𠮷\t\n\u200b()（）"
    )
    chance = random.Random(seed)
    kinds: Counter[str] = Counter()
    slowest = steepest = 0.0
    progress = Progress("target values", cases)
    for case in range(cases):
        text, name = chance.choice(texts)
        for _ in range(chance.randint(0, 4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(letters) + text[at + chance.randint(0, 2) :]
        if case % 5 == 0:
            text = "".join(chance.choices(letters, k=chance.randint(0, 40)))
        try:
            if case % 1000 == 0:
                steepest = max(steepest, growth(text, name))
            start = time.process_time()
            value = read_value(text, name=name)
            slowest = max(slowest, time.process_time() - start)
            check(value, text)
            check(msgspec.structs.replace(value, text=""), text, blank=True)
        except Exception:
            print(f"seed {seed}, case {case}: {text!r}, name {name!r}", file=sys.stderr)
            raise
        kinds[value.kind] += 1
        progress.at(case)
    return ValueCounts(kinds, slowest, steepest)


def growth(text: str, name: str) -> float:
    """How much longer a long text takes than a quarter of it, by its length: about 1 if linear."""
    whole = (text * LONGEST)[:LONGEST] if text else ""
    quarter = whole[: LONGEST // 4]
    long, short = (min(_seconds(part, name) for _ in range(5)) for part in (whole, quarter))
    return long / max(4 * short, 0.002)


def _seconds(text: str, name: str) -> float:
    start = time.process_time()
    read_value(text, name=name)
    return time.process_time() - start


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--files", type=int, default=20_000, help="of each kind")
    parser.add_argument("--kinds", nargs="*", help="only these kinds of files")
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = time.perf_counter()
    counts = run(arguments.cases, arguments.seed)
    print(f"{arguments.cases} documents in {time.perf_counter() - start:.1f} s: {counts}")
    for kind, contents in seeds(convert=True).items() if arguments.files else ():
        if arguments.kinds and kind not in arguments.kinds:
            continue
        start = time.perf_counter()
        counts = run_files(kind, contents, arguments.files, arguments.seed)
        seconds = time.perf_counter() - start
        print(f"{arguments.files} {kind} files in {seconds:.1f} s: {counts}", flush=True)
    start = time.perf_counter()
    counts = pdf.run(arguments.cases, arguments.seed)
    print(f"{arguments.cases} PDF files in {time.perf_counter() - start:.1f} s: {counts}")
    start = time.perf_counter()
    found = run_values(arguments.values, arguments.seed)
    print(
        f"{arguments.values} target values in {time.perf_counter() - start:.1f} s: each read, none lost"
    )
    print(f"  {dict(found.kinds.most_common())}")
    print(
        f"  slowest {found.slowest * 1000:.1f} ms; four times the length: at most 4 × {found.steepest:.2f} the time"
    )


if __name__ == "__main__":
    main()
