"""Printed documents: every variant against its truth, and other tools beside ours on the same files.

``python -m bench.documents``; figures are reported, never asserted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.documents.conftest import table_for
from tests.documents.render import missing, rendered
from tests.documents.second_reader import disagreement
from tests.documents.tables import Table, content_of, sample, squeezed
from tests.documents.variants import ALL, Variant

from jixiao.model import UnreadableDocument
from jixiao.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-bench" / "bin" / "python"
TOOLS = ("pdfplumber", "camelot", "img2table")
_SECONDS = 900


def matrix(make: Callable[[Variant], Table], name: str) -> None:
    """Every variant of a table: what is right, and where the document itself may be wrong."""
    jobs = [(make(variant), variant) for variant in ALL]
    cells = wanted = joined = cut = 0
    wrong = []
    for (table, variant), content in zip(jobs, rendered(jobs), strict=True):
        truth = table.content()
        try:
            reading = read(content, f"{variant.name}.pdf", values=False)
            found = content_of(reading) if len(reading.tables) == 1 else []
            unread = reading.ledger.unread
            joins = len(reading.repairs)
        except UnreadableDocument:
            found, unread, joins = [], -1, 0
        same = sum(one == other for one, other in zip(found, truth, strict=False))
        cells += 7 * same
        wanted += 7 * len(truth)
        cut += joins
        joined += joins if found == truth else 0
        if found != truth or unread:
            wrong.append(f"{variant.name} ({same} of {len(truth)} rows, {unread} unread)")
        if any(disagreement(content, table, variant.budget)):
            wrong.append(f"{variant.name} (a second reader finds other characters in the document)")
    print(
        f"{name:10} {len(jobs)} variants: {cells:,} of {wanted:,} cells right,"
        f" {joined} of {cut} cut rows joined right; wrong: {', '.join(wrong) or 'none'}"
    )


_ROUNDS = 3


def _best(times: int, *command: object) -> dict[str, Any] | None:
    """The quickest of some runs: a machine that has other work to do makes each slower, none faster."""
    took = [result for _ in range(times) if (result := _run(*command)) is not None]
    if not took:
        return None
    return {**took[0], **{name: min(one[name] for one in took) for name in ("wall", "cpu")}}


def _run(*command: object) -> dict[str, Any] | None:
    try:
        result = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"    {command[2]}: {type(error).__name__}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _right(rows: list[list[str]], table: Table) -> tuple[float, float]:
    """Shares of the cells, and of the rows with all seven cells, that a tool found."""
    truth = [tuple(map(squeezed, line.cells)) for line in table.lines]
    found = [tuple(map(squeezed, row)) for row in rows]
    cells = Counter(cell for row in truth for cell in row if cell)
    common = cells & Counter(cell for row in found for cell in row)
    return common.total() / cells.total(), (Counter(truth) & Counter(found)).total() / len(truth)


def side_by_side(times: int, tools: tuple[str, ...]) -> None:
    """Ours and the others on the same large files."""
    table = sample("baiyun", times)
    variants = (Variant("Chromium", "chromium"), Variant("Writer", "writer"))
    for variant, content in zip(variants, rendered([(table, v) for v in variants]), strict=True):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            floor = _best(_ROUNDS, sys.executable, ROOT / "bench" / "floor.py", file.name) or {}
            pages = floor["pages"]
            print(
                f"{variant.name}: {pages} pages, {len(table.lines)} rows, {len(content) / 1e6:.1f} MB"
            )
            reading = read(content, "a.pdf", values=False)
            same = sum(a == b for a, b in zip(content_of(reading), table.content(), strict=True))
            share = same / len(table.lines)
            ours = {
                n: _best(_ROUNDS, sys.executable, "-m", "bench.ours", n, file.name) or {}
                for n in (1, 2)
            }
            for workers, took in ours.items():
                print(
                    f"  jixiao, {workers} worker{'s' * (workers > 1):1} {pages / took['wall']:7.1f} pages/s"
                    f" {took['cpu']:7.2f} s CPU  cells {share:.3f}  rows {share:.3f}"
                    f"  ({len(reading.repairs)} cut rows joined)  peak {took['peak']:.0f} MB alone,"
                    f" {took['together']:.0f} MB with its children"
                )
            print(
                f"  pdfium alone: {floor['cpu']:.2f} s CPU; ours, one worker:"
                f" {ours[1]['cpu'] / floor['cpu']:.2f} times that"
            )
            for tool in tools:
                rounds = _ROUNDS if tool == "pdfplumber" else 1
                found = _best(rounds, PEERS, ROOT / "bench" / "peers.py", tool, file.name)
                if found is None:
                    continue
                cells, rows = _right(found["rows"], table)
                # What one core does in its own time does not depend on what else the machine does.
                print(
                    f"  {tool:16} {pages / found['wall']:7.1f} pages/s {found['cpu']:7.2f} s CPU"
                    f"  cells {cells:.3f}  rows {rows:.3f}  peak {found['peak']:.0f} MB;  ours is"
                    f" {found['cpu'] / ours[1]['cpu']:.1f} times as fast on one core,"
                    f" {found['wall'] / ours[2]['wall']:.1f} times with two workers"
                )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=6, help="size of the file for all tools")
    parser.add_argument("--large", type=int, default=30, help="size of the file for pdfplumber")
    parser.add_argument("--no-matrix", action="store_true")
    arguments = parser.parse_args()
    lacking = missing(variant.producer for variant in ALL)
    if lacking:
        print(f"documents: not installed: {', '.join(lacking)}", file=sys.stderr)
        return
    if not arguments.no_matrix:
        matrix(table_for, "invented")
        matrix(
            lambda v: table_for(v) if v.cut == "whole" or v.merged else sample("zengcheng"),
            "zengcheng",
        )
    tools = TOOLS if PEERS.exists() else ()
    side_by_side(arguments.times, tools)
    if arguments.large:
        side_by_side(arguments.large, tools[:1])


if __name__ == "__main__":
    main()
