"""An office at work in a real Chromium: bring in, look at the source, correct, accept; by mouse and by
keyboard alone. Server and worker are the real ones, in processes of their own."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.web.imports.conftest import sample
from tests.web.imports.serving import Office, furnish, start_server, stop

from jixiao import read
from jixiao.publishing.official import form_of
from jixiao.publishing.official.pdf import form_pdf

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """huadu printed as a PDF, zengcheng as text, and one that is there already."""
    folder = tmp_path_factory.mktemp("文件")
    table = read(sample("huadu"), "花都.txt", year=2024).table
    content = {
        "花都.pdf": form_pdf([form_of(table)], on=datetime.date(2024, 3, 1)),
        "增城.txt": sample("zengcheng"),
        "天河.txt": sample("tianhe"),
    }
    for name, written in content.items():
        (folder / name).write_bytes(written)
    return {name: folder / name for name in content}


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory,
    begin_home: Callable[[Path], Path],
    papers: dict[str, Path],
) -> Iterator[Office]:
    home = begin_home(tmp_path_factory.mktemp("home"))
    person = furnish(home, papers["天河.txt"])
    server, address = start_server(home)
    yield Office(address, home, **person)
    stop(server)


@pytest.fixture
def open_page(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """A page at the log-in; at the end nothing it complained of, or that went wrong, is left."""
    contexts, complaints = [], []

    def make(*, phone: bool = False) -> Page:
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context = browser.new_context(viewport=size, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda r: r.status >= 400 and complaints.append(f"{r.status} {r.url}"))
        page.goto(f"{office.address}/account/login/")
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def log_in(page: Page, office: Office) -> None:
    page.get_by_label("用户名").fill(office.username)
    page.get_by_label("密码").fill(office.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{office.address}/")


def ready(page: Page, name: str) -> None:
    """Wait until the newest import of a file is read, and open it."""
    row = page.locator("#import-list tr").filter(has_text=name).first
    expect(row).to_contain_text("待采用", timeout=60_000)
    row.get_by_role("link").click()
    page.wait_for_selector("#source-body [data-parts]")


def accessible(page: Page) -> None:
    found = Axe().run(page, options=AXE).response["violations"]
    assert [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in ("serious", "critical")
    ] == []


def test_bring_in_correct_and_accept(
    open_page: Callable[..., Page], office: Office, papers: dict[str, Path]
) -> None:
    page = open_page()
    log_in(page, office)
    page.get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("部门").select_option(label="花都局")
    page.get_by_label("预算年度").fill("2024")
    page.set_input_files("#files", papers["花都.pdf"])
    expect(page.locator("#chosen")).to_contain_text("花都.pdf")
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator("#uploaded")).to_contain_text("已收下")
    accessible(page)

    # The page of the PDF beside the record: from a box to its part, from a part to its box.
    ready(page, "花都.pdf")
    accessible(page)
    page.locator("rect[data-parts='p1.i2']").click(position={"x": 3, "y": 2})
    part = page.locator(".record [data-part='p1.i2']")
    expect(part).to_be_focused()
    page.locator("#p30 summary").click()
    page.locator(".record [data-part='p30.i1.annual']").click()
    expect(page.locator("rect.is-current[data-parts='p30.i1.annual']")).to_be_visible()
    expect(page.locator("#source-where")).not_to_contain_text("第 1 页")

    # A doubt is answered, and stays answered.
    page.get_by_role("tab", name="存疑").click()
    notes = page.locator("#pane-questions .note")
    count = notes.count()
    assert count > 3
    notes.first.get_by_role("button", name="看原文件").click()
    expect(page.locator("rect.question.is-current")).to_have_count(1)
    notes.first.get_by_role("button", name="核对过，原件如此").click()
    expect(notes).to_have_count(count - 1)
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("已采用")
    expect(page.locator("h1")).to_contain_text("已采用")


def test_known_files_and_a_joined_row_of_a_text(
    open_page: Callable[..., Page], office: Office, papers: dict[str, Path]
) -> None:
    page = open_page()
    log_in(page, office)
    # The same file again is recognised.
    page.goto(f"{office.address}/imports/")
    page.get_by_label("部门").select_option(label="花都局")
    dropped = page.evaluate_handle(
        """text => { const given = new DataTransfer();
                     given.items.add(new File([text], "拖来.txt")); return given; }""",
        papers["天河.txt"].read_bytes().decode(),
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#uploaded")).to_contain_text("已经导入过")
    page.get_by_label("预算年度").fill("二〇二四")
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator("#uploaded")).to_contain_text("四位数字")
    expect(page.locator("#uploaded")).to_contain_text("没有选文件")
    page.get_by_label("预算年度").fill("")

    # A joined row of the text is parted and joined again; then the table is accepted and undone.
    page.get_by_label("部门").select_option(label="增城局")
    page.set_input_files("#files", papers["增城.txt"])
    page.get_by_role("button", name="导入", exact=True).click()
    ready(page, "增城.txt")
    page.get_by_role("tab", name="修复").click()
    joined = page.locator(".note.repair").filter(has_text="增城区收入开屏经费 ／ ")
    joined.get_by_role("button", name="看原文件").click()
    expect(page.locator("span.is-current[data-parts]")).to_have_count(2)
    joined.get_by_role("button", name="撤销这处修复").click()
    expect(page.get_by_role("tab", name="项目")).to_contain_text("43")
    page.get_by_role("button", name="恢复这处修复").click()
    expect(page.get_by_role("tab", name="项目")).to_contain_text("42")
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("请先填写预算年度")
    page.get_by_label("预算年度").fill("2024")
    page.get_by_role("button", name="改", exact=True).click()
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.locator("h1")).to_contain_text("已采用")
    page.get_by_role("button", name="撤销导入").click()
    expect(page.locator("h1")).to_contain_text("已撤销")
    page.get_by_role("button", name="恢复导入").click()
    expect(page.locator("h1")).to_contain_text("已采用")


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until an element has the focus, as somebody without a mouse does."""
    for _ in range(400):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"never came to {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


def test_the_same_with_the_keyboard_alone(
    open_page: Callable[..., Page], office: Office, papers: dict[str, Path], tmp_path: Path
) -> None:
    other = tmp_path / "增城二.txt"
    other.write_bytes(
        papers["增城.txt"].read_bytes().replace("增城区收入".encode(), "增城县收入".encode())
    )
    page = open_page()
    page.on("filechooser", lambda _: None)  # from now on, so that no key comes before the listener
    tab_to(page, "#id_login")
    page.keyboard.type(office.username)
    tab_to(page, "#id_password")
    page.keyboard.type(office.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{office.address}/")
    press(page, "a[href='/imports/']")
    page.wait_for_url("**/imports/")
    tab_to(page, "#department")
    for _ in range(2):  # 请选择, two departments, the office above them
        page.keyboard.press("ArrowDown")
    assert "局" in page.locator("#department option:checked").inner_text()
    tab_to(page, "#year")
    page.keyboard.type("2026")
    tab_to(page, "#files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(other)
    press(page, "#send")
    row = page.locator("#import-list tr").filter(has_text="增城二.txt")
    expect(row).to_contain_text("待采用", timeout=60_000)
    address = row.get_by_role("link").get_attribute("href")
    press(page, f"a[href='{address}']")
    page.wait_for_selector("#source-body [data-parts]")

    # Tabs by arrows; a repair undone and redone, a doubt answered, accepted.
    tab_to(page, "#tab-projects", back=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pane-repairs")).to_be_visible()
    undo = ".note.repair form button"
    for _ in range(20):
        press(page, undo, "Shift")
        if page.evaluate(
            "document.activeElement.closest('.note').textContent.includes('开屏经费 ／ ')"
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#tab-projects")).to_contain_text("43")
    press(page, ".note.undone form button")
    expect(page.locator("#tab-projects")).to_contain_text("42")
    tab_to(page, "#tab-repairs")
    page.keyboard.press("ArrowLeft")
    press(page, ".note.question form button")
    expect(page.locator("#tab-questions")).to_contain_text("0")
    tab_to(page, "#accept", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("已采用")


def test_from_the_source_to_the_record_and_back_by_keys(
    open_page: Callable[..., Page], office: Office
) -> None:
    page = open_page()
    log_in(page, office)
    page.goto(f"{office.address}/imports/")
    ready(page, "天河.txt")
    # In the source: arrows walk, Enter leads to the record, Escape comes back from where one went.
    tab_to(page, "#source-body")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    part = page.evaluate("document.activeElement.dataset.parts.split(' ')[0]")
    page.keyboard.press("Enter")
    expect(page.locator(f".record [data-part='{part}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#source-body [data-parts~='{part}']").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f".record [data-part='{part}']")).to_be_focused()


def test_an_empty_file_is_named_and_keeps_no_other_back(
    open_page: Callable[..., Page], office: Office
) -> None:
    page = open_page()
    log_in(page, office)
    page.get_by_role("link", name="导入").first.click()
    text = {"mimeType": "text/plain"}
    page.locator("#files").set_input_files(
        [{"name": "空.txt", "buffer": b"", **text}, {"name": "说明.txt", "buffer": b"a\tb", **text}]
    )

    expect(page.locator("#chosen")).to_contain_text("空.txt：是空的，没有选入")
    expect(page.locator("#chosen")).to_contain_text("已选：说明.txt")
    names = page.locator("#files").evaluate("input => [...input.files].map(file => file.name)")
    assert names == ["说明.txt"]


def test_on_a_phone_everything_fits(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(phone=True)
    log_in(page, office)
    page.goto(f"{office.address}/imports/")
    for address in (
        f"{office.address}/imports/",
        page.locator("#import-list a").first.get_attribute("href"),
    ):
        page.goto(address if address.startswith("http") else office.address + address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        accessible(page)
