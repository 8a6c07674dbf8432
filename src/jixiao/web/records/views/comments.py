"""Comments: read, said, dealt with."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.web.records.models import ObjectiveTable, Project
from jixiao.web.records.selectors import comments as selectors
from jixiao.web.records.selectors.tables import project_for, projects, table_for
from jixiao.web.records.services import comments as services

_ACTS = {
    "accept": (services.comment_accept, gettext_noop("已经采纳，建议值写进了表里。")),
    "resolve": (services.comment_resolve, gettext_noop("已经标为处理。")),
    "reopen": (services.comment_reopen, gettext_noop("已经重新打开。")),
}


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The comments of a table or of one project in it, and a form to say more."""
    table = table_for(for_user=request.user, pk=pk)
    project = _project(request, table)
    error, status = "", 200
    if request.method == "POST":
        try:
            _add(request, table, project)
        except ValidationError as problem:
            error, status = " ".join(problem.messages), 422
        except PermissionDenied as problem:
            error, status = str(problem), 403
        else:
            messages.success(request, _("批注已经记下。"))
            return redirect(_address(table.pk, project and project.key))
    context = {
        "table": table,
        "project": project,
        "error": error,
        "typed": request.POST,
        "lines": selectors.lines_of(project) if project else [],
        "projects": projects(for_user=request.user).filter(table=table),
        "comments": selectors.comments(
            for_user=request.user, table=table, project_key=project and project.key
        ),
        "may_add": selectors.may_add(for_user=request.user, table=table, project=project),
    }
    page = "records/_comments.html" if request.htmx else "records/workflow_comments.html"
    return render(request, page, context, status=status)


@require_POST
def comment_act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Accept, resolve or reopen a comment."""
    if what not in _ACTS:
        raise Http404
    one = selectors.comment_for(for_user=request.user, pk=pk)
    service, done = _ACTS[what]
    said = {"answer": request.POST.get("answer", "")} if what == "resolve" else {}
    try:
        service(comment_id=one.pk, actor=request.user, at=timezone.now(), **said)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _(done))
    key = request.POST.get("project", "")
    return redirect(_address(one.table_id, one.project_key if key else None))


def _project(request: HttpRequest, table: ObjectiveTable) -> Project | None:
    key = request.POST.get("project") or request.GET.get("project")
    if not key:
        return None
    try:
        UUID(key)
    except ValueError as error:
        raise Http404 from error
    project = project_for(for_user=request.user, key=key)
    if project.table_id != table.pk:
        raise Http404
    return project


def _add(request: HttpRequest, table: ObjectiveTable, project: Project | None) -> None:
    indicator, _colon, field = request.POST.get("line", "").partition(":")
    try:
        key = UUID(indicator) if indicator else None
    except ValueError as error:
        raise ValidationError(_("请重新选择批注的是哪一栏。")) from error
    suggested = request.POST.get("suggested", "").strip()
    blank = "suggest_blank" in request.POST
    services.comment_add(
        table_id=table.pk, actor=request.user, at=timezone.now(),
        text=request.POST.get("text", ""), project_key=project and project.key,
        indicator_key=key, field=field, suggested=suggested if suggested or blank else None,
    )  # fmt: skip


def _address(pk: int, key: UUID | None) -> str:
    address = reverse("comments", args=[pk])
    return address if key is None else f"{address}?project={key}"
