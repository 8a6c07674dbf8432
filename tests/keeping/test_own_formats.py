"""Our own formats by their bytes; a bad file gives one documented error, in Chinese."""

import io
import json
import random
import re
import zipfile
from importlib import resources
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from jixiao import pipeline
from jixiao.checking import assemble
from jixiao.keeping import (
    ERROR,
    ReadingError,
    ReadingErrorSource,
    csv_header,
    csv_rows,
    read_own,
    to_json,
)
from jixiao.model import Document, Reading, Selection, UnreadableDocument
from jixiao.pipeline import read
from jixiao.publishing import (
    csv_file,
    integrated_file,
    json_file,
    jsonl_file,
    package_files,
    package_zip,
    parquet_file,
)

FORMS = {
    "csv": csv_file,
    "dataset": json_file,
    "jsonl": jsonl_file,
    "parquet": parquet_file,
    "package": package_zip,
    "integrated": integrated_file,
}
CHINESE = re.compile("[一-鿿]")


def sample(name: str = "kaifaqu") -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, f"{name}.txt")


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(content, "x")
    assert CHINESE.search(caught.value.problem)
    assert CHINESE.search(caught.value.advice)
    return caught.value.problem


@pytest.mark.parametrize("name", ["baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng"])
def test_a_table_of_a_department_is_none_of_ours(name: str) -> None:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()

    assert read_own(Document("x", content)) is None
    assert read_own(Document("x", b'{"schema":"other/1"}')) is None
    assert read_own(Document("x", b"")) is None


def test_a_fixed_reading_is_read_as_its_reading() -> None:
    reading = sample("zengcheng")
    fixed = pipeline.fix(reading, assemble())

    assert fixed.changes
    assert read(to_json(fixed), "x.json") == fixed.reading


@pytest.mark.parametrize("form", FORMS)
def test_the_check_of_what_was_published_finds_what_the_check_of_the_records_finds(
    form: str,
) -> None:
    reading = sample("baiyun")
    found = {(f.rule, f.project, f.message) for f in pipeline.check(reading).findings}

    again = pipeline.check(read(FORMS[form]([reading]), "x"))

    assert {(f.rule, f.project, f.message) for f in again.findings} == found


@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_short_is_refused_or_still_whole(form: str) -> None:
    content = FORMS[form]([sample()])
    said = []
    for part in range(1, 40):
        cut = content[: len(content) * part // 40]
        if form == "csv" and cut.count(b'"') % 2 == 0 and cut.endswith(b"\r\n"):
            continue  # whole rows are a whole file; CSV does not say how many there should be
        try:
            read(cut, "x")
        except UnreadableDocument as error:
            said.append(error.problem)
        else:
            pytest.fail(f"{part}/40 was read")
    assert said
    assert all(CHINESE.search(problem) for problem in said)


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_file_gives_a_reading_or_the_documented_error(form: str) -> None:
    content = FORMS[form]([sample()])
    chance = random.Random(form)
    said = []
    for _ in range(120):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(damaged))
            act = chance.randrange(3)
            if act == 0:
                damaged[place] = chance.randrange(256)
            elif act == 1:
                del damaged[place : place + chance.randint(1, 60)]
            else:
                damaged[place:place] = damaged[: chance.randint(1, 60)]
        try:
            read(bytes(damaged), "x")
        except UnreadableDocument as error:
            said.append(error.problem)
    assert said
    assert all(CHINESE.search(problem) for problem in said)


def test_other_files_of_ours_say_what_they_are() -> None:
    reading = sample()
    checked = pipeline.check(reading)
    error = ReadingError(ERROR, ReadingErrorSource("a"), "甲", "乙")
    lines = to_json(reading) + to_json(reading)

    assert refused(to_json(checked)) == "这是 jixiao.check/1，里面没有目标表。"
    assert refused(to_json(error)) == "这是 jixiao.error/1，里面没有目标表。"
    assert refused(lines) == "里面有几次读取的结果，一行一个。"
    assert "缺少这些栏：" in refused(csv_header() + csv_rows(reading))


def test_a_description_without_its_files_asks_for_them(tmp_path: Path) -> None:
    files = dict(package_files([sample()]))

    assert "没有它旁边的 CSV" in refused(files["datapackage.json"])
    (tmp_path / "datapackage.json").write_bytes(files["datapackage.json"])
    with pytest.raises(UnreadableDocument, match="没有这个文件"):
        read(tmp_path / "datapackage.json")


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "..", "a/b.csv", "http://x/y", 5, ["a.csv"]])  # fmt: skip
def test_a_description_leads_to_no_file_outside_its_folder(path: object, tmp_path: Path) -> None:
    files = dict(package_files([sample()]))
    description = json.loads(files["datapackage.json"])
    description["resources"][0]["path"] = path
    inside = tmp_path / "inside"
    inside.mkdir()
    for name, content in files.items():
        (inside / name).write_bytes(content)
    (tmp_path / "secret.csv").write_bytes(files["tables.csv"])
    (inside / "datapackage.json").write_text(json.dumps(description), "utf-8")

    with pytest.raises(UnreadableDocument, match="没有写明 tables 是哪个文件"):
        read(inside / "datapackage.json")


def test_a_zip_that_unpacks_to_very_much_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files([sample()]):
            archive.writestr(name, content)
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["indicators.csv"] += b"\n" * (100 << 20)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)

    assert "异常庞大" in refused(bomb.getvalue())


def edited(old: str, new: str) -> bytes:
    content = csv_file([sample()]).decode("utf-8-sig")
    assert old in content
    return content.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (edited(',20611.44,', ',20611.45,'), "第 3 行：与第 2 行说的是同一目标表与合计，但 grand_total 不同。"),
        (edited(',20611.44,', ',2.1E+04,'), "第 2 行：grand_total 应是数，现在是“2.1E+04”。"),
        (edited('\r\n1,', '\r\n一,'), "第 2 行：table_number 应是整数，现在是“一”。"),
        (edited('\r\n1,', '\r\n,'), "第 2 行：缺少 table_number。"),
        (edited('indicator_position', 'position'), "缺少这些栏：indicator_position。"),
        (edited('grand_other_funds', 'grand_total'), "缺少这些栏：grand_other_funds。"),
        (edited('\r\n1,', '\r\n1,1,'), "第 2 行有 66 格，表头有 65 栏。"),
    ],
    ids=["contradiction", "scientific", "no integer", "no key", "column", "column twice", "too long"],
)  # fmt: skip
def test_what_is_wrong_with_a_csv_is_said_with_its_line(content: bytes, problem: str) -> None:
    assert re.sub(r"\d+ 格，表头有 \d+ 栏", "… 格", refused(content)) == re.sub(
        r"\d+ 格，表头有 \d+ 栏", "… 格", problem
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"tables": 5}, "缺少 tables，或它不是列表。"),
        ({"tables": [5]}, "第 1 张表：应是 {…}。"),
        ({"tables": []}, "里面没有一张目标表。"),
        ({"tables": [{"table_kind": "a"}]}, "第 1 张表：缺少 department、budget_year、"),
    ],
    ids=["no list", "no object", "empty", "fields"],
)
def test_what_is_wrong_with_a_dataset_is_said_with_its_place(
    change: dict[str, object], problem: str
) -> None:
    content = json.loads(json_file([sample()])) | change

    assert refused(json.dumps(content).encode()).startswith(problem)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("department", 5, "department 应是文字，现在是“5”。"),
        ("budget_year", "2024", "budget_year 应是整数，现在是“2024”。"),
        ("budget_year", True, "budget_year 应是整数，现在是“True”。"),
        ("grand_total", "1.00", "grand_total 应是数，现在是“1.00”。"),
        ("grand_total", 10**30, "grand_total 应是数，现在是“1000000000000000000000000000000”。"),
    ],
)
def test_a_value_of_another_type_is_refused(field: str, value: object, problem: str) -> None:
    content = json.loads(json_file([sample()]))
    content["tables"][0][field] = value

    assert refused(json.dumps(content).encode()) == f"第 1 张表：{problem}"


@pytest.mark.parametrize("literal", ["1E400", "1e-30", "NaN", "9" * 5000, "-Infinity"])
def test_a_number_that_is_no_amount_is_refused(literal: str) -> None:
    content = json_file([sample()]).decode().replace("20611.44", literal, 1)

    refused(content.encode())


@pytest.mark.parametrize("amount", ["1E+999999", "NaN", "sNaN", "Infinity", "0.0000000001"])
def test_a_reading_with_an_amount_that_is_none_is_refused(amount: str) -> None:
    content = to_json(sample()).replace(b'"20611.44"', json.dumps(amount).encode(), 1)

    refused(content)


def test_json_nested_without_end_is_refused() -> None:
    refused(b'{"schema":"jixiao.dataset/1","tables":' + b"[" * 100_000)
    refused(b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b',"schema":"jixiao.dataset/1","tables":5}')


def test_a_field_that_only_some_lines_have_is_a_contradiction_if_it_says_anything() -> None:
    first, second, *rest = jsonl_file([sample()]).split(b"\n")
    without = first.replace(b'"budget_year_origin":null,', b"")
    assert without != first

    assert read(b"\n".join([without, second, *rest]), "x").table.projects
    said = second.replace(b'"budget_year_origin":null,', b'"budget_year_origin":"print",')
    assert "但 budget_year_origin 不同" in refused(b"\n".join([without, said, *rest]))


def test_a_part_of_a_data_file_cannot_be_chosen() -> None:
    with pytest.raises(UnreadableDocument, match="不能只选其中几页"):
        read(csv_file([sample()]), "x", selection=Selection(pages=((1, 2),)))


def test_half_a_surrogate_is_refused() -> None:
    half = "甲\\ud800".encode()
    first, second, *rest = jsonl_file([sample()]).split(b"\n")
    name = json.loads(second)["indicator"].encode()

    refused(json_file([sample()]).replace(name, half, 1))
    problem = refused(b"\n".join([first, second.replace(name, half, 1), *rest]))
    assert problem == "第 2 行：indicator 里有不成字的半个编码。"


def test_a_parquet_file_of_others_or_with_floats_is_refused() -> None:
    table = parquet.read_table(io.BytesIO(parquet_file([sample()])))
    index = table.schema.names.index("grand_total")
    floats = table.set_column(index, "grand_total", pa.array([1.5] * table.num_rows))

    assert "缺少 table_number" in refused(saved(pa.table({"a": [1]})))
    assert refused(saved(floats)) == "grand_total 是浮点数，不是精确的数。"
    assert refused(b"PAR1" + b"\x00" * 50) == "Parquet 文件已损坏或不完整，读不出内容。"


def test_a_parquet_file_that_another_program_saved_anew_still_reads() -> None:
    reading = sample()
    table = parquet.read_table(io.BytesIO(parquet_file([reading]))).replace_schema_metadata(None)
    for name in ("department", "project"):
        index = table.schema.names.index(name)
        table = table.set_column(index, name, table.column(name).dictionary_encode())

    back = read(saved(table.append_column("mine", pa.array([1] * table.num_rows))), "x")

    assert back.table.projects[0].name == reading.table.projects[0].name
    assert len(back.table.indicators) == len(reading.table.indicators)


def test_a_small_parquet_file_with_a_long_text_in_every_row_makes_no_large_memory() -> None:
    resource = pytest.importorskip("resource", reason="peak memory is measured on POSIX only")
    table = parquet.read_table(io.BytesIO(parquet_file([sample()])))
    index = table.schema.names.index("objective")
    rows = 20_000
    many = table.slice(0, 1).take([0] * rows)
    position = many.schema.names.index("indicator_position")
    many = many.set_column(position, "indicator_position", pa.array(range(1, rows + 1)))
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["长" * 400_000])
    content = saved(many.set_column(index, "objective", texts))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    back = read(content, "x", values=False)

    assert len(content) < 2_000_000
    assert len(back.table.indicators) == rows
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 400


def saved(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()
