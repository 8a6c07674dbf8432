"""``jixiao demo``."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

SAMPLES = ["baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng"]


def test_it_shows_all_samples_and_says_where_the_results_are(run: Run, tmp_path: Path) -> None:
    result = run("demo", "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    for sample in SAMPLES:
        assert f"──── {sample}.txt" in result.stdout
    overview = result.stdout[: result.stdout.index("────" + " baiyun")]
    for amount in ("77,452.61", "29,458.63", "67,634.30", "20,611.44", "6,087.40"):
        assert f"{amount} 万元" in overview
    for count in (164, 262, 210, 21, 75):
        assert f" {count} " in overview
    assert str(tmp_path / "out") in result.stdout.replace("\n", "").replace("  ", "")


def test_it_writes_json_and_csv_of_each_sample(run: Run, tmp_path: Path) -> None:
    run("demo", "--output", tmp_path)
    names = [f"{sample}.{form}" for sample in SAMPLES for form in ("csv", "json")]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for sample in SAMPLES:
        reading = json.loads((tmp_path / f"{sample}.json").read_bytes())
        text = (tmp_path / f"{sample}.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        indicators = [
            indicator
            for unit in reading["tables"][0]["spending_units"]
            for project in unit["projects"]
            for indicator in project["indicators"]
        ]
        assert len(rows) == len(indicators)
        assert [row["text"] for row in rows] == [i["text"] for i in indicators]


def test_a_second_run_overwrites_its_own_results(run: Run, tmp_path: Path) -> None:
    run("demo", "--output", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert run("demo", "--output", tmp_path).exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_in_the_place_of_the_folder_is_said(run: Run, write: Callable[..., Path]) -> None:
    result = run("demo", "--output", write("taken", "x"))
    assert result.exit_code == 2
    assert "不能建文件夹" in result.stderr
