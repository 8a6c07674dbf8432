"""Pages and acts of the life cycle."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from jixiao.model import Redaction
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.selectors import steps as looked_at
from jixiao.web.records.selectors.comments import comments
from jixiao.web.records.selectors.gate import ChangedMeanwhile
from jixiao.web.records.selectors.tables import (
    comments_waiting,
    scope_of,
    table_for,
    versions,
)
from jixiao.web.records.selectors.versions import earlier_table
from jixiao.web.records.services.disclosing import public_retract, table_disclose
from jixiao.web.records.services.tables import Stopped, table_act
from jixiao.workflow import ACTIONS, Action, ActionNotAllowed, ReasonMissing, Transition

_MOST_REDACTIONS = 50
_SPARE_ROWS = 3
_DONE = {
    Action.SUBMIT: gettext_noop("已经送审，等待负责人审核。"),
    Action.WITHDRAW: gettext_noop("已经撤回，可以继续填报。"),
    Action.RETURN: gettext_noop("已经退回，填报员会看到理由和批注。"),
    Action.APPROVE: gettext_noop("已经批准，内容已锁定。"),
    Action.DISCLOSE: gettext_noop("已经公开。"),
    Action.RETRACT: gettext_noop("已经撤下公开，公开页面会写明。"),
    Action.ADJUST: gettext_noop("可以调整了；已批准和已公开的版本不变。"),
}
_MEANS = {
    Action.WITHDRAW: gettext_noop("撤回以后表回到“填报中”，可以接着改；改好后要重新送审。"),
    Action.ADJUST: gettext_noop(
        "发起调整以后表回到“填报中”，可以改，改好后要重新送审、批准。已批准的版本不变；"
        "已经公开的，公开页面上仍是原来那一版，新的一版公开后才换下。"
    ),
    Action.RETRACT: gettext_noop(
        "撤下以后，公开页面只写明曾经公开和撤下的日期，看不到内容；理由只在内部记录，不公开。"
        "表回到“已批准”，可以再公开。"
    ),
}
"""What a step that has no page of its own brings about."""


@require_GET
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of a table, what may be done, and its versions."""
    table = table_for(for_user=request.user, pk=pk)
    known = versions(for_user=request.user, table=table)
    return render(request, "records/workflow_steps.html", {"table": table, "versions": known})


@require_GET
def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """What a person looks at before a step."""
    table = table_for(for_user=request.user, pk=pk)
    wanted = _action(action)
    if looked_at.step_for(for_user=request.user, table=table, action=wanted) is None:
        return _refused(request, table, wanted)
    return _page(request, table, wanted)


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Take a step."""
    table = table_for(for_user=request.user, pk=pk)
    wanted = _action(action)
    reason = request.POST.get("reason", "")
    try:
        if wanted is Action.DISCLOSE:
            redactions = _redactions(request)
            if "preview" in request.POST:
                return _page(request, table, wanted, redactions=redactions)
            table_disclose(
                table_id=table.pk, actor=request.user, at=timezone.now(), override=reason,
                seen=request.POST.get("seen", ""), redactions=redactions,
            )  # fmt: skip
        else:
            table_act(
                table_id=table.pk, action=wanted, actor=request.user, at=timezone.now(),
                reason=reason, seen=request.POST.get("seen", ""),
            )  # fmt: skip
    except ActionNotAllowed:
        return _refused(request, table, wanted)
    except ChangedMeanwhile:
        return _refused(request, table, wanted, changed=True)
    except ReasonMissing:
        return _page(request, table, wanted, error=_("请写明理由。"), status=422)
    except Stopped:
        error = _("还有没处理的问题，没有公开；确需公开请写明理由。")
        if wanted is Action.SUBMIT:
            error = _("本单位规定有这些问题时不能送审，请先处理。")
            return _page(request, table, wanted, error=error, status=422)
        return _page(request, table, wanted, error=error, status=422, redactions=redactions)
    except ValidationError as problem:
        return _page(request, table, wanted, error=" ".join(problem.messages), status=422)
    messages.success(request, _(_DONE[wanted]))
    return redirect("table_steps", pk=table.pk)


@require_POST
def retract_public(request: HttpRequest, pk: int) -> HttpResponse:
    """Take down what is public while the table is being adjusted."""
    table = table_for(for_user=request.user, pk=pk)
    try:
        public_retract(
            table_id=table.pk, actor=request.user, at=timezone.now(),
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
    except ActionNotAllowed:
        return _refused(request, table, Action.RETRACT)
    except ReasonMissing:
        messages.error(request, _("请写明理由。"))
        return redirect("table_steps", pk=table.pk)
    messages.success(request, _(_DONE[Action.RETRACT]))
    return redirect("table_steps", pk=table.pk)


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError as error:
        raise Http404 from error


def _page(
    request: HttpRequest,
    table: ObjectiveTable,
    action: Action,
    *,
    error: str = "",
    status: int = 200,
    redactions: list[Redaction] | None = None,
) -> HttpResponse:
    """The page of a step, again with what was typed if something was wrong."""
    if looked_at.step_for(for_user=request.user, table=table, action=action) is None:
        return _refused(request, table, action)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "table": table, "step": ACTIONS[action], "error": error,
        "reason": request.POST.get("reason", ""), "means": _(_MEANS[action]) if action in _MEANS else "",
    }  # fmt: skip
    if action in {Action.SUBMIT, Action.APPROVE}:
        context["waiting"] = comments_waiting(for_user=request.user, table=table)
    context |= _looked_at(request, table, action, today, redactions)
    name = action if action in _OWN_PAGES else "step"
    return render(request, f"records/workflow_{name}.html", context, status=status)


_OWN_PAGES = frozenset({Action.SUBMIT, Action.RETURN, Action.APPROVE, Action.DISCLOSE})


def _looked_at(
    request: HttpRequest,
    table: ObjectiveTable,
    action: Action,
    today: date,
    redactions: list[Redaction] | None,
) -> dict[str, Any]:
    if action is Action.SUBMIT:
        found = looked_at.submission(for_user=request.user, table=table, today=today)
        return {"submission": found}
    if action is Action.APPROVE:
        approval = looked_at.approval(for_user=request.user, table=table, today=today)
        return {"approval": approval, "earlier": earlier_table(for_user=request.user, table=table)}
    if action is Action.RETURN:
        said = comments(for_user=request.user, table=table)
        return {"comments": [one for one in said if one.comment.resolved_at is None]}
    if action is Action.DISCLOSE:
        shown = looked_at.disclosure(
            for_user=request.user, table=table, today=today, redactions=redactions
        )
        rows = [*shown.redactions, *[None] * _SPARE_ROWS]
        return {"disclosure": shown, "rows": rows[:_MOST_REDACTIONS]}
    return {}


def _refused(
    request: HttpRequest, table: ObjectiveTable, action: Action, *, changed: bool = False
) -> HttpResponse:
    """Why a step is not possible: the role, the state, or somebody was quicker."""
    table.refresh_from_db()
    row: Transition = ACTIONS[action]
    last = looked_at.last_act(table=table)
    mine = last is not None and last.actor_id == request.user.pk
    if request.method == "POST" and mine and last.action == f"table.{action}":
        # A second click on the same button: what was wanted is done.
        messages.info(request, _(_DONE[action]))
        return redirect("table_steps", pk=table.pk)
    roles = scope_of(for_user=request.user, table=table).roles
    wrong_role = roles.isdisjoint(row.by)
    context = {
        "table": table, "step": row, "last": last, "changed": changed, "wrong_role": wrong_role,
    }  # fmt: skip
    status = 403 if wrong_role else 409
    return render(request, "records/workflow_refused.html", context, status=status)


def _redactions(request: HttpRequest) -> list[Redaction]:
    """The passages to cover, from the rows of the form that have a text."""
    columns = [
        request.POST.getlist(name) for name in ("cover", "cover_by", "cover_in", "cover_why")
    ]
    found = []
    for text, by, inside, why in list(zip(*columns, strict=False))[:_MOST_REDACTIONS]:
        if not text.strip():
            continue
        if not why.strip():
            raise ValidationError(_("每一处遮蔽都要写明理由。"))
        parts = {"cover": by.strip()} if by.strip() else {}
        if inside.strip():
            parts["project"] = inside.strip()
        found.append(Redaction(text.strip(), why.strip(), str(request.user), **parts))
    return found
