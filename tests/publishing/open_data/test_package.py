"""The data package, as the Frictionless library itself sees it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, system
from tests.publishing.open_data.forms import SAMPLES, sample
from tests.publishing.open_data.test_csv import tricky
from tests.publishing.records import records

from jixiao.model import Reading
from jixiao.pipeline import read
from jixiao.publishing import package_files, package_zip, write_package


def saved(folder: Path, *readings: Reading) -> Path:
    for name, content in package_files(readings):
        (folder / name).write_bytes(content)
    return folder / "datapackage.json"


def faults(path: Path) -> list[str]:
    with system.use_context(trusted=True):
        report = Package(str(path)).validate()
    return [f"{e.type}: {e.message}" for task in report.tasks for e in task.errors] + [
        f"{error.type}: {error.message}" for error in report.errors
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_valid_package(name: str, tmp_path: Path) -> None:
    assert faults(saved(tmp_path, sample(name))) == []


def test_all_samples_and_the_worst_texts_make_one_valid_package(tmp_path: Path) -> None:
    path = saved(tmp_path, *[sample(name) for name in SAMPLES], tricky())

    assert faults(path) == []
    rows = {r.name: r.read_rows() for r in Package(str(path)).resources if hasattr(r, "read_rows")}
    assert len(rows["tables"]) == 6
    assert len(rows["projects"]) == 166
    assert {row["unit_number"] for row in rows["projects"]} >= {1, 2}
    assert sum(row["grand_total"] for row in rows["tables"][:5]) > 200_000


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("projects.csv", b"\r\n1,1,1,", b"\r\n1,1,9,", "foreign-key"),
        ("units.csv", b"\r\n1,1,", b"\r\n1,x,", "type-error"),
        ("indicators.csv", b'"at_least"', b'"at_most_"', "constraint-error"),
        ("tables.csv", b"\r\n1,", b"\r\n,", "primary-key"),
    ],
    ids=["foreign key", "type", "codes", "primary key"],
)
def test_a_fault_is_found(file: str, old: bytes, new: bytes, fault: str, tmp_path: Path) -> None:
    path = saved(tmp_path, sample("zengcheng"))
    content = (tmp_path / file).read_bytes()
    assert old in content
    (tmp_path / file).write_bytes(content.replace(old, new, 1))

    assert any(one.startswith(fault) for one in faults(path))


def test_no_row_of_projects_is_a_subtotal(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("huadu"))
    rows = {r.name: r.read_rows() for r in Package(str(path)).resources if hasattr(r, "read_rows")}

    assert len(rows["projects"]) == 62
    assert len(rows["units"]) == 2
    units = {row["spending_unit"] for row in rows["units"]}
    assert not units & {row["project"] for row in rows["projects"]}


def test_the_description_holds_both_languages_hashes_and_the_way_of_writing(tmp_path: Path) -> None:
    content = json.loads(saved(tmp_path, sample("kaifaqu")).read_bytes())

    assert content["schema"] == "jixiao.package/1"
    assert "单引号" in content["description"]
    assert "apostrophe" in content["description"]
    assert content["sources"][0]["title"] == "kaifaqu.txt"
    for resource in content["resources"]:
        assert resource["hash"].startswith("sha256:")
        assert resource["bytes"] == (tmp_path / resource["path"]).stat().st_size
        for field in resource["schema"]["fields"]:
            assert field["title"] != field["title_en"]
    assert (tmp_path / "数据字典.md").exists()
    assert (tmp_path / "data-dictionary.md").exists()


def test_a_zip_holds_the_same_files() -> None:
    reading = sample("kaifaqu")

    with zipfile.ZipFile(io.BytesIO(package_zip([reading]))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(
            package_files([reading])
        )


def test_a_folder_is_read_as_one_package(tmp_path: Path) -> None:
    reading = sample("zengcheng")
    saved(tmp_path, reading)

    assert records(read(tmp_path)) == records(reading)


def test_a_changed_file_is_asked_about(tmp_path: Path) -> None:
    saved(tmp_path, sample("kaifaqu"))
    content = (tmp_path / "projects.csv").read_bytes()
    (tmp_path / "projects.csv").write_bytes(
        content.replace("综合业务".encode(), "综合事务".encode())
    )

    (asked,) = read(tmp_path).questions

    assert asked.kind == "hash_differs"
    assert "projects.csv" in asked.message
    assert read(saved(tmp_path, sample("kaifaqu"))).questions == ()


def test_what_is_written_as_it_comes_is_the_same_package(tmp_path: Path) -> None:
    readings = [sample(name) for name in SAMPLES]

    write_package(iter(readings), tmp_path)

    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == dict(
        package_files(readings)
    )
