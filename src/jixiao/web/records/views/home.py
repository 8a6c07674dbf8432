"""The first page of somebody who is logged in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.web.records.selectors.tables import tables


def home(request: HttpRequest) -> HttpResponse:
    """The tables of his scope."""
    return render(request, "records/home.html", {"tables": tables(for_user=request.user)})
