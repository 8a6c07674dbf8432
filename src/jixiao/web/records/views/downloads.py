"""Files for people inside: official forms, open data, the template, the opinion, the check."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_q.models import OrmQ, Task

from jixiao.publishing import CannotCarry
from jixiao.web.accounts.limits import limited
from jixiao.web.records.forms_out import OUTS, file_name
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.selectors.tables import scope_of, table_for, version_for, versions
from jixiao.web.records.services import files
from jixiao.web.records.services.imports import stored_at


@require_GET
def downloads(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be had of the working copy and of each version."""
    table = table_for(for_user=request.user, pk=pk)
    known = versions(for_user=request.user, table=table)
    context = {"table": table, "outs": OUTS, "versions": known}
    return render(request, "records/workflow_downloads.html", context)


@require_GET
@limited("download")
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """One file; of a large table a job makes it, and the page waits for it."""
    table = table_for(for_user=request.user, pk=pk)
    if form not in OUTS:
        raise Http404
    number = _number(request, table)
    units = scope_of(for_user=request.user, table=table).units
    wanted = {
        "table_id": table.pk, "form": form, "number": number, "units": units,
        "on": timezone.localdate(),
    }  # fmt: skip
    if files.is_large(table):
        job = files.file_job_start(**wanted, user_id=request.user.pk)
        address = f"{request.path}{job}/"
        return redirect(address if number is None else f"{address}?version={number}")
    try:
        content = files.file_content(**wanted)
    except CannotCarry as error:
        return _cannot(request, table, list(map(str, error.problems)))
    response = HttpResponse(content, content_type=OUTS[form].media_type)
    response["Content-Disposition"] = _named(table, form, number)
    return response


@require_GET
def made(request: HttpRequest, pk: int, form: str, job: str) -> HttpResponse:
    """A file that a job makes: wait, or have it; only who asked for it."""
    table = table_for(for_user=request.user, pk=pk)
    if form not in OUTS:
        raise Http404
    number = _number(request, table)
    group = files.job_group(table.pk, form, number, request.user.pk)
    task = Task.objects.filter(id=job, group=group).first()
    if task is None:
        if not any((one.task_id(), one.group()) == (job, group) for one in OrmQ.objects.all()):
            raise Http404
        return render(request, "records/workflow_waiting.html", {"table": table})
    if not task.success:
        return _cannot(request, table, [_("文件没有做成；请重试，或换一种格式。")])
    path = stored_at(str(task.result))
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=OUTS[form].media_type)
    response["Content-Disposition"] = _named(table, form, number)
    return response


def _number(request: HttpRequest, table: ObjectiveTable) -> int | None:
    """The version that is asked for, if this person may see it."""
    asked = request.GET.get("version")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 9:
        raise Http404
    return version_for(for_user=request.user, table=table, number=int(asked)).number


def _named(table: ObjectiveTable, form: str, number: int | None) -> str:
    name = file_name(table.department.name, table.year, form, number)
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _cannot(request: HttpRequest, table: ObjectiveTable, problems: list[str]) -> HttpResponse:
    context = {"table": table, "problems": problems}
    return render(request, "records/workflow_cannot.html", context, status=422)
