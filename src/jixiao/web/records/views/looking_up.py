"""The indicator library and the search."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao.model.level_codes import level_codes
from jixiao.web.accounts.limits import limited
from jixiao.web.records.models import Project
from jixiao.web.records.selectors import library as selectors
from jixiao.web.records.selectors import work
from jixiao.web.records.selectors.searching import MOST_COUNTED, search
from jixiao.web.records.selectors.tables import project_for
from jixiao.web.records.services.library import library_insert

_LONGEST_QUERY = 200
_USES = 30


@require_safe
@limited("search")
def library(request: HttpRequest) -> HttpResponse:
    """The indicators of all tables kept here; with ``?project=`` to take one into a project."""
    words = request.GET.get("words", "")[:_LONGEST_QUERY]
    where = request.GET.get("where", "")[:_LONGEST_QUERY]
    class_code = request.GET.get("class", "")[:4]
    listed = selectors.library(
        for_user=request.user, words=words, class_code=class_code, where=where,
        page=_number(request.GET.get("page")) or 1,
    )  # fmt: skip
    context = {
        "listed": listed, "words": words, "where": where, "class_code": class_code,
        "classes": _classes(), "project": _project(request, request.GET.get("project", "")),
        "query": _without_page(request),
    }  # fmt: skip
    name = "records/library_panel.html" if request.htmx else "records/library.html"
    return render(request, name, context)


@require_safe
def library_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: its wordings, values, and every place where it is used."""
    entry = selectors.entry_for(for_user=request.user, pk=pk)
    uses = Paginator(selectors.uses_of(for_user=request.user, pk=pk), _USES)
    uses.count = entry.times  # as tallied
    page = uses.get_page(request.GET.get("page"))
    page.object_list = selectors.uses_by(for_user=request.user, ids=list(page.object_list))
    context = {
        "entry": entry, "uses": page, "classes": _classes(),
        "alike": selectors.alike_to(for_user=request.user, pk=pk),
        "project": _project(request, request.GET.get("project", "")),
        "query": _without_page(request),
    }  # fmt: skip
    name = "records/library_entry_panel.html" if request.htmx else "records/library_entry.html"
    return render(request, name, context)


@require_POST
def library_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an indicator of the library into a project, marked as suggested."""
    project = _project(request, request.POST.get("project", ""))
    if project is None:
        raise Http404
    problem = ""
    try:
        row = library_insert(
            project_key=str(project.key), entry_id=pk, use_id=_number(request.POST.get("use")),
            actor=request.user, at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        problem = "".join(error.messages)
    except PermissionDenied as error:
        if not request.htmx:
            raise
        problem = str(error)
    done = "" if problem else _("已插入“%(name)s”，标为取自指标库。") % {"name": row.name}
    if request.htmx:
        answer = render(request, "records/library_taken.html", {"problem": problem, "done": done})
        if not problem:
            # Of the page: the form that asked may be gone, the list around it came anew.
            answer.headers["HX-Trigger"] = json.dumps(
                {"desk:changed": {"project": str(project.key), "target": "body"}}
            )
        return answer
    (messages.error if problem else messages.success)(request, problem or done)
    return redirect(f"{reverse('library')}?project={project.key}")


@require_safe
@limited("search")
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything in his scope that holds the words."""
    query = request.GET.get("q", "")[:_LONGEST_QUERY]
    year = _number(request.GET.get("year"))
    results = search(
        for_user=request.user, query=query, section=request.GET.get("in", ""), year=year,
        page=_number(request.GET.get("page")) or 1,
    )  # fmt: skip
    years = work.years(for_user=request.user)
    context = {
        "q": query, "results": results, "year": year, "years": years,
        "most": MOST_COUNTED, "total": sum(results.counts.values()),
        "more": any(n > MOST_COUNTED for n in results.counts.values()),
    }  # fmt: skip
    return render(request, "records/search.html", context)


def _project(request: HttpRequest, key: str) -> Project | None:
    if not key:
        return None
    try:
        return project_for(for_user=request.user, key=key)
    except ValidationError as error:  # no key at all
        raise Http404 from error


def _classes() -> list[tuple[str, str]]:
    """Level-1 and level-2 codes with their labels, each once."""
    codes = level_codes()
    found: dict[str, str] = {}
    for level in (codes.level1, codes.level2):
        for label, code in level.items():
            found.setdefault(code, label)
    return sorted(found.items())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _without_page(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
