"""``jixiao publish`` from the command line."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.conftest import table
from tests.publishing.records import records

from jixiao.cli.publish_forms import FORMS
from jixiao.pipeline import read

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "好.txt"
    path.write_text(table(), "utf-8")
    return path


def test_a_table_is_written_with_its_manifest(run: Run, sound: Path) -> None:
    result = run("publish", sound, "--as", "xlsx", "--year", "2025", "-o", "表.xlsx")

    assert result.exit_code == 0
    assert records(read(Path("表.xlsx"))) == records(read(sound, year=2025))
    manifest = json.loads(Path("表.xlsx.manifest.json").read_text("utf-8"))
    assert manifest["schema"] == "jixiao.manifest/1"
    assert manifest["outputs"][0]["name"] == "表.xlsx"
    assert manifest["override"] is None
    assert manifest["since"] is None


def test_the_gate_writes_nothing_and_says_what_stands_against_it(run: Run, sound: Path) -> None:
    result = run("publish", sound, "--as", "html", "-o", "表.html")

    assert result.exit_code == 1
    assert "没有预算年度" in result.stderr
    assert not Path("表.html").exists()
    assert not Path("表.html.manifest.json").exists()


def test_an_override_needs_a_reason_and_is_kept(run: Run, sound: Path) -> None:
    assert run("publish", sound, "--as", "html", "-o", "表.html", "--override", " ").exit_code == 2

    result = run("publish", sound, "--as", "html", "-o", "表.html", "--override", "会议同意")

    assert result.exit_code == 0
    manifest = json.loads(Path("表.html.manifest.json").read_text("utf-8"))
    assert manifest["override"]["reason"] == "会议同意"
    assert any("年度" in one for one in manifest["override"]["blockers"])


def test_the_next_publication_says_what_changed(run: Run, sound: Path) -> None:
    arguments = ("--as", "xlsx", "--year", "2025", "-o", "表.xlsx")
    run("publish", sound, *arguments)
    sound.write_text(table(name="大会经费"), "utf-8")

    run("publish", sound, *arguments)

    since = json.loads(Path("表.xlsx.manifest.json").read_text("utf-8"))["since"]
    assert [name.rpartition(" / ")[2] for name in since["added"]] == ["大会经费"]
    assert [name.rpartition(" / ")[2] for name in since["dropped"]] == ["会议经费"]
    assert since["changed"] == []


def named(folder: str) -> set[str]:
    outputs = json.loads(Path(f"{folder}.manifest.json").read_text("utf-8"))["outputs"]
    return {one["name"] for one in outputs}


def files(folder: str) -> set[str]:
    root = Path(folder)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_site_published_again_keeps_no_page_of_a_dropped_project(run: Run, sound: Path) -> None:
    arguments = ("--as", "site", "--year", "2025", "-o", "网站")
    run("publish", sound, *arguments)
    before = named("网站")
    Path("网站/说明.txt").write_text("不是程序写的", "utf-8")
    sound.write_text(table(name="大会经费"), "utf-8")

    result = run("publish", sound, *arguments)

    dropped = before - named("网站")
    assert result.exit_code == 0
    assert dropped
    assert f"上次公开、这次不再有的文件，删去 {len(dropped)} 个" in result.stderr
    assert files("网站") == named("网站") | {"说明.txt"}
    assert "删去" not in run("publish", sound, *arguments).stderr


def test_a_page_that_was_changed_after_publishing_is_kept_and_said(run: Run, sound: Path) -> None:
    arguments = ("--as", "site", "--year", "2025", "-o", "网站")
    run("publish", sound, *arguments)
    before = named("网站")
    sound.write_text(table(name="大会经费"), "utf-8")
    for name in before:
        Path("网站", name).write_bytes(b"changed")

    result = run("publish", sound, *arguments)

    dropped = before - named("网站")
    assert dropped
    assert files("网站") == named("网站") | dropped
    for name in dropped:
        assert f"{Path('网站', name)}：这次不再有，但公开后被改过" in result.stderr


def test_a_manifest_removes_nothing_outside_its_folder(run: Run, sound: Path) -> None:
    arguments = ("--as", "site", "--year", "2025", "-o", "网站")
    run("publish", sound, *arguments)
    other = Path("别的.txt")
    other.write_text("别的", "utf-8")
    Path("网站/连接").symlink_to(other.resolve())
    manifest = Path("网站.manifest.json")
    said = json.loads(manifest.read_text("utf-8"))
    digest = hashlib.sha256(other.read_bytes()).hexdigest()
    names = ("../别的.txt", str(other.resolve()), "连接", "", ".", "a\0b")
    said["outputs"] = [{"name": name, "sha256": digest, "bytes": 6} for name in names]
    manifest.write_text(json.dumps(said), "utf-8")

    result = run("publish", sound, *arguments)

    assert result.exit_code == 0
    assert "删" not in result.stderr
    assert other.exists()
    assert Path("网站/连接").is_symlink()


def test_several_files_go_into_a_folder_and_a_bad_one_is_said(
    run: Run, sound: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")

    result = run("publish", sound, bad, "--as", "html", "--year", "2025", "-o", "公开")

    assert result.exit_code == 2
    assert "坏.txt" in result.stderr
    assert Path("公开/好.html").exists()


def test_a_file_that_is_named_twice_is_said_and_counts_once(run: Run, sound: Path) -> None:
    twice = (sound, sound.parent / "x" / ".." / sound.name)

    result = run("publish", *twice, "--as", "xlsx", "--year", "2025", "-o", "表.xlsx")

    assert result.exit_code == 0
    assert f"{sound}：写了不止一次，只算一次。" in result.stderr
    assert Path("表.xlsx").is_file()


@pytest.mark.skipif(os.name == "nt", reason="有权限位和文件大小上限的系统才能试")
@pytest.mark.parametrize("form", ["xlsx", "package", "site"])
def test_a_full_disk_leaves_nothing_half_written(sound: Path, tmp_path: Path, form: str) -> None:
    code = (
        "import resource; from jixiao.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); main(prog_name='jixiao')"
    )
    options = ("--as", form, "--year", "2025", "-o", "新/公开")

    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, "publish", sound, *options],
        capture_output=True, check=False, timeout=60, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip

    assert result.returncode == 2
    assert "写不出结果，文件超过允许的大小。" in result.stderr.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == [sound.name]


def test_a_second_publication_that_cannot_be_written_leaves_the_first(
    run: Run, sound: Path, tmp_path: Path
) -> None:
    arguments = ("--as", "package", "--year", "2025", "-o", "公开")
    run("publish", sound, *arguments)
    before = {path: path.read_bytes() for path in (tmp_path / "公开").rglob("*")}
    sound.write_text(table(name="大会经费"), "utf-8")
    (tmp_path / "公开" / "projects.csv").chmod(0o444)

    result = run("publish", sound, *arguments)

    assert result.exit_code == 2
    assert "projects.csv：写不出结果，没有写入权限" in result.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "公开").rglob("*")} == before


def test_what_the_form_cannot_carry_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_text(table().replace("按时开会。", "会" * 40_000), "utf-8")

    result = run("publish", path, "--as", "xlsx", "--year", "2025", "-o", "表.xlsx")

    assert result.exit_code == 2
    assert "装不下" in result.stderr
    assert not Path("表.xlsx").exists()


def test_a_file_that_is_read_is_not_overwritten(run: Run, sound: Path) -> None:
    assert run("publish", sound, "--as", "xlsx", "-o", sound).exit_code == 2


def test_redactions_are_taken_from_the_settings(run: Run, sound: Path) -> None:
    body = '[[redact]]\ntext = "会议数量"\nreason = "试"\nauthor = "王某某"\n'
    Path("jixiao.toml").write_text(body, "utf-8")

    run("publish", sound, "--as", "html", "--year", "2025", "-o", "表.html")

    assert "会议数量" not in Path("表.html").read_text("utf-8")
    manifest = json.loads(Path("表.html.manifest.json").read_text("utf-8"))
    assert manifest["redactions"][0]["times"] == 2


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_printed_form_reads_back_the_same(run: Run, sound: Path, form: str) -> None:
    result = run(
        "publish", sound, "--as", form, "--year", "2025", "-o", f"表.{form}", "--paper", "a3"
    )

    assert result.exit_code == 0
    assert records(read(Path(f"表.{form}"))) == records(read(sound, year=2025))


def test_a_character_that_the_font_lacks_is_named_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "缺字.txt"
    path.write_text(table(name="李𠮷慰问"), "utf-8")

    result = run("publish", path, "--as", "pdf", "--year", "2025", "-o", "表.pdf")

    assert result.exit_code == 2
    assert "项目“李𠮷慰问”的项目名称（资金使用单位）：“𠮷 U+20BB7”" in result.stderr
    assert not Path("表.pdf").exists()
    assert not Path("表.pdf.manifest.json").exists()


@pytest.mark.parametrize("form", [name for name, one in FORMS.items() if name != "template"])
def test_every_form_that_holds_the_records_reads_back_the_same(
    run: Run, sound: Path, form: str
) -> None:
    target = Path(f"表.{form}")

    assert run("publish", sound, "--as", form, "--year", "2025", "-o", target).exit_code == 0

    if form == "site":
        assert (target / "index.html").exists()
        return
    written = target / "datapackage.json" if form == "package" else target
    assert records(read(written)) == records(read(sound, year=2025))
