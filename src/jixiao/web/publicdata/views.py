"""Pages for everyone; each says by its ETag which version it shows."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

import jixiao
from jixiao.pipeline import forms_of
from jixiao.publishing.site.tallies import CLASSES
from jixiao.web.accounts.limits import limited
from jixiao.web.publicdata import selectors
from jixiao.web.publicdata.selectors import Asked, Gone
from jixiao.web.records.forms_out import OUTS, PUBLIC, file_name
from jixiao.web.records.models import PublicTable
from jixiao.web.records.services.imports import stored_at

View = Callable[..., HttpResponse]
language = login_not_required(csrf_exempt(set_language))
"""Only says in which language to answer; public pages need no cookie for it beforehand."""


def _public(view: View) -> View:
    """For everybody, to be read only; what is no longer public says so."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            return render(request, "publicdata/gone.html", {"gone": gone}, status=410)

    return login_not_required(require_safe(answered))


@_public
def home(request: HttpRequest) -> HttpResponse:
    """All departments and years."""
    page = _number(request.GET.get("page", "")) or 1
    versions = map(str, selectors.tables().values_list("version", flat=True))
    return _answer(request, "home", lambda: selectors.overview(page), str(page), *versions)


@_public
def table(request: HttpRequest, key: str) -> HttpResponse:
    """One department and year."""
    public = selectors.table_by(key)

    def context() -> dict[str, Any]:
        site = selectors.contents_of(public)
        return {"site": site, "charts": selectors.table_charts(site), "files": _files(public)}

    return _answer(request, "table", context, public.version.sha256, public=public)


@_public
def project(request: HttpRequest, key: str, project: str) -> HttpResponse:
    """One project."""
    public = selectors.table_by(key)
    one = selectors.project_by(public, project)

    def context() -> dict[str, Any]:
        every = selectors.contents_of(public).projects
        before = every[one.number - 2] if one.number > 1 else None
        after = every[one.number] if one.number < len(every) else None
        return {"project": one, "before": before, "after": after}

    return _answer(request, "project", context, public.version.sha256, public=public)


@_public
def indicator(request: HttpRequest, key: str, project: str, indicator: str) -> HttpResponse:
    """One indicator."""
    public = selectors.table_by(key)
    whole = selectors.project_by(public, project)
    one = selectors.indicator_by(public, whole, indicator)
    context = {"project": whole, "indicator": one}
    return _answer(request, "indicator", context, public.version.sha256, public=public)


@_public
def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The official form, to print on A4 landscape."""
    public = selectors.table_by(key)

    def context() -> dict[str, Any]:
        return {"forms": forms_of(selectors.contents_of(public).reading)}

    return _answer(request, "print", context, public.version.sha256, public=public)


@_public
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The address by which a disclosed version is cited."""
    public = selectors.table_by(key)
    selectors.version_by(public, number)
    return redirect("public_table", key=public.key)


@_public
@limited("download")
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """A file that was made when the version was disclosed."""
    public = selectors.table_by(key)
    kept = public.version.details.get("files", {}).get(form)
    if form not in PUBLIC or kept is None:
        raise Http404
    etag = quote_etag(kept["sha256"])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        path = stored_at(kept["sha256"])
        if not path.exists():
            raise Http404
        response = FileResponse(path.open("rb"), content_type=OUTS[form].media_type)
        name = file_name(public.department, public.year, form)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=name
        )
    return _kept(response, etag)


@_public
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    """Projects and indicators by words and facets."""
    asked, query = _asked(request)
    context = {"found": selectors.search(asked), "asked": asked, "query": query}
    return render(request, "publicdata/search.html", context)


def _asked(request: HttpRequest) -> tuple[Asked, dict[str, str]]:
    """What is searched for; what makes no sense is left out."""
    given = {name: request.GET.get(name, "").strip()[:300] for name in _FACETS}
    year, page = (_number(given[name]) for name in ("year", "page"))
    code = given["class"] if given["class"] in CLASSES else ""
    quantified = {"1": True, "0": False}.get(given["quantified"])
    asked = Asked(
        selectors.words_of(given["q"]), year, given["department"], given["unit"], code, quantified,
        max(page or 1, 1),
    )  # fmt: skip
    return asked, {name: text for name, text in given.items() if text}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


_FACETS = ("q", "year", "department", "unit", "class", "quantified", "page")


def _files(public: PublicTable) -> list[tuple[str, Any, int]]:
    kept = public.version.details.get("files", {})
    return [(form, OUTS[form].title, kept[form]["bytes"]) for form in PUBLIC if form in kept]


def _answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | Callable[[], dict[str, Any]],
    *parts: str,
    public: PublicTable | None = None,
) -> HttpResponse:
    """A page, or that the reader's copy is still right; made only if it is not."""
    said = "|".join((jixiao.__version__, template, get_language() or "", *parts))
    etag = quote_etag(hashlib.sha256(said.encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        values = context() if callable(context) else context
        response = render(request, f"publicdata/{template}.html", {"public": public, **values})
    return _kept(response, etag)


def _kept(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
