"""The site map."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.i18n import set_language

from jixiao.web.accounts.recovery import recovery_codes
from jixiao.web.config import office
from jixiao.web.publicdata.views import home as public_home
from jixiao.web.records.views.home import home


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The work of who is logged in; for everybody else what is public."""
    return (home if request.user.is_authenticated else public_home)(request)


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """What the log-in library offers and an office has not: all that needs e-mail, codes as a file."""
    raise Http404


urlpatterns = [
    path("", front),
    path("public/", include("jixiao.web.publicdata.urls")),
    re_path(r"^account/(?:email|confirm-email|password/set|password/reset|login/code)/", closed),
    path("account/2fa/recovery-codes/", recovery_codes),
    path("account/2fa/recovery-codes/download/", closed),
    path("account/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("health/", office.health, name="health"),
    path("audit/", office.trail, name="trail"),
    path("office/", include("jixiao.web.accounts.urls")),
    path("office/units/<int:pk>/", office.unit, name="unit"),
    path("office/years/", office.years, name="years"),
    path("office/years/<int:department>/", office.year_change, name="year_change"),
    path("", include("jixiao.web.records.urls")),
]

handler403 = "jixiao.web.config.office.forbidden"
handler500 = "jixiao.web.config.trouble.server_error"
