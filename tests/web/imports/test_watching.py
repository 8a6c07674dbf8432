"""A watched folder brings each file in once and leaves it where it is."""

from pathlib import Path

import pytest
from tests.web.imports.conftest import sample

from jixiao.web.records.left_out import LEFT_OUT
from jixiao.web.records.models import Import
from jixiao.web.watching import Watch


@pytest.fixture
def folder(office, tmp_path):
    place = tmp_path / "收件" / office.department.name
    place.mkdir(parents=True)
    return place


def looked(folder, times=3):
    watch = Watch(folder.parent)
    return [watch.look() for _ in range(times)]


def test_a_file_comes_in_once_it_has_stopped_growing(folder, office):
    file = folder / "表.txt"
    file.write_bytes(sample("kaifaqu")[:100])
    watch = Watch(folder.parent)
    assert watch.look() == 0
    file.write_bytes(sample("kaifaqu"))
    assert watch.look() == 0
    assert watch.look() == 1
    assert watch.look() == 0

    one = Import.objects.get()
    assert (one.department, one.state, one.started_by) == (office.department, "waiting", None)
    assert file.read_bytes() == sample("kaifaqu")


def test_after_a_restart_what_is_known_by_its_hash_stays_out(folder):
    (folder / "表.txt").write_bytes(sample("kaifaqu"))
    assert sum(looked(folder)) == 1
    (folder / "改名.txt").write_bytes(sample("kaifaqu"))
    assert sum(looked(folder)) == 0
    assert Import.objects.count() == 1


def test_a_file_that_changes_comes_in_again(folder):
    file = folder / "表.txt"
    file.write_bytes(sample("kaifaqu"))
    watch = Watch(folder.parent)
    assert [watch.look(), watch.look()] == [0, 1]
    file.write_bytes(sample("tianhe"))
    assert [watch.look(), watch.look()] == [0, 1]


def test_what_belongs_to_no_department_or_is_no_table_stays_out(folder, caplog):
    (folder / "说明.exe").write_bytes(b"x")
    (folder / "~$表.xlsx").write_bytes(b"x")
    (folder / "空.txt").write_bytes(b"")
    elsewhere = folder.parent / "没有这个部门"
    elsewhere.mkdir()
    (elsewhere / "表.txt").write_bytes(sample("kaifaqu"))
    (folder.parent / "根.txt").write_bytes(sample("kaifaqu"))

    assert sum(looked(folder)) == 0
    assert "没有与文件夹同名的部门" in caplog.text
    assert "文件是空的" in caplog.text


def test_what_stays_out_is_told_to_the_administrator(folder, office, log_in, monkeypatch):
    (folder / "说明.exe").write_bytes(b"x")
    (folder / "表.txt").write_bytes(sample("kaifaqu"))
    monkeypatch.setattr(LEFT_OUT, "folder", folder.parent)
    monkeypatch.setattr(LEFT_OUT, "reasons", {})
    watch = Watch(folder.parent, LEFT_OUT)
    for _ in range(3):
        watch.look()

    page = log_in(office.administrator).get("/health/").content.decode()
    assert "没有导入的 1 个文件" in page
    assert "说明.exe：这种文件不能读" in page
    (folder / "说明.exe").unlink()
    watch.look()
    assert "放进去的都导入了" in log_in(office.administrator).get("/health/").content.decode()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder, monkeypatch):
    (folder / "不可读.txt").write_bytes(b"x")
    (folder / "表.txt").write_bytes(sample("kaifaqu"))
    opened = Path.open

    def refused(path, *args, **named):
        if path.name == "不可读.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **named)

    monkeypatch.setattr(Path, "open", refused)  # root may read everything
    assert sum(looked(folder)) == 1
