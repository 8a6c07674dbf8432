"""A table: its head, unit rows and projects, and what is done with its lines."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao.web.records.selectors import projects as select
from jixiao.web.records.selectors.tables import project_for, scope_of, table_for
from jixiao.web.records.selectors.versions import earlier_table
from jixiao.web.records.services import rows
from jixiao.web.records.views.acting import act, number


@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The table with its rows, to fill in or only to read."""
    one = table_for(for_user=request.user, pk=pk)
    scope = scope_of(for_user=request.user, table=one)
    edits = scope.editable != ()
    lines = select.table_lines(one, scope)
    context = {
        "table": one, "scope": scope, "edits": edits, "lines": lines,
        "earlier": earlier_table(for_user=request.user, table=one) if scope.units is None else None,
        "last": lines.last_changed_by(request.user) if edits else None,
        "deleted": select.deleted_projects(one, scope) if edits else [],
        "unit_names": select.unit_names(one) if edits and scope.may_edit_all else [],
        "issues": select.issues(for_user=request.user, table=one)[:20] if edits else [],
    }  # fmt: skip
    return render(request, "records/table.html", context)


@require_POST
def unit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit row."""
    one = table_for(for_user=request.user, pk=pk)
    made = act(request, rows.unit_add, table_id=one.pk, name=request.POST.get("name", ""))
    return _back(one.pk, f"unit-{made.pk}" if made else "add-unit")


@require_POST
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a unit row."""
    unit = select.unit_for(for_user=request.user, pk=pk)
    act(request, rows.unit_rename, unit_id=unit.pk, name=request.POST.get("name", ""))
    return _back(unit.table_id, f"unit-{unit.pk}")


@require_POST
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a unit row up or down."""
    unit = select.unit_for(for_user=request.user, pk=pk)
    act(request, rows.unit_move, unit_id=unit.pk, step=_step(request))
    return _back(unit.table_id, f"unit-{unit.pk}")


@require_POST
def unit_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a unit row with its projects."""
    unit = select.unit_for(for_user=request.user, pk=pk)
    name, table_id = unit.name, unit.table_id
    count = act(request, rows.unit_delete, unit_id=unit.pk)
    if count is not None:
        told = _("已删除单位行“%(name)s”和其中 %(count)s 个项目；项目可以在“最近删除”里恢复。")
        messages.success(request, told % {"name": name, "count": count})
    return _back(table_id, "deleted")


@require_POST
def sums_compute(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sums of the projects instead of what was filled in."""
    one = table_for(for_user=request.user, pk=pk)
    unit = None
    if request.POST.get("unit"):
        unit = select.unit_for(for_user=request.user, pk=number(request.POST["unit"]) or 0)
    unit_id = None if unit is None else unit.pk
    if act(request, rows.sums_compute, table_id=one.pk, unit_id=unit_id):
        messages.success(request, _("已按项目重新计算。"))
    return _back(one.pk, f"unit-{unit_id}" if unit_id else "total")


@require_POST
def project_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a project to a unit row and open it."""
    unit = select.unit_for(for_user=request.user, pk=pk)
    made = act(request, rows.project_create, unit_id=unit.pk, name=request.POST.get("name", ""))
    return redirect("project", made.key) if made else _back(unit.table_id, f"unit-{unit.pk}")


@require_POST
def project_move(request: HttpRequest, key: str) -> HttpResponse:
    """Move a project up or down, or to another unit row."""
    one = project_for(for_user=request.user, key=key)
    unit = number(request.POST.get("unit"))
    if unit is not None:
        unit = select.unit_for(for_user=request.user, pk=unit).pk
    act(request, rows.project_move, key=one.key, step=_step(request), unit_id=unit)
    return _back(one.table_id, f"project-{one.key}")


@require_POST
def project_delete(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a project; it can be brought back."""
    one = project_for(for_user=request.user, key=key)
    if act(request, rows.project_delete, key=one.key):
        told = _("已删除项目“%(name)s”，可以在“最近删除”里恢复。")
        messages.success(request, told % {"name": one.name})
    return _back(one.table_id, "deleted")


@require_POST
def project_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted project back."""
    kept = select.revision_for(for_user=request.user, pk=pk)
    if made := act(request, rows.project_restore, revision_id=kept.pk):
        messages.success(request, _("已恢复项目“%(name)s”。") % {"name": made.name})
        return _back(kept.table_id, f"project-{made.key}")
    return _back(kept.table_id, "deleted")


def _back(table_id: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('table', args=[table_id])}#{place}")


def _step(request: HttpRequest) -> int:
    return -1 if request.POST.get("step") == "-1" else 1
