"""``jixiao read`` and ``jixiao check`` on our own data files."""

import json
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import main
from jixiao.pipeline import read
from jixiao.publishing import csv_file, json_file, package_files, parquet_file

SAMPLE = Path(str(resources.files("jixiao") / "samples" / "kaifaqu.txt"))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments)
    return result.exit_code, result.stdout


def test_a_csv_shows_its_table_and_no_ledger_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_file([read(SAMPLE)]))

    code, output = run("read", str(path))

    assert code == 0
    assert "本程序的开放数据（CSV）" in output
    assert "4 个项目，21 条指标" in output
    assert "数据里没有" in output
    assert "文字总账" not in output


def test_a_package_is_read_beside_its_description(tmp_path: Path) -> None:
    for name, content in package_files([read(SAMPLE)]):
        (tmp_path / name).write_bytes(content)

    code, output = run("read", str(tmp_path / "datapackage.json"), "--format", "json")

    assert code == 0
    assert len(json.loads(output)["tables"][0]["spending_units"][0]["projects"]) == 4


def test_the_json_that_read_wrote_reads_as_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"

    run("read", str(SAMPLE), "--format", "json", "-o", str(first))
    run("read", str(first), "--format", "json", "-o", str(second))

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("write", [parquet_file, json_file])
def test_a_check_of_the_data_finds_what_a_check_of_the_table_finds(
    write: object, tmp_path: Path
) -> None:
    assert callable(write)
    whole = SAMPLE.with_name("baiyun.txt")
    path = tmp_path / "a"
    path.write_bytes(write([read(whole)]))

    code, output = run("check", str(path), "--format", "json")
    wanted = run("check", str(whole), "--format", "json")

    assert code == wanted[0]
    found = sorted(one["message"] for one in json.loads(output)["findings"])
    assert found == sorted(one["message"] for one in json.loads(wanted[1])["findings"])


def test_a_file_cut_short_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet_file([read(SAMPLE)])[:5000])

    result = CliRunner().invoke(main, ["read", str(path)])

    assert result.exit_code == 2
    assert "Parquet 文件已损坏或不完整" in result.stderr
