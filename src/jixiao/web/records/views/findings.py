"""Findings of a table, the acts on them, and the pages of the rules."""

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao import model
from jixiao.model import family, family_name
from jixiao.publishing import rule_facts
from jixiao.web.accounts.refusals import note_refusal
from jixiao.web.records.models import ObjectiveTable, Project
from jixiao.web.records.selectors.findings import (
    Judgement,
    Remark,
    findings,
    remarks_of,
    rule_of,
    rules_of,
)
from jixiao.web.records.selectors.tables import project_for, table_for
from jixiao.web.records.services.findings import finding_accept, finding_fix, finding_reopen

_LONGEST_REASON = 2000
_ON_A_PAGE = 20
_ASKED = ("severity", "rule", "only", "accepted", "whole", "page")

Listed = tuple[Remark, str]
"""A finding, and the id of the one to go on with when this is done with."""


class Group(NamedTuple):
    """The findings of one project, or of the table and its units."""

    key: str
    name: str
    unit: str
    listed: list[Listed]


class Part(NamedTuple):
    """The score of the table, a unit or a project, and what took its points."""

    of: str
    name: str
    key: str
    score: str
    taken: tuple[tuple[Remark, str], ...]


@require_safe
def table_findings(request: HttpRequest, pk: int) -> HttpResponse:
    """All findings of a table; with ``?project=`` the part of the project page.

    With ``?tally=`` how many there are, for the rows of the table's own page.
    """
    table = table_for(for_user=request.user, pk=pk)
    if "tally" in request.GET:
        judgement = findings(for_user=request.user, table=table)
        context = {"table": table, "judgement": judgement, "tally": judgement.tally()}
        context["projects"] = judgement.tally_by_project()
        return render(request, "records/findings_tally.html", context)
    if key := request.GET.get("project", ""):
        return _fragment(request, table, _project_in(request, table, key))
    return _page(request, table)


@require_POST
def findings_fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed fix."""

    def fix(table: ObjectiveTable, project: str) -> object:
        return finding_fix(
            table_id=table.pk, finding=request.POST.get("finding", ""), project_key=project,
            confirmed=request.POST.get("confirmed") == "1", actor=request.user, at=timezone.now(),
        )  # fmt: skip

    return _act(request, pk, fix, _("已改正。"))


@require_POST
def findings_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a finding stand, with a reason."""

    def accept(table: ObjectiveTable, project: str) -> object:
        return finding_accept(
            table_id=table.pk, finding=request.POST.get("finding", ""), project_key=project,
            reason=request.POST.get("reason", "")[:_LONGEST_REASON],
            until=_day(request.POST.get("until", "")), actor=request.user, at=timezone.now(),
        )  # fmt: skip

    return _act(request, pk, accept, _("已接受，理由记入审计。"))


@require_POST
def findings_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Raise an accepted finding again."""
    ids = [
        int(one)
        for one in request.POST.getlist("accepted")
        if len(one) < 19 and one.isdecimal() and one.isascii()
    ]

    def reopen(table: ObjectiveTable, _project: str) -> object:
        return finding_reopen(
            table_id=table.pk, accepted_ids=ids, actor=request.user, at=timezone.now()
        )

    return _act(request, pk, reopen, _("已重新提出。"))


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules, by family."""
    families: dict[str, list[model.RuleSummary]] = {}
    for one in rules_of():
        families.setdefault(f"{family(one.code)} {family_name(one.code)}", []).append(one)
    return render(request, "records/findings_rules.html", {"families": families})


@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one rule."""
    found = rule_of(code=code)
    return render(
        request, "records/findings_rule.html", {"rule": found, "facts": rule_facts(found)}
    )


def _act(
    request: HttpRequest, pk: int, act: Callable[[ObjectiveTable, str], object], done: str
) -> HttpResponse:
    """One act on a finding, and the page or the part of the project page it came from."""
    table = table_for(for_user=request.user, pk=pk)
    key = request.POST.get("project", "")
    project = _project_in(request, table, key) if key else None
    problem = ""
    try:
        act(table, key)
    except ValidationError as error:
        problem = "".join(error.messages)
    except PermissionDenied as error:
        if not request.htmx:
            raise
        problem = str(error)
    if request.htmx and project is not None:
        if problem:
            note_refusal(request)
        table = table_for(for_user=request.user, pk=pk)
        answer = _fragment(request, table, project, problem=problem, done="" if problem else done)
        if not problem:
            answer.headers["HX-Trigger"] = json.dumps(
                {"desk:changed": {"project": key, "target": "body"}}
            )
        return answer
    (messages.error if problem else messages.success)(request, problem or done)
    if request.htmx and problem:
        return _page(request, table)
    place = request.POST.get("place", "")
    anchor = f"#{place}" if place.isascii() and place.replace("-", "").isalnum() else ""
    return redirect(reverse("table_findings", args=[pk]) + _query(request) + anchor)


def _query(request: HttpRequest) -> str:
    """What the page was asked for, so that an act leads back to it."""
    asked = {name: request.GET[name] for name in _ASKED if request.GET.get(name)}
    return f"?{urlencode(asked)}" if asked else ""


def _fragment(
    request: HttpRequest,
    table: ObjectiveTable,
    project: Project,
    *,
    problem: str = "",
    done: str = "",
) -> HttpResponse:
    judgement = findings(for_user=request.user, table=table)
    remarks = remarks_of(judgement, str(project.key))
    context = {
        "table": table, "project": project, "judgement": judgement, "problem": problem, "query": "",
        "typed": _typed(request) if problem else None,
        "done": done, "scores": [p for p in _parts(judgement) if p.key == str(project.key)],
        "open": _followed(_gravest_first(one for one in remarks if one.counts)),
        "unclear": _followed([one for one in remarks if one.unclear and one.suppressed is None]),
        "accepted": _followed([one for one in remarks if one.suppressed is not None]),
    }  # fmt: skip
    return render(request, "records/findings_project.html", context | _addresses(table))


def _page(request: HttpRequest, table: ObjectiveTable) -> HttpResponse:
    judgement = findings(for_user=request.user, table=table)
    severity = request.GET.get("severity", "")
    code = request.GET.get("rule", "")
    only = request.GET.get("only", "")
    accepted = request.GET.get("accepted") == "1"
    shown = [
        one
        for one in judgement.remarks
        if (not severity or one.severity == severity)
        and (not code or one.rule == code)
        and (not only or only in {spot.project for spot in one.spots})
        and (one.suppressed is not None) is accepted
    ]
    rules_found = {one.rule: one.title for one in judgement.remarks}
    projects = {
        spot.project: spot.project_name
        for one in judgement.remarks
        for spot in one.spots
        if spot.project
    }
    listed = _followed(_in_order(shown, judgement))
    most = max(len(listed), 1) if request.GET.get("whole") == "1" else _ON_A_PAGE
    page = Paginator(listed, most).get_page(request.GET.get("page"))
    is_filtered = bool(severity or code or only or accepted)
    context = {
        "table": table, "judgement": judgement, "page": page, "groups": _groups(page.object_list),
        "accepted": sum(one.suppressed is not None for one in judgement.remarks),
        "severity": severity, "rule": code, "only": only, "shown_accepted": accepted,
        "shown": len(shown), "query": _query(request), "typed": _typed(request),
        "rules": sorted(rules_found.items()), "projects": projects, "score": judgement.score,
        "parts": [] if is_filtered or page.number > 1 else _parts(judgement),
        "tally": judgement.tally(),
    }  # fmt: skip
    return render(request, "records/findings.html", context | _addresses(table))


def _addresses(table: ObjectiveTable) -> dict[str, str]:
    """Where the forms of each finding go; found once for all of them."""
    return {
        f"{act}_address": reverse(f"findings_{act}", args=[table.pk])
        for act in ("fix", "accept", "reopen")
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    """What a form said that was refused: it is shown again as it was filled in."""
    return {name: request.POST.get(name, "") for name in ("finding", "reason", "until")}


def _in_order(remarks: list[Remark], judgement: Judgement) -> list[Remark]:
    """The table's own first, then the projects in printed order; the gravest of each first."""
    order = {key: number for number, key in enumerate(judgement.projects_of_score, start=1)}
    return sorted(_gravest_first(remarks), key=lambda one: order.get(one.project, 0))


def _followed(remarks: Sequence[Remark]) -> list[Listed]:
    """Each with the next one's id; the last with that of the one before it."""
    ids = [one.id for one in remarks]
    after = ids[1:] + ids[-2:-1] if len(ids) > 1 else [""]
    return list(zip(remarks, after, strict=False))


def _groups(listed: Iterable[Listed]) -> list[Group]:
    found = []
    for key, members in groupby(listed, key=lambda pair: pair[0].project):
        own = list(members)
        first = own[0][0].spots[0]
        name, unit = (first.project_name, first.unit_name) if key else ("", "")
        found.append(Group(key, name, unit, own))
    return found


def _gravest_first(remarks: Iterable[Remark]) -> list[Remark]:
    """By severity, else in printed order."""
    return sorted(remarks, key=lambda one: model.SEVERITIES.index(one.severity))


def _parts(judgement: Judgement) -> list[Part]:
    """The score with its findings; projects stand in the order of the table."""
    found = []
    keys = iter(judgement.projects_of_score)
    for part in judgement.score.parts if judgement.score else ():
        key = next(keys) if part.of == "project" else ""
        taken = tuple((judgement.remarks[one.finding], one.points) for one in part.deductions)
        found.append(Part(part.of, part.name or "", key, part.score, taken))
    return found


def _project_in(request: HttpRequest, table: ObjectiveTable, key: str) -> Project:
    try:
        project = project_for(for_user=request.user, key=key)
    except ValidationError as error:  # no key at all
        raise Http404 from error
    if project.table_id != table.pk:
        raise Http404
    return project


def _day(text: str) -> Any:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("有效期请写成 2026-12-31 的样子。")) from error
