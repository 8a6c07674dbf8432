"""Speed of reading and understanding; `python -m bench.run`. Figures are reported, never asserted."""

import argparse
import gc
import statistics
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

from bench import checking, comparing, many, open_data, publishing, site

from jixiao.batch.collector import collect_seldom
from jixiao.model import Document
from jixiao.reading import read_raw
from jixiao.understanding import parse_target, understand

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
ROUNDS = 9
ROOT = Path(__file__).resolve().parent.parent


def samples() -> dict[str, bytes]:
    """The five samples."""
    return {n: (resources.files("jixiao") / "samples" / f"{n}.txt").read_bytes() for n in NAMES}


def read(content: bytes, *, values: bool = False) -> int:
    """Read and understand one document; the number of its indicators."""
    tables = understand(read_raw(Document("x.txt", content)), values=values).reading.tables
    return sum(len(table.indicators) for table in tables)


def rate(contents: list[bytes], *, values: bool = False) -> tuple[float, int]:
    """Median indicators a CPU second over some rounds, and the indicators of one round."""
    found = [read(content, values=values) for content in contents]
    rates = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        for content in contents:
            read(content, values=values)
        rates.append(sum(found) / (time.process_time() - start))
    return statistics.median(rates), sum(found)


def value_rate(contents: list[bytes]) -> tuple[float, int]:
    """Median target values a CPU second, each parsed, and how many values there are."""
    found = [
        (target.text, indicator.name or "", indicator.class_)
        for content in contents
        for table in understand(read_raw(Document("x.txt", content)), values=False).reading.tables
        for indicator in table.indicators
        for target in indicator.targets
    ]
    rates = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        for text, name, level2 in found:
            parse_target(text, name, level2)
        rates.append(len(found) / (time.process_time() - start))
    return statistics.median(rates), len(found)


def many_rows(content: bytes, megabytes: int) -> bytes:
    """One table with the rows of a sample again and again, about ``megabytes`` large."""
    lines = content.split(b"\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("合计".encode()))
    body = b"\n".join(line for line in lines[first + 2 :] if line.count(b"\t") > 2)
    times = max(1, megabytes * 1_000_000 // len(body))
    return b"\n".join([*lines[: first + 2], *([body] * times)])


def batch_memory(documents: int) -> float:
    """Peak memory in MB of a process that reads the samples again and again, one at a time."""
    code = (
        "import sys; from bench.memory import peak; from bench.run import samples, read\n"
        "contents = list(samples().values())\n"
        "for n in range(int(sys.argv[1])): read(contents[n % len(contents)])\n"
        "print(peak())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(documents)], cwd=ROOT, capture_output=True, check=True
    )
    return float(result.stdout)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only the speed of checking")
    parser.add_argument("--many", action="store_true", help="only the speed of many files")
    parser.add_argument("--compare", action="store_true", help="only the speed of comparing")
    parser.add_argument("--megabytes", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--publish", action="store_true", help="only the speed of publishing")
    parser.add_argument("--open-data", action="store_true", help="only a million rows of open data")
    arguments = parser.parse_args()
    collect_seldom()  # as the command does
    contents = samples()
    if arguments.open_data:
        open_data.report()
        return
    if arguments.publish:
        publishing.report(contents)
        return
    if arguments.check:
        checking.report(contents)
        return
    if arguments.many:
        many.report(contents)
        return
    if arguments.compare:
        comparing.report(contents)
        return
    for name, content in contents.items():
        speed, count = rate([content])
        print(f"{name:10} {count:5} indicators {speed:10,.0f} indicators/s")
    speed, count = rate(list(contents.values()))
    print(f"{'all five':10} {count:5} indicators {speed:10,.0f} indicators/s")
    speed, _ = rate(list(contents.values()), values=True)
    print(f"{'all five, with typed values':30} {speed:10,.0f} indicators/s")
    speed, count = value_rate(list(contents.values()))
    print(f"{'target values':10} {count:5} values {speed:10,.0f} values/s, each parsed")
    for documents in (5, 50, 500):
        print(f"{documents:4} documents one after another: peak {batch_memory(documents):6.1f} MB")
    checking.report(contents)
    many.report(contents)
    site.report()
    publishing.report(contents)
    open_data.report()
    comparing.report(contents)
    for size in arguments.megabytes:
        content = many_rows(contents["baiyun"], size)
        start = time.process_time()
        count = read(content)
        seconds = time.process_time() - start
        print(
            f"{len(content) / 1e6:6.1f} MB, one table {count:8} indicators"
            f" {seconds:7.2f} s {count / seconds:10,.0f} indicators/s"
        )


if __name__ == "__main__":
    main()
