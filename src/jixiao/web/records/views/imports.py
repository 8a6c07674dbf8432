"""Files that are brought in: the list, the preview, and what is decided about them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from jixiao.reading import EXTENSIONS
from jixiao.web.accounts.models import OrgUnit
from jixiao.web.accounts.refusals import note_refusal
from jixiao.web.records.models import Import
from jixiao.web.records.selectors import imports as selectors
from jixiao.web.records.selectors.correcting import merge_base
from jixiao.web.records.selectors.work import prepared_departments
from jixiao.web.records.services.corrections import CORRECTED, settle
from jixiao.web.records.services.import_undo import ChangedSince, import_redo, import_undo
from jixiao.web.records.services.imports import (
    SameContent,
    amount_units,
    import_accept,
    import_again,
    import_cancel,
    import_start,
)

_PAGE = 50
_RUNNING = (Import.State.WAITING, Import.State.READING)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_TABS = ("projects", "questions", "repairs", "sums", "answers")


class Taken(NamedTuple):
    """What became of one uploaded file; without a name, what is wrong with a ``field`` of the form."""

    name: str
    one: Import | None = None
    earlier: Import | None = None
    problem: str = ""
    field: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """The list; a POST brings files in."""
    results = _upload(request) if request.method == "POST" else []
    if any(one.problem for one in results):
        note_refusal(request)
    context = _list_context(request) | {"results": results}
    if request.htmx and request.method == "POST":
        return render(request, "records/imports/uploaded.html", context)
    return render(request, "records/imports/list.html", context)


@require_safe
def import_rows(request: HttpRequest) -> HttpResponse:
    """The rows alone, asked for again while something is read."""
    return render(request, "records/imports/rows.html", _list_context(request))


def _list_context(request: HttpRequest) -> dict[str, Any]:
    found = Paginator(selectors.import_list(for_user=request.user), _PAGE)
    page = found.get_page(request.GET.get("page"))
    return {
        "page": page,
        "running": any(one.state in _RUNNING for one in page),
        "departments": prepared_departments(for_user=request.user),
        "accept": ",".join(sorted(EXTENSIONS)),
        "most_megabytes": settings.UPLOAD_MAX_BYTES // 1_000_000,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "this_year": timezone.localdate().year,
    }


def _upload(request: HttpRequest) -> list[Taken]:
    files = request.FILES.getlist("files")
    wrong = []
    for field, ask in (("department", _department), ("year", _year)):
        try:
            ask(request)
        except ValidationError as error:
            wrong.append(Taken("", problem=" ".join(error.messages), field=field))
    if not files:
        problem = _("没有选文件。请点“选择文件”，或把文件拖到框里。")
        wrong.append(Taken("", problem=problem, field="files"))
    if wrong:
        return wrong
    department, year = _department(request), _year(request)
    return [_take(request, file, department, year) for file in files]


def _take(request: HttpRequest, file: UploadedFile, department: OrgUnit, year: int | None) -> Taken:
    name = file.name or ""
    try:
        # One byte more than allowed is enough to be refused.
        content = file.read(settings.UPLOAD_MAX_BYTES + 1)
        one = import_start(
            department=department, name=name, content=content, year=year, actor=request.user,
            at=timezone.now(), queue=True, repeat=False,
        )  # fmt: skip
    except SameContent as same:
        return Taken(name, earlier=same.earlier)
    except ValidationError as error:
        return Taken(name, problem=" ".join(error.messages))
    return Taken(name, one)


def _department(request: HttpRequest) -> OrgUnit:
    mine = prepared_departments(for_user=request.user)
    given = request.POST.get("department", "")
    if not given.isdecimal():
        raise ValidationError(_("请选择部门。"))
    return get_object_or_404(mine, pk=int(given[:18]))


def _year(request: HttpRequest) -> int | None:
    given = request.POST.get("year", "").strip()
    if not given:
        return None
    if not (len(given) == 4 and given.isdecimal() and _FIRST_YEAR <= int(given) <= _LAST_YEAR):
        raise ValidationError(_("预算年度应是四位数字，例如 2026。"))
    return int(given)


@require_safe
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview before anything is written, or what became of it."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    return render(request, "records/imports/detail.html", _detail(request, one))


def _detail(request: HttpRequest, one: Import) -> dict[str, Any]:
    number = one.table_number if one.state == Import.State.ACCEPTED else table_number(request)
    may = selectors.may_prepare(for_user=request.user, one=one)
    running = one.state in _RUNNING
    show = request.GET.get("show", "")
    return {
        "one": one,
        "may": may,
        "running": running,
        "open": may and one.state == Import.State.READY,
        "corrects": may and one.state in CORRECTED,
        "merges": may and one.state == Import.State.READY and merge_base(one) is not None,
        "number": number,
        "preview": None
        if running
        else selectors.preview(for_user=request.user, one=one, number=number),
        "departments": prepared_departments(for_user=request.user) if may else (),
        "amount_units": amount_units(),
        "earlier": selectors.earlier_imports(for_user=request.user, one=one)[:5],
        "elsewhere": selectors.elsewhere(for_user=request.user, one=one)[:5],
        "show": show if show in _TABS else "projects",
    }


def table_number(request: HttpRequest) -> int:
    """Which table of the file is meant; the first where nothing is said."""
    given = request.GET.get("table") or request.POST.get("table") or "0"
    if not given.isdecimal() or len(given) > 4:
        raise Http404
    return int(given)


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is; when it is done the page loads itself anew."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    answer = render(request, "records/imports/progress.html", {"one": one, "may": True})
    if one.state not in _RUNNING:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What accepting would change in the working copy: in short for the preview, or all of it."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    number = table_number(request)
    found = selectors.changes(for_user=request.user, one=one, number=number)
    name = "changes_brief.html" if request.htmx else "changes.html"
    context = {"one": one, "number": number, "changes": found}
    return render(request, f"records/imports/{name}", context)


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """Accept, cancel, undo, redo, read again, settle."""
    one = selectors.import_for(for_user=request.user, pk=pk)
    if act not in _ACTS:
        raise Http404
    try:
        return _ACTS[act](request, one)
    except ChangedSince as changed:
        context = {"one": one, "act": act, "changed": changed, "problem": changed.messages[0]}
        return render(request, "records/imports/undo.html", context, status=409)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import", pk=one.pk)


def _accept(request: HttpRequest, one: Import) -> HttpResponseBase:
    if _says_otherwise(request, one):
        _say(request, one)
        one.refresh_from_db()
        if one.state != Import.State.READY:
            messages.info(request, _("正在按改过的年度重新识读，读好后请再采用。"))
            return redirect("import", pk=one.pk)
    table = import_accept(
        import_id=one.pk, table_number=table_number(request), actor=request.user,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("已采用，写入“%s”。可以在这一页撤销。") % table)
    return redirect("import", pk=one.pk)


def _cancel(request: HttpRequest, one: Import) -> HttpResponseBase:
    import_cancel(import_id=one.pk, actor=request.user, at=timezone.now())
    messages.success(request, _("已取消“%s”，没有写入任何表。") % one)
    return redirect("imports")


def _undo(request: HttpRequest, one: Import) -> HttpResponseBase:
    table = import_undo(
        import_id=one.pk, actor=request.user, at=timezone.now(),
        even_so=request.POST.get("even_so") == "1",
    )  # fmt: skip
    messages.success(request, _("已撤销，“%s”恢复为采用以前的内容。可以再恢复。") % table)
    return redirect("import", pk=one.pk)


def _redo(request: HttpRequest, one: Import) -> HttpResponseBase:
    table = import_redo(
        import_id=one.pk, actor=request.user, at=timezone.now(),
        even_so=request.POST.get("even_so") == "1",
    )  # fmt: skip
    messages.success(request, _("已恢复导入，“%s”回到撤销以前的内容。") % table)
    return redirect("import", pk=one.pk)


def _again(request: HttpRequest, one: Import) -> HttpResponseBase:
    again = import_again(import_id=one.pk, actor=request.user, at=timezone.now())
    return redirect("import", pk=again.pk)


def _says_otherwise(request: HttpRequest, one: Import) -> bool:
    """Whether department, year or unit were filled in on the page that accepts, and not kept yet."""
    may = selectors.may_prepare(for_user=request.user, one=one)
    if not may or "department" not in request.POST:
        return False
    said = _department(request), _year(request), request.POST.get("amount_unit", "")
    return said != (one.department, one.year, one.amount_unit)


def _settle(request: HttpRequest, one: Import) -> HttpResponseBase:
    _say(request, one)
    messages.success(request, _("已改。"))
    return redirect("import", pk=one.pk)


def _say(request: HttpRequest, one: Import) -> None:
    settle(
        import_id=one.pk, department=_department(request), year=_year(request),
        amount_unit=request.POST.get("amount_unit", ""), actor=request.user, at=timezone.now(),
    )  # fmt: skip


_ACTS: dict[str, Callable[[HttpRequest, Import], HttpResponseBase]] = {
    "accept": _accept,
    "cancel": _cancel,
    "undo": _undo,
    "redo": _redo,
    "again": _again,
    "settle": _settle,
}
