"""Pages about the installation: the trail, one unit, years, health."""

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_q.models import Task
from django_q.status import Stat

import jixiao
from jixiao.checking import profiles
from jixiao.text import guarded
from jixiao.web.accounts.forms import OrgChangeForm, YearForm
from jixiao.web.accounts.refusals import note_refusal
from jixiao.web.accounts.selectors import below, departments, orgs, paths_of, roles_anywhere
from jixiao.web.accounts.views import administrators_only
from jixiao.web.audit.actions import ACTIONS, sentence_of
from jixiao.web.audit.models import AuditEntry
from jixiao.web.audit.selectors import Filter, entries
from jixiao.web.records.left_out import LEFT_OUT
from jixiao.web.records.models import BudgetYear
from jixiao.web.records.models.tables import GATES
from jixiao.web.records.services.opening import year_set
from jixiao.web.records.services.orgs import org_change
from jixiao.web.records.services.revisions_prune import revisions_prune_now
from jixiao.web.records.templatetags.looking import trail_value
from jixiao.workflow import Role

_READS_TRAIL = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
_LOW_SPACE = 500_000_000
_MOST_TOLD = 20


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Every act, filtered; with ``?csv=`` all that was found, as a file."""
    if not _READS_TRAIL & roles_anywhere(request.user):
        raise PermissionDenied(_("审计记录只给审计员和管理员。"))
    given = request.GET
    days, problems = _days(given)
    asked = Filter(
        given.get("actor", "").strip(), given.get("action", ""), given.get("text", "").strip(),
        **days,
    )  # fmt: skip
    paths = paths_of(request.user, _READS_TRAIL)
    found = entries(
        below=below("org__path", paths), sees_site=any(p.count("/") == 2 for p in paths),
        filter_=asked,
    )  # fmt: skip
    if "csv" in given and not problems:
        return _trail_file(found)
    page = Paginator(found.none() if problems else found, 50).get_page(given.get("page"))
    for one in page.object_list:
        one.sentence = sentence_of(
            one.action, subject=format_html('<span lang="zh-hans">{}</span>', one.subject_name)
        )
    actions = [(code, sentence_of(code, subject="…")) for code in ACTIONS]
    context = {"page": page, "asked": asked, "actions": actions, "problems": problems}
    return render(request, "audit/trail.html", context, status=422 if problems else 200)


def _trail_file(found: QuerySet[AuditEntry]) -> StreamingHttpResponse:
    """All entries, however many; the last columns are what `jixiao office verify` looks at."""
    answer = StreamingHttpResponse(_trail_lines(found), content_type="text/csv; charset=utf-8")
    name = f"audit-{timezone.localdate():%Y%m%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _trail_lines(found: QuerySet[AuditEntry]) -> Iterator[str]:
    def line(cells: list[object]) -> str:
        text = io.StringIO()
        csv.writer(text).writerow(str(one) and guarded(str(one)) for one in cells)
        return text.getvalue()

    yield "\ufeff" + line(
        [_("时间"), _("人员"), _("单位"), _("操作"), _("之前"), _("之后"), _("理由"), _("链"), _("序号"), _("校验码")]
    )  # fmt: skip
    for one in found.iterator(chunk_size=500):
        yield line([
            timezone.localtime(one.at).isoformat(" ", "seconds"), one.actor_name, one.org_name,
            unescape(sentence_of(one.action, subject=one.subject_name)),
            trail_value(one.before) if one.before else "", trail_value(one.after) if one.after else "",
            one.reason, one.chain, one.number, one.digest,
        ])  # fmt: skip


def _days(given: Mapping[str, str]) -> tuple[dict[str, date | None], list[str]]:
    """The first and the last day that are asked for, and what is wrong with them."""
    days: dict[str, date | None] = {}
    problems = []
    for name, title in (("since", _("从")), ("until", _("到"))):
        text = given.get(name, "").strip()
        days[name] = day = _day(text)
        if text and day is None:
            said = _("“%(title)s”的日期“%(text)s”不存在或写法不对，请写成 2026-12-31 的样子。")
            problems.append(said % {"title": title, "text": text[:40]})
    since, until = days["since"], days["until"]
    if since and until and since > until:
        problems.append(_("“从”的日期晚于“到”的日期。"))
    return days, problems


def _day(text: str) -> date | None:
    with suppress(ValueError):
        day = parse_date(text)
        # Else the day before or after would be in no calendar.
        return day if day and MINYEAR < day.year < MAXYEAR else None
    return None


@administrators_only
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One department or unit: to see and to change."""
    org = get_object_or_404(orgs(for_user=request.user, roles={Role.ADMINISTRATOR}), pk=pk)
    given = {"name": org.name, "code": org.code, "is_active": org.is_active}
    form = OrgChangeForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            org_change(org_id=org.pk, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            for text in error.messages:
                form.add_error(None, text)
        else:
            messages.success(request, _("已保存。"))
            return redirect("units")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/unit.html", {"org": org, "form": form}, status=status)


@administrators_only
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """The years of each department."""
    return _years_page(request)


def _years_page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    found = departments(for_user=request.user, roles={Role.ADMINISTRATOR})
    context = {
        "departments": found.prefetch_related("years"),
        "profiles": profiles(),
        "gates": GATES,
        "new_year": BudgetYear(),
        "form": YearForm(),
    }
    return render(request, "config/years.html", context | more, status=status)


@administrators_only
@require_POST
def year_change(request: HttpRequest, department: int) -> HttpResponse:
    """Open or close a year, choose its rules."""
    scope = departments(for_user=request.user, roles={Role.ADMINISTRATOR})
    found = get_object_or_404(scope, pk=department)
    form = YearForm(request.POST)
    if form.is_valid():
        try:
            year_set(department=found, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            for text in error.messages:
                form.add_error(None, text)
        else:
            return redirect("years")
    return _years_page(request, 422, form=form)


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether all is well: for everybody one word, for administrators what and why."""
    checks = _checks()
    well = all(one["ok"] for one in checks)
    status = 200 if well else 503
    if Role.ADMINISTRATOR not in roles_anywhere(request.user):
        return JsonResponse({"ok": well}, status=status)
    context = {"checks": checks, "well": well, "version": jixiao.__version__}
    return render(request, "config/health.html", context, status=status)


def _checks() -> list[dict[str, Any]]:
    found = []
    try:
        BudgetYear.objects.exists()
        found.append({"title": _("数据库"), "ok": True, "detail": connection.vendor})
    except DatabaseError as error:
        found.append({"title": _("数据库"), "ok": False, "detail": type(error).__name__})
    free = shutil.disk_usage(settings.HOME).free
    found.append(
        {
            "title": _("磁盘"),
            "ok": free > _LOW_SPACE,
            "detail": _("剩余 %d MB") % (free // 1_000_000),
        }
    )
    workers = Stat.get_all()
    detail = _("%d 个") % len(workers) if workers else _("没有运行；导入会等着")
    found.append({"title": _("后台任务"), "ok": bool(workers), "detail": detail})
    found.append(_revisions())
    if LEFT_OUT.folder is not None:
        found.append(_watched(LEFT_OUT.folder))
    return found


def _watched(folder: Path) -> dict[str, Any]:
    """The watched folder, and what lies in it that could not be brought in."""
    there = folder.is_dir()
    reasons = sorted(LEFT_OUT.reasons.copy().items())
    told = [
        _("%(path)s：%(why)s") % {"path": path, "why": why} for path, why in reasons[:_MOST_TOLD]
    ]
    if len(reasons) > len(told):
        told.append(_("还有 %d 个") % (len(reasons) - len(told)))
    said = _("没有导入的 %d 个文件") % len(reasons) if reasons else _("放进去的都导入了")
    lines = (str(folder), said if there else _("找不到这个文件夹"), *told)
    return {"title": _("看守的文件夹"), "ok": there, "detail": "\n".join(lines)}


def _revisions() -> dict[str, Any]:
    """When old revisions were last let go of, and whether it went well."""
    last = Task.objects.filter(func__endswith=revisions_prune_now.__name__).order_by("-stopped")
    task = last.first()
    if task is None:
        said = _("还没有清理过；后台任务每天清理一次")
    else:
        at = date_format(timezone.localtime(task.stopped), "Y-m-d H:i")
        facts = {"at": at, "count": task.result if task.success else 0}
        said = (_("%(at)s 清理了 %(count)s 条") if task.success else _("%(at)s 没有做成")) % facts
    return {"title": _("旧修订"), "ok": task is None or task.success, "detail": said}


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for this person; the reason where one was given. Who tried what is in the log."""
    note_refusal(request)
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly of a page that stood open while somebody logged in anew."""
    return render(request, "stale.html", status=403)
