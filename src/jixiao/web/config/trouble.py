"""What is said where the database or the disk refuses: what it is, what to do, nothing lost.

A page as any other asks the database for who is logged in; this one asks nothing.
"""

import errno
import sqlite3
import sys
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error as usual_error

_WAIT = 5  # seconds after which it is worth another try
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)
_NO_SPACE = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EACCES", "EFBIG", "EDQUOT", "EROFS", "EIO")
    if hasattr(errno, name)
)


class Trouble(NamedTuple):
    """Something that no person did wrong."""

    status: HTTPStatus
    message: Promise
    advice: Promise


BUSY = Trouble(
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("数据库正忙，没有排上队"),
    _("别的工作（例如大批导入、恢复备份）正在占用数据库。请等几秒再试；一直这样，请告诉管理员。"),
)
FULL = Trouble(
    HTTPStatus.INSUFFICIENT_STORAGE,
    _("服务器的磁盘已满或不能写入"),
    _("请告诉管理员：在服务器上腾出空间，或检查数据文件夹能不能写。腾出以后再试，不用重新启动。"),
)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an exception that nobody caught (`handler500`), also one of the middleware."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is None:
        return usual_error(request)
    return _finished(_answer(request, trouble))


def disk_is_full(*, in_part: bool) -> HttpResponse:
    """The answer where not even a request could be taken in, which holds files then."""
    context = {"trouble": FULL, "has_files": True}
    return _finished(_in_part(context) if in_part else _whole(context))


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What trouble an exception, or one behind it, tells of."""
    while error is not None:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            return BUSY
        if code in _UNWRITABLE or (isinstance(error, OSError) and error.errno in _NO_SPACE):
            return FULL
        error = error.__cause__ or error.__context__
    return None


def _answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    if request.content_type == "application/json":
        said = {"status": "trouble", "message": str(trouble.message)}
        return JsonResponse(said, status=trouble.status)
    context: dict[str, Any] = {"trouble": trouble}
    if request.headers.get("HX-Request"):
        return _in_part(context)
    context |= {"again": _typed(request), "token": get_token(request)}
    context["path"] = request.get_full_path()
    context["has_files"] = request.content_type == "multipart/form-data"
    return _whole(context)


def _whole(context: dict[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string("trouble.html", context), status=context["trouble"].status)


def _in_part(context: dict[str, Any]) -> HttpResponse:
    """The form that was sent stays on its page as it was filled in."""
    said = render_to_string("trouble_part.html", context)
    answer = HttpResponse(said, status=context["trouble"].status)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#messages", "innerHTML"
    answer.headers["HX-Reselect"] = "unset"
    return answer


def _finished(answer: HttpResponse) -> HttpResponse:
    answer.headers["Retry-After"] = str(_WAIT)
    return answer


def _typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What a form said, so that it can be sent once more; None where nothing may be."""
    secret = request.path.startswith("/account/")
    if request.method != "POST" or secret or request.content_type == "multipart/form-data":
        return None
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
