"""我的工作: what waits for somebody, and all tables of his scope."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jixiao.web.accounts.selectors import roles_anywhere
from jixiao.web.records.models.tables import STATE_TITLES
from jixiao.web.records.selectors import work
from jixiao.web.records.views.acting import number
from jixiao.workflow import Role


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The tables of his scope, those that wait for him first."""
    user = request.user
    asked = request.GET
    own = work.works(user)
    tab = asked.get("tab", "")
    if tab not in work.TABS:
        tab = work.WAITING if own else work.ALL
    state = asked.get("state", "")
    filters = {
        "year": number(asked.get("year")),
        "department": asked.get("department", "").strip()[:100],
        "state": state if state in STATE_TITLES else "",
    }
    page = work.work(for_user=user, tab=tab, page=number(asked.get("page")) or 1, **filters)
    context = {
        "page": page, "tab": tab, "own": own, "filters": filters, "is_filtered": any(filters.values()),
        "query": urlencode({name: value for name, value in filters.items() if value}),
        "years": work.years(for_user=user), "states": STATE_TITLES.items(),
        "administers": Role.ADMINISTRATOR in roles_anywhere(user),
        "prepares": work.prepared_departments(for_user=user).exists(),
    }  # fmt: skip
    return render(request, "records/home.html", context)
