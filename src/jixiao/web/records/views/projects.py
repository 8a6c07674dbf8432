"""A project: the page with its grid, and what the page's script asks for."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from jixiao import pipeline
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.records.assembly import indicator_row
from jixiao.web.records.models import Indicator, Project
from jixiao.web.records.selectors import projects as select
from jixiao.web.records.selectors.comments import open_comments
from jixiao.web.records.selectors.tables import Scope, project_for, scope_of
from jixiao.web.records.services.access import Locked
from jixiao.web.records.services.projects import Conflicted, Saved, project_save
from jixiao.web.records.sheet import PERIOD_AMOUNTS, level_choices, sheet_of, titles
from jixiao.web.records.views.project_texts import project_texts


class _Save(msgspec.Struct):
    revision: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    project: dict[str, Any] = {}
    indicators: list[dict[str, Any]] | None = None
    touched: list[tuple[str, str]] = []
    renumber: bool = False


class _Prose(msgspec.Struct):
    text: Annotated[str, msgspec.Meta(max_length=200_000)]


@require_safe
def project(request: HttpRequest, key: str) -> HttpResponse:
    """The page."""
    one = project_for(for_user=request.user, key=key)
    scope = scope_of(for_user=request.user, table=one.table)
    rows = list(one.indicators.all())
    edits = scope.may_edit(one.unit_id)
    data = _facts(one, rows, scope) | {
        "edits": edits,
        "levels": level_choices(),
        "titles": titles(),
        # What is typed and not saved yet lies in the browser, sealed for this person.
        "secret": salted_hmac("jixiao.draft", str(request.user.pk), algorithm="sha256").hexdigest(),
    }
    context = {
        "project": one, "table": one.table, "unit": one.unit, "edits": edits, "scope": scope, "data": data,
        "sheet": data["project"], "near": select.neighbours(one, scope),
        "continuities": Project.Continuity.choices, "texts": project_texts(),
        "annual_amounts": AMOUNT_FIELDS, "period_amounts": PERIOD_AMOUNTS,
        "open_comments": open_comments(one),
    }  # fmt: skip
    return render(request, "records/project.html", context)


@require_safe
def project_rows(request: HttpRequest, key: str) -> JsonResponse:
    """The project as it is stored now, for a page that is to show it anew."""
    one = project_for(for_user=request.user, key=key)
    scope = scope_of(for_user=request.user, table=one.table)
    return JsonResponse(_facts(one, list(one.indicators.all()), scope))


@require_POST
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Store what the page holds; the answer says what became of it."""
    one = project_for(for_user=request.user, key=key)
    now = timezone.now()
    try:
        asked = msgspec.json.decode(request.body, type=_Save)
        saved = project_save(
            key=one.key, revision=asked.revision, fields=asked.project, rows=asked.indicators,
            touched=asked.touched, renumber=asked.renumber, actor=request.user, at=now,
        )  # fmt: skip
    except Conflicted as conflict:
        return _asked(one, conflict)
    except Locked as error:
        return _refused("locked", error.messages[0], HTTPStatus.LOCKED)
    except PermissionDenied as error:
        return _refused("forbidden", str(error), HTTPStatus.FORBIDDEN)
    except ValidationError as error:
        return _refused("invalid", error.messages[0], HTTPStatus.BAD_REQUEST)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _refused("invalid", "", HTTPStatus.BAD_REQUEST)
    except Project.DoesNotExist:
        return _refused("gone", "", HTTPStatus.NOT_FOUND)
    scope = scope_of(for_user=request.user, table=saved.project.table)
    return JsonResponse(_stored(saved, scope, now))


@require_POST
def prose(request: HttpRequest, key: str) -> JsonResponse:
    """One pasted 绩效指标 cell as rows for the grid; nothing is stored."""
    project_for(for_user=request.user, key=key)
    try:
        text = msgspec.json.decode(request.body, type=_Prose).text
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _refused("invalid", "", HTTPStatus.BAD_REQUEST)
    found = pipeline.read_prose(text)
    bare = Project()
    rows = [indicator_row(bare, n, one) for n, one in enumerate(found.indicators)]
    return JsonResponse(
        {
            "indicators": select.grid_rows(rows),
            "notes": [f"{one.message}{one.advice}" for one in found.questions]
            + [f"{one.before} → {one.after}：{one.reason}" for one in found.repairs],
            "remainder": [one.text for one in found.remainder],
        }
    )


def _facts(one: Project, rows: Sequence[Indicator], scope: Scope) -> dict[str, Any]:
    return {
        "key": str(one.key),
        "revision": one.revision,
        "project": sheet_of(one, ())["project"],
        "copied": one.copied,
        "indicators": select.grid_rows(rows),
        "notes": select.project_notes(one),
        "sums": select.sums_beside(one, scope),
    }


def _stored(saved: Saved, scope: Scope, now: Any) -> dict[str, Any]:
    return _facts(saved.project, saved.indicators, scope) | {
        "status": "saved",
        "at": date_format(timezone.localtime(now), "H:i"),
        "errors": [one._asdict() for one in saved.errors],
        "taken": saved.taken,
    }


def _asked(one: Project, conflict: Conflicted) -> JsonResponse:
    sheet = conflict.merged.sheet
    answer = {
        "status": "conflict",
        "revision": conflict.revision,
        "by": conflict.by,
        "at": date_format(timezone.localtime(conflict.at), "H:i"),
        "project": sheet["project"],
        "indicators": sheet["indicators"],
        "conflicts": [case._asdict() for case in conflict.conflicts],
    }
    return JsonResponse(answer, status=HTTPStatus.CONFLICT)


def _refused(status: str, message: str, code: HTTPStatus) -> JsonResponse:
    return JsonResponse({"status": status, "message": message}, status=code)
