"""The source beside the record, and people's answers to what was read."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from jixiao.model import AMOUNT_FIELDS
from jixiao.web.records.models import Import
from jixiao.web.records.selectors import imports as selectors
from jixiao.web.records.selectors.tables import project_for, table_for
from jixiao.web.records.services.corrections import CORRECTED, Answer, answer, take_back
from jixiao.web.records.views.imports import table_number

_MOST_PAGES = 100_000


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    if not (len(given) < 7 and given.isdecimal() and 0 < int(given) <= _MOST_PAGES):
        raise Http404
    return int(given)


@require_GET
def import_source(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of the file with its marks: by its number, or the one where a part stands."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    shown = selectors.import_source(
        one=one, number=table_number(request), page=_page(request),
        part=request.GET.get("part", "")[:80],
    )  # fmt: skip
    return render(request, "records/imports/source_page.html", {"shown": shown})


@require_GET
def read_project(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """One project as it was read; each part leads to its place."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    number = table_number(request)
    record, part = selectors.read_project(one=one, number=number, index=index)
    return render(
        request, "records/imports/read_project.html",
        {
            "one": one, "number": number, "record": record, "part": part,
            "amounts": AMOUNT_FIELDS,
            "may_set": one.state in CORRECTED
            and selectors.may_prepare(for_user=request.user, one=one),
        },
    )  # fmt: skip


@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a repair, confirm a doubt, or set an amount; the file is read again."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    said = Answer(
        request.POST.get("action", ""), request.POST.get("key", "")[:80],
        (request.POST.get("own") or request.POST.get("value") or "")[:80], table_number(request),
    )  # fmt: skip
    try:
        now = answer(import_id=one.pk, said=said, actor=request.user, at=timezone.now())
        messages.success(
            request,
            _("已记下，并按它重新识读。")
            if now == one
            else _(
                "已记下，并按它重新识读。更正完后，点这一页上面的“并入更正”，核对后写入目标表。"
            ),
        )
        one = now
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(request, one)


@require_POST
def answer_back(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Forget an answer; the file is read again."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    try:
        one = take_back(
            import_id=one.pk, correction_id=correction, actor=request.user, at=timezone.now()
        )
        messages.success(request, _("已取消这条更正，并重新识读。"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(request, one)


def _back(request: HttpRequest, one: Import) -> HttpResponse:
    query = {"table": table_number(request), "show": request.POST.get("show", "questions")}
    return redirect(f"{reverse('import', args=[one.pk])}?{urlencode(query)}#work")


@require_safe
def project_source(request: HttpRequest, key: UUID) -> HttpResponse:
    """An accepted project beside its source."""
    project = project_for(for_user=request.user, key=str(key))
    found = selectors.project_source(for_user=request.user, project=project)
    return render(
        request, "records/imports/project_source.html",
        {
            "project": project, "found": found, "one": found.one, "record": found.record,
            "part": "p0", "amounts": AMOUNT_FIELDS,
            "may": selectors.may_prepare(for_user=request.user, one=found.one),
        },
    )  # fmt: skip


@require_GET
def project_source_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """A page of the file that an accepted project came from."""
    project = project_for(for_user=request.user, key=str(key))
    found = selectors.project_source(for_user=request.user, project=project)
    shown = selectors.project_source_page(
        found=found, page=_page(request), part=request.GET.get("part", "")[:80]
    )
    return render(request, "records/imports/source_page.html", {"shown": shown})


@require_safe
def table_open(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open in a table that was brought in."""
    table = table_for(for_user=request.user, pk=pk)
    points = selectors.open_points(for_user=request.user, table=table)
    return render(request, "records/imports/open.html", {"table": table, "points": points})
