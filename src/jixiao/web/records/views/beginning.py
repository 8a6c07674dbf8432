"""Beginning a year, taking projects over from elsewhere, and the fill-in workbook."""

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.model import UnreadableDocument
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.selectors import beginning as select
from jixiao.web.records.selectors.projects import issues, similar, sources
from jixiao.web.records.selectors.tables import scope_of, table_for, versions
from jixiao.web.records.selectors.work import prepared_departments
from jixiao.web.records.services import workbooks, years
from jixiao.web.records.services.imports import store
from jixiao.web.records.views.acting import act, number

_SALT = "jixiao.returned-workbook"
_MOST_BYTES = 20_000_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def table_new(request: HttpRequest) -> HttpResponse:
    """Begin a table: whose, which year, empty or from an earlier one."""
    departments = prepared_departments(for_user=request.user)
    if not departments.exists():
        raise PermissionDenied(_("只有部门的填报员可以新建目标表。"))
    asked = request.POST or request.GET
    department = departments.filter(pk=number(asked.get("department")) or 0).first()
    if department is None and asked.get("department"):
        raise Http404
    if department is None and len(only := list(departments[:2])) == 1:
        department = only[0]
    earlier = [] if department is None else select.earlier(for_user=request.user, of=department)
    if request.method == "POST" and department is not None:
        year = number(request.POST.get("year"))
        source = number(request.POST.get("source"))
        if year is None or not 1990 <= year <= 2100:
            messages.error(request, _("请写四位数的预算年度，例如 2027。"))
        elif begun := act(
            request, years.table_begin, department=department, year=year, source_id=source
        ):
            _tell_begun(request, begun)
            return redirect("table", begun.table.pk)
    context = {
        "departments": departments[:500], "department": department, "earlier": earlier,
        "year": asked.get("year") or (earlier[0].year + 1 if earlier else timezone.localdate().year),
        "source": number(asked.get("source")),
    }  # fmt: skip
    return render(request, "records/table_new.html", context)


def _tell_begun(request: HttpRequest, begun: years.Begun) -> None:
    told = _("已新建%(table)s的目标表。") % {"table": begun.table}
    if begun.copied:
        told += _("带入 %(count)s 个项目，沿用的内容都有标记，请逐格核对。") % {
            "count": begun.copied
        }
    messages.success(request, told)
    if begun.left_out:
        messages.warning(
            request,
            _("没有带入已到结束年度的 %(count)s 个项目：%(names)s。需要的可以用“带入项目”补上。")
            % {"count": len(begun.left_out), "names": _("、").join(begun.left_out)},
        )


@require_http_methods(["GET", "POST"])
def table_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose projects of other tables, versions or departments, and take them over."""
    table = _to_fill(request, pk)
    scope = scope_of(for_user=request.user, table=table)
    if request.method == "POST":
        made = _take(request, table)
        if made:
            told = _("已带入 %(count)s 个项目，沿用的内容都有标记，请逐格核对。")
            messages.success(request, told % {"count": len(made)})
            return redirect("table", table.pk)
    asked = request.GET
    words = asked.get("q", "").strip()[:100]
    tables = list(sources(for_user=request.user, table=table)[:50])
    kept = list(versions(for_user=request.user, table=table)[:50])
    source = next((t for t in tables if t.pk == number(asked.get("from"))), None)
    version = next((v for v in kept if v.pk == number(asked.get("version"))), None)
    if source is None and version is None and not words and tables:
        source = tables[0]
    context = {
        "table": table, "tables": tables, "versions": kept, "source": source, "version": version,
        "words": words, "units": select.units_to_fill(table, scope),
        "found": similar(for_user=request.user, table=table, words=words),
        "offered": select.offered(for_user=request.user, table=table, source=source, version=version),
    }  # fmt: skip
    return render(request, "records/table_copy.html", context)


def _take(request: HttpRequest, table: ObjectiveTable) -> object:
    version = number(request.POST.get("version"))
    if version is not None:
        places = [n for text in request.POST.getlist("place") if (n := number(text)) is not None]
        return act(
            request, years.version_copy, table_id=table.pk, version_id=version, places=places
        )
    unit = number(request.POST.get("unit"))
    keys = [key for text in request.POST.getlist("key") if (key := _uuid(text))]
    if not keys:
        messages.error(request, _("没有选中可以带入的项目。"))
        return None
    return act(request, years.projects_copy, table_id=table.pk, keys=keys, unit_id=unit)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The fill-in workbook of a table."""
    table = _to_fill(request, pk)
    made = act(request, workbooks.template_issue, table_id=table.pk)
    if made is None:
        return redirect("table", table.pk)
    _issue, content = made
    response = HttpResponse(content, content_type=_XLSX)
    name = f"{table.department.name}{table.year}年绩效目标填报.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_POST
def template_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a returned workbook would change, to look at before anything is written."""
    table = _to_fill(request, pk)
    file = request.FILES.get("file")
    if file is None or not file.size:
        messages.error(request, _("请先选择填好的模板文件。"))
        return redirect("table", table.pk)
    if file.size > _MOST_BYTES:
        messages.error(request, _("填报模板太大，最多 20 MB。"))
        return redirect("table", table.pk)
    issue = number(request.POST.get("issue"))
    returned = {"table": table.pk, "sha256": store(file.read()), "name": file.name, "issue": issue}
    return _compared(request, table, returned)


def _compared(
    request: HttpRequest, table: ObjectiveTable, returned: dict[str, object]
) -> HttpResponse:
    issue = issues(for_user=request.user, table=table).filter(pk=returned["issue"]).first()
    try:
        outcome = act(
            request, _compare, table=table, sha256=returned["sha256"], name=returned["name"],
            issue=issue,
        )  # fmt: skip
    except UnreadableDocument as error:
        messages.error(request, f"{error.problem}{error.advice}")
        outcome = None
    if outcome is None:
        return redirect("table", table.pk)
    token = signing.dumps(
        returned | {"revision": table.revision, "user": request.user.pk}, salt=_SALT
    )
    context = returned | {"table": table, "outcome": outcome, "issue": issue, "token": token}
    return render(request, "records/table_returned.html", context)


def _compare(*, at: object, **arguments: object) -> object:
    return workbooks.template_compare(**arguments)


@require_POST
def template_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the returned workbook into the table, as it was shown."""
    table = _to_fill(request, pk)
    try:
        given = signing.loads(request.POST.get("token", ""), salt=_SALT, max_age=24 * 3600)
    except signing.BadSignature:
        given = {}
    if (given.get("table"), given.get("user")) != (table.pk, request.user.pk):
        messages.error(request, _("这次预览已经失效，请重新上传填好的模板。"))
        return redirect("table", table.pk)
    issue = issues(for_user=request.user, table=table).filter(pk=given["issue"]).first()
    try:
        outcome = act(
            request, workbooks.template_merge, table_id=table.pk, sha256=given["sha256"],
            name=given["name"], issue=issue, revision=given["revision"], theirs=choices(request),
        )  # fmt: skip
    except UnreadableDocument as error:
        messages.error(request, f"{error.problem}{error.advice}")
        outcome = None
    if outcome is None:
        table.refresh_from_db()
        return _compared(
            request, table, {name: given[name] for name in ("table", "sha256", "name", "issue")}
        )
    told = _("已并入“%(name)s”，有改动的项目 %(count)s 个。")
    messages.success(request, told % {"name": given["name"], "count": len(outcome.changed)})
    return redirect("table", table.pk)


def choices(request: HttpRequest) -> list[workbooks.Choice]:
    """The conflicts of a merge in which the other side is right."""
    found = []
    for choice in request.POST.getlist("theirs"):
        place, key, field = [*choice.split("/", 2), "", ""][:3]
        found.append((number(place) or 0, key, field))
    return found


def _to_fill(request: HttpRequest, pk: int) -> ObjectiveTable:
    """A table in which this person fills in something now; for others the page is not there."""
    table = table_for(for_user=request.user, pk=pk)
    if scope_of(for_user=request.user, table=table).editable == ():
        raise Http404
    return table
