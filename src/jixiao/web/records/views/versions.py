"""Versions of a table, and the history of a project."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao.web.records.selectors import versions as selectors
from jixiao.web.records.selectors.tables import project_for, scope_of, table_for
from jixiao.web.records.services.changing import revision_restore


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a table; with ``?before=`` and ``?after=`` two of them side by side."""
    table, found = selectors.table_versions(for_user=request.user, pk=pk)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    compared = None
    if before and after:
        compared = selectors.compared(
            for_user=request.user, table=table, before=before, after=after
        )
    context = {
        "table": table, "versions": found, "compared": compared, "working": selectors.WORKING,
        "earlier": selectors.earlier_table(for_user=request.user, table=table),
        "earlier_side": selectors.EARLIER,
        "before": before or (str(found[0].number) if found else ""),
        "after": after or selectors.WORKING,
        "sees_all": scope_of(for_user=request.user, table=table).units is None,
    }  # fmt: skip
    return render(request, "records/versions.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version whole, with its hash: the address to cite."""
    table = table_for(for_user=request.user, pk=pk)
    whole = selectors.version_for(for_user=request.user, table=table, number=number)
    return render(request, "records/versions_one.html", {"table": table, "whole": whole})


@require_safe
def version_content(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The very text that a version's hash is of."""
    table = table_for(for_user=request.user, pk=pk)
    whole = selectors.version_for(for_user=request.user, table=table, number=number)
    answer = HttpResponse(whole.content, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="table-{pk}-version-{number}.json"'
    )
    return answer


@require_safe
def history(request: HttpRequest, key: str) -> HttpResponse:
    """A project over the years, and its revisions."""
    project = project_for(for_user=request.user, key=key)
    scope = scope_of(for_user=request.user, table=project.table)
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    context = {
        "project": project,
        "history": selectors.history(for_user=request.user, project=project, page=number),
        "may_edit": scope.may_edit(project.unit_id),
    }  # fmt: skip
    return render(request, "records/history.html", context)


@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Make a project say what it said in an earlier revision."""
    project = project_for(for_user=request.user, key=key)
    number = request.POST.get("revision", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise Http404
    try:
        revision_restore(
            project_key=str(project.key), revision=int(number), actor=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        messages.success(request, _("已恢复到第 %(number)s 次修订。") % {"number": number})
    return redirect("history", key=project.key)
