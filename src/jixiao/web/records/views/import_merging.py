"""A corrected reading beside the table: what it would change, and taking it over."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jixiao.web.records.models import Import
from jixiao.web.records.selectors import imports as selectors
from jixiao.web.records.selectors.correcting import import_compare
from jixiao.web.records.services.import_merge import import_merge
from jixiao.web.records.views.acting import act, number
from jixiao.web.records.views.beginning import choices
from jixiao.web.records.views.imports import table_number


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What a new reading of an accepted file changes; a POST takes it into the table."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    if not selectors.may_prepare(for_user=request.user, one=one):
        raise PermissionDenied
    table = table_number(request)
    if request.method == "POST":
        merged = act(
            request, import_merge, import_id=one.pk, table_number=table, theirs=choices(request),
            seen=(number(request.POST.get("revision")) or 0, number(request.POST.get("asked")) or 0),
            remove=_keys(request),
        )  # fmt: skip
        if merged:
            told = _("已并入“%s”，后来填的内容都保留。可以在这一页撤销。")
            messages.success(request, told % merged)
            return redirect("import", pk=one.pk)
        one.refresh_from_db()
    found = import_compare(one=one, number=table) if one.state == Import.State.READY else None
    if found is None:
        raise Http404
    context = {
        "one": one, "number": table, "found": found, "outcome": found.outcome, "table": found.table,
    }  # fmt: skip
    return render(request, "records/imports/merge.html", context)


def _keys(request: HttpRequest) -> set[UUID]:
    found = set()
    for text in request.POST.getlist("remove"):
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
