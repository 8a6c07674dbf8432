"""Nothing of the site's own words is left out of the English: not in the sources, not on the pages."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import NOW, PASSWORD
from tests.web.records.drafting import drafted

import jixiao.web
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import org_create, user_create
from jixiao.web.records.models import Import, LibraryIndicator, ObjectiveTable
from jixiao.web.records.services.comments import comment_add
from jixiao.web.records.services.disclosing import table_disclose
from jixiao.web.records.services.imports import import_accept, import_read, import_start
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action, Role

WEB = Path(jixiao.web.__file__).parent
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uff1b\uff1f-\uffef]+")

# In no template tag that marks or names, and in no comment.
_MARKED = re.compile(
    r"\{%\s*blocktranslate\b.*?endblocktranslate\s*%\}|\{%\s*comment\b.*?endcomment\s*%\}"
    r"|\{#.*?#\}|\{%\s*translate\b.*?%\}|\b_\((\"[^\"]*\"|'[^']*')\)",
    re.S,
)
_OTHER_LANGUAGE = re.compile(r'<(\w+)\b[^<>]*\blang="zh-hans"[^<>]*>[^<>]*</\1>')
_SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
# What a script knows of the form itself: words that are looked for in data, never shown.
_OF_THE_FORM = {"sheet.js": {"；", "指标"}}
# The official form as it is printed, and the page for when nothing else works: both languages at once.
_BOTH = {"500.html", "print.html"}


def _of(*endings: str) -> list[Path]:
    return sorted(p for e in endings for p in WEB.rglob(f"*{e}") if "vendor" not in p.parts)


@pytest.mark.parametrize(
    "path", [p for p in _of(".html") if p.name not in _BOTH], ids=lambda p: p.name
)
def test_a_template_says_nothing_unmarked(path: Path) -> None:
    text = _OTHER_LANGUAGE.sub("", _MARKED.sub("", path.read_text(encoding="utf-8")))
    assert CHINESE.findall(text) == []


@pytest.mark.parametrize("path", _of(".js"), ids=lambda p: p.name)
def test_a_script_takes_its_words_from_the_page(path: Path) -> None:
    text = _SCRIPT_COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert set(CHINESE.findall(text)) <= _OF_THE_FORM.get(path.name, set())


# The records here are written with Latin letters, so that what is Chinese on a page is the page's.
TABLE = """
单位：Trade Centre | 30.00
项目：Trade fairs | 30.00
目标：Six fairs.
1、1-产出指标；11-数量指标；Fairs；实施周期指标值：≥6；年度指标值：≥6。
2、1-产出指标；12-质量指标；Guests ；实施周期指标值：≥３０；年度指标值：≥３０。
3、2-效益指标；22-社会效益指标；Firms；实施周期指标值：Firms；年度指标值：≥3。
单位：Exhibition Centre | 20.00
项目：Halls | 21.00
目标：Halls are open.
1、1-产出指标；11-数量指标；Fairs；实施周期指标值：≥4；年度指标值：≥4。
"""
FILE = """项目支出绩效目标表（含转移支付项目）
部门名称：Trade Office

项目名称（资金使用单位）|总计|财政拨款|财政专户拨款|其他资金|绩效目标
合计|50.00|50.00
Trade Centre|50.00|50.00
Trade fairs|30.00|30.00|||Six fairs.
Trade
halls|21.00|21.00|||Halls are
open.
单位：万元

绩效指标

1、1-产出指标；11-数量指标；Fairs；实施周期指标值：≥6；年度指标值：≥6。
2、1-产出指标；12-质量指标；Guests；实施周期指标值：many；年度指标值：≥３０。
1、1-产出指标；11-数量指标；Halls；实施周期指标值：；年度指标值：≥4。
"""
# With its page: not permitted, not there, in another state, without a worker.
_PAGES = {200, 403, 404, 409, 503}
_ROLES = (Role.PREPARER, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR)


@pytest.fixture
def latin(db: None) -> SimpleNamespace:
    """An office with work in every state: two imports, tables in preparation, returned, disclosed."""
    made = SimpleNamespace()
    made.department = org_create(
        name="Trade Office", kind=OrgUnit.Kind.DEPARTMENT, actor=None, at=NOW
    )
    for role in _ROLES:
        person = user_create(
            username=role.value, display_name=role.value, password=PASSWORD,
            org=made.department, roles=(role,), actor=None, at=NOW,
        )  # fmt: skip
        setattr(made, role.value, person)
    made.draft = drafted(made, TABLE, year=2027)
    made.returned = drafted(made, TABLE.replace("30.00", "31.00"), year=2026)
    ObjectiveTable.objects.update(department_printed="Trade Office")
    _step(made, made.returned, Action.SUBMIT)
    project = made.returned.projects.first()
    comment_add(
        table_id=made.returned.pk, project_key=project.key, field="objective", text="Too short.",
        suggested="Six fairs a year.", actor=made.head, at=NOW,
    )  # fmt: skip
    _step(made, made.returned, Action.RETURN, reason="Too short.")
    made.read = _imported(made, 2025)
    made.accepted = _imported(made, 2024)
    made.disclosed = import_accept(
        import_id=made.accepted.pk, table_number=0, actor=made.preparer, at=NOW
    )
    _step(made, made.disclosed, Action.SUBMIT)
    _step(made, made.disclosed, Action.APPROVE)
    table_disclose(table_id=made.disclosed.pk, actor=made.head, at=NOW, override="Checked.")
    return made


def _step(made: SimpleNamespace, table: ObjectiveTable, action: Action, reason: str = "") -> None:
    who = made.preparer if action is Action.SUBMIT else made.head
    table_act(table_id=table.pk, action=action, actor=who, at=NOW, reason=reason)


def _imported(made: SimpleNamespace, year: int) -> Import:
    content = FILE.replace("|", "\t").replace("Six", str(year)).encode()
    one = import_start(
        department=made.department, name=f"{year}.txt", content=content, year=year,
        actor=made.preparer, at=NOW,
    )  # fmt: skip
    return import_read(import_id=one.pk, at=NOW)


class _Said(HTMLParser):
    """What a page says outside of parts that are in Chinese, and in which element."""

    _EMPTY = frozenset({"meta", "link", "input", "br", "img", "hr", "col", "rect", "source", "wbr"})
    _SHOWN = frozenset({"title", "alt", "placeholder", "aria-label", "label"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inside = self.open[-1][1] if self.open else False
        lang = given.get("lang")
        chinese = inside if lang is None else lang.startswith("zh")
        if not chinese:
            for name, value in given.items():
                if name in self._SHOWN or name.startswith("data-"):
                    self._say(value or "", f"{tag}[{name}]")
        if tag not in self._EMPTY:
            self.open.append((tag, chinese))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, chinese = self.open[-1] if self.open else ("", False)
        if not chinese:
            self._say(data, tag)

    def _say(self, text: str, where: str) -> None:
        if CHINESE.search(text):
            self.found.append(f"{where}: {' '.join(text.split())[:120]}")


def _pages(made: SimpleNamespace) -> Iterator[tuple[Role, str]]:
    """The main pages, and who looks at them."""
    draft, returned, disclosed = made.draft.pk, made.returned.pk, made.disclosed.pk
    key = made.draft.projects.first().key
    preparer, head, administrator = Role.PREPARER, Role.HEAD, Role.ADMINISTRATOR
    yield preparer, "/"
    yield preparer, "/?tab=all"
    yield preparer, reverse("imports")
    for one in (made.read, made.accepted):
        yield preparer, reverse("import", args=[one.pk])
        for part in ("repairs", "questions", "sums", "projects"):
            yield preparer, reverse("import", args=[one.pk]) + f"?show={part}"
        yield preparer, reverse("import_project", args=[one.pk, 0])
        yield preparer, reverse("import_changes", args=[one.pk])
    yield preparer, reverse("table_open", args=[disclosed])
    yield preparer, reverse("table_new")
    for pk in (draft, returned, disclosed):
        for name in ("table", "table_findings", "versions", "table_steps", "comments", "downloads"):
            yield preparer, reverse(name, args=[pk])
    yield preparer, reverse("table_copy", args=[draft])
    yield preparer, reverse("table_step", args=[draft, "submit"])
    yield head, reverse("table_step", args=[disclosed, "retract"])
    yield preparer, reverse("table_step", args=[disclosed, "adjust"])
    yield preparer, reverse("table_step", args=[disclosed, "submit"])
    yield preparer, reverse("version", args=[disclosed, 1])
    yield preparer, reverse("versions", args=[disclosed]) + "?before=1&after=2"
    yield preparer, reverse("project", args=[key])
    yield preparer, reverse("history", args=[key])
    yield preparer, reverse("project_source", args=[made.disclosed.projects.first().key])
    yield preparer, reverse("rules")
    yield preparer, reverse("rule", args=["AMT001"])
    yield preparer, reverse("library")
    yield preparer, reverse("library") + "?q=Fairs"
    yield preparer, reverse("library_entry", args=[LibraryIndicator.objects.first().pk])
    yield preparer, reverse("search") + "?q=fairs"
    yield preparer, reverse("search") + "?q=nothing"
    for name in ("people", "units", "years", "health", "trail"):
        yield administrator, reverse(name)
    yield administrator, reverse("person", args=[made.preparer.pk])
    yield administrator, reverse("unit", args=[made.department.pk])
    yield preparer, reverse("people")  # not permitted: the page that says so
    yield preparer, "/nowhere/"
    yield preparer, reverse("account_change_password")
    yield preparer, reverse("mfa_index")


def _public_pages(made: SimpleNamespace) -> Iterator[str]:
    public = made.disclosed.public
    yield reverse("account_login")
    yield reverse("public_home")
    yield reverse("public_search") + "?q=fairs"
    yield reverse("public_table", args=[public.key])
    for project in public.projects.all():
        yield reverse("public_project", args=[public.key, project.key])


def test_a_walk_in_english_meets_no_chinese(
    latin: SimpleNamespace, log_in: Callable[[User], Client]
) -> None:
    clients = {role: log_in(getattr(latin, role.value)) for role in _ROLES}
    found = {}
    for role, address in _pages(latin):
        answer = clients[role].get(address, headers={"accept-language": "en"}, follow=True)
        assert answer.status_code in _PAGES, address
        if said := _Said(answer.content.decode()).found:
            found[f"{role} {address}"] = said
    visitor = Client(headers={"host": "127.0.0.1", "accept-language": "en"})
    for address in _public_pages(latin):
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        if said := _Said(answer.content.decode()).found:
            found[address] = said
    assert found == {}
