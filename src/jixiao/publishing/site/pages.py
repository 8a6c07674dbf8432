"""The site as files: pages, their style and scripts, the search data, and what to download."""

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from jixiao.model import Reading
from jixiao.publishing.site.render import asset, render
from jixiao.publishing.site.search_index import search_files
from jixiao.publishing.site.tallies import QUANTIFIED, class_counts, form_counts
from jixiao.publishing.site.view import (
    SiteProject,
    SiteTable,
    file_name,
    repair_count,
    same_department,
    view_site,
)
from jixiao.publishing.site.words import words, words_script

ASSETS = ("site.css", "site.js", "search.js")
# What a file may not be called on one of the systems that a memory stick goes to.
_BAD_NAME = re.compile(
    r"""[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]"""
    r"|^\s*$|^\.|[. ]$|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)",
    re.IGNORECASE,
)
_LONGEST_CHART = 15


class Download(NamedTuple):
    """A file that the site offers."""

    name: str
    link: str
    size: int
    sha256: str


class _Site(NamedTuple):
    title: tuple[str, str]
    date: str
    made_by: str
    tables: tuple[SiteTable, ...]
    readings: tuple[Reading, ...]
    downloads: tuple[Download, ...]


def write_site(
    readings: Sequence[Reading],
    *,
    downloads: Mapping[str, bytes] | None = None,
    title: str | None = None,
    title_en: str | None = None,
    published: datetime.date | None = None,
    made_by: str = "jixiao",
) -> Iterator[tuple[str, bytes]]:
    """The files of a static site that opens from disk: path with ``/`` between folders, content.

    Nothing of the site depends on when or where it is made: the same input gives the same bytes.

    Args:
        readings: What to publish, in this order; several departments and years are welcome.
        downloads: Files to offer, by their names.
        title: Name of the site, in Chinese.
        title_en: Name of the site in English.
        published: Date that the pages bear.
        made_by: Name and version of the program, for the foot of each page.

    Raises:
        ValueError: A download has a name that no file can have everywhere, or two have one name
            but for capital letters.
    """
    offered = downloads or {}
    _refuse_bad_names(offered)
    known = words()["site.title"]
    site = _Site(
        (title or known[0], title_en or title or known[1]),
        "" if published is None else published.isoformat(),
        made_by,
        view_site(readings),
        tuple(readings),
        tuple(_download(name, content) for name, content in offered.items()),
    )
    return _files(site, offered)


def _files(site: _Site, offered: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _page(site, "index.html.j2", "overview", share_counts=_share_counts(site))
    yield "search.html", _page(site, "search.html.j2", "search")
    yield "sources.html", _page(site, "sources.html.j2", "sources")
    if site.downloads:
        yield "downloads.html", _page(site, "downloads.html.j2", "downloads")
    yield "about.html", _page(site, "about.html.j2", "about")
    for table in site.tables:
        values = {"table": table, "fields": printed_fields(table)}
        yield (
            f"d/{table.key}.html",
            _page(
                site, "table.html.j2", "overview", "../", **values,
                others=same_department(site.tables, table),
                largest=_largest(table), sums=_sums(table), shares=_counts(table),
            ),
        )  # fmt: skip
        yield f"s/{table.key}.html", _page(site, "source.html.j2", "sources", "../", **values)
        projects = table.projects
        for index, project in enumerate(projects):
            before = projects[index - 1] if index else None
            after = projects[index + 1] if index + 1 < len(projects) else None
            yield (
                f"p/{project.key}.html",
                _page(
                    site, "project.html.j2", "overview", "../", **values,
                    project=project, before=before, after=after,
                ),
            )  # fmt: skip
    for name in ASSETS:
        yield f"assets/{name}", asset(name)
    yield "assets/words.js", words_script()
    yield from search_files(site.tables)
    for name, content in offered.items():
        yield f"downloads/{name}", content


def _page(site: _Site, template: str, here: str, root: str = "", **values: Any) -> bytes:
    return render(
        template,
        site=site,
        here=here,
        root=root,
        file_name=file_name,
        repair_count=repair_count,
        **values,
    )


def printed_fields(table: SiteTable) -> tuple[str, ...]:
    """总计, and the other amount columns in which anything is printed."""
    fields = ("total", "fiscal_appropriation", "special_account_appropriation", "other_funds")
    fundings = [table.record.grand_total]
    fundings += [unit.funding for unit, _ in table.units]
    fundings += [project.record.funding for project in table.projects]
    return tuple(
        field
        for field in fields
        if field == "total" or any(getattr(one, field) is not None for one in fundings)
    )


def _largest(table: SiteTable) -> tuple[SiteProject, ...]:
    """The projects with most money, as printed; those alike in the printed order."""
    with_money = [one for one in table.projects if one.record.funding.total is not None]
    with_money.sort(key=lambda one: -(one.record.funding.total or 0))
    return tuple(with_money[:_LONGEST_CHART])


def _counts(table: SiteTable) -> dict[str, Any]:
    indicators = table.record.indicators
    forms = form_counts(indicators)
    return {
        "classes": class_counts(indicators),
        "forms": forms,
        "all": len(indicators),
        "quantified": sum(forms.get(form, 0) for form in QUANTIFIED),
    }


def _share_counts(site: _Site) -> dict[str, Any]:
    """Counts of each table and of all; money by the unit that it is printed in."""
    whole = [one for table in site.tables for one in table.record.indicators]
    units: dict[str | None, list[SiteTable]] = {}
    for table in site.tables:
        units.setdefault(table.record.amount_unit, []).append(table)
    return {
        "tables": [(table, _counts(table)) for table in site.tables],
        "classes": class_counts(whole),
        "forms": form_counts(whole),
        "all": len(whole),
        "projects": sum(len(table.projects) for table in site.tables),
        "units": units,
    }


def _sums(table: SiteTable) -> list[list[Any]]:
    """The sums; columns that say the same are one."""
    groups: dict[tuple[object, ...], list[Any]] = {}
    for check in table.record.arithmetic:
        same = (check.of, check.by, check.name, check.printed, check.computed, check.verdict)
        groups.setdefault(same, []).append(check)
    return list(groups.values())


def _refuse_bad_names(offered: Mapping[str, bytes]) -> None:
    seen: dict[str, str] = {}
    for name in offered:
        if _BAD_NAME.search(name):
            raise ValueError(f"a download cannot be called {name!r}")
        if (other := seen.setdefault(name.casefold(), name)) != name:
            raise ValueError(f"downloads {other!r} and {name!r} would be one file")


def _download(name: str, content: bytes) -> Download:
    return Download(
        name, f"downloads/{quote(name)}", len(content), hashlib.sha256(content).hexdigest()
    )
