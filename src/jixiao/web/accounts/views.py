"""People and units, for their administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jixiao.web.accounts import services
from jixiao.web.accounts.forms import (
    MembershipForm,
    OrgForm,
    UserForm,
    UserNameForm,
)
from jixiao.web.accounts.models import Membership
from jixiao.web.accounts.selectors import orgs, roles_anywhere, users
from jixiao.workflow import Role

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """Lets administrators through; what exactly they may do, services decide."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Role.ADMINISTRATOR not in roles_anywhere(request.user):
            raise PermissionDenied(_("这一页只给管理员。"))
        if settings.ADMINISTRATORS_NEED_MFA and not is_mfa_enabled(request.user):
            messages.warning(request, _("本单位规定管理员要用两步验证；请先开启，再做管理的事。"))
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return guarded


@administrators_only
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody he looks after."""
    found = users(for_user=request.user).prefetch_related("memberships__org")
    form = UserForm(for_user=request.user)
    return render(request, "accounts/people.html", {"people": found, "form": form})


@administrators_only
@require_POST
def person_create(request: HttpRequest) -> HttpResponse:
    """A new person; his password is told once."""
    form = UserForm(request.POST, for_user=request.user)
    if form.is_valid():
        password = services.fresh_password()
        given = form.cleaned_data
        try:
            user = services.user_create(
                username=given["username"], display_name=given["display_name"],
                password=password, org=given["org"], roles=(Role(given["role"]),),
                actor=request.user, at=timezone.now(), told=True,
            )  # fmt: skip
        except ValidationError as error:
            _complain(form, error)
        else:
            context = {"person": user, "password": password}
            return render(request, "accounts/password.html", context)
    found = users(for_user=request.user).prefetch_related("memberships__org")
    return render(request, "accounts/people.html", {"people": found, "form": form}, status=422)


@administrators_only
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person."""
    return _person_page(request, pk)


def _person_page(request: HttpRequest, pk: int, status: int = 200, **forms: Any) -> HttpResponse:
    found = get_object_or_404(users(for_user=request.user), pk=pk)
    context = {
        "person": found,
        "memberships": found.memberships.select_related("org"),
        "name_form": UserNameForm(initial={"display_name": found.display_name}),
        "membership_form": MembershipForm(for_user=request.user),
        "has_factor": is_mfa_enabled(found),
    }
    return render(request, "accounts/person.html", context | forms, status=status)


@administrators_only
@require_POST
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name."""
    get_object_or_404(users(for_user=request.user), pk=pk)
    form = UserNameForm(request.POST)
    if not form.is_valid():
        return _person_page(request, pk, 422, name_form=form)
    services.user_change(
        user_id=pk, display_name=form.cleaned_data["display_name"], actor=request.user,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("已保存。"))
    return redirect("person", pk)


@administrators_only
@require_POST
def person_set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """In no longer, or again."""
    get_object_or_404(users(for_user=request.user), pk=pk)
    wanted = request.POST.get("is_active") == "1"
    try:
        services.user_set_active(
            user_id=pk, is_active=wanted, actor=request.user, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已启用。") if wanted else _("已停用。"))
    return redirect("person", pk)


@administrators_only
@require_POST
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh password, told once."""
    found = get_object_or_404(users(for_user=request.user), pk=pk)
    password = services.user_reset_password(user_id=pk, actor=request.user, at=timezone.now())
    return render(request, "accounts/password.html", {"person": found, "password": password})


@administrators_only
@require_POST
def person_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """No second factor any more, for who lost it."""
    get_object_or_404(users(for_user=request.user), pk=pk)
    try:
        services.user_release_factor(user_id=pk, actor=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已解除两步验证；请本人登录后重新开启。"))
    return redirect("person", pk)


@administrators_only
@require_POST
def membership_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role."""
    found = get_object_or_404(users(for_user=request.user), pk=pk)
    form = MembershipForm(request.POST, for_user=request.user)
    if form.is_valid():
        try:
            services.membership_add(
                user=found, org=form.cleaned_data["org"], role=Role(form.cleaned_data["role"]),
                actor=request.user, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            _complain(form, error)
        else:
            messages.success(request, _("已给予任职。"))
            return redirect("person", pk)
    return _person_page(request, pk, 422, membership_form=form)


@administrators_only
@require_POST
def membership_remove(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """One role less."""
    found = get_object_or_404(users(for_user=request.user), pk=pk)
    one = get_object_or_404(Membership, pk=membership, user=found)
    try:
        services.membership_remove(membership_id=one.pk, actor=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已取消任职。"))
    if users(for_user=request.user).filter(pk=pk).exists():
        return redirect("person", pk)
    return redirect("people")


@administrators_only
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """The tree of departments and units."""
    return _units_page(request, OrgForm(for_user=request.user))


def _units_page(request: HttpRequest, form: OrgForm, status: int = 200) -> HttpResponse:
    found = orgs(for_user=request.user, roles={Role.ADMINISTRATOR})
    rows = [(org, org.path.count("/") - 2) for org in found]
    return render(request, "accounts/units.html", {"rows": rows, "form": form}, status=status)


@administrators_only
@require_POST
def unit_create(request: HttpRequest) -> HttpResponse:
    """A new department or unit."""
    form = OrgForm(request.POST, for_user=request.user)
    if form.is_valid():
        try:
            services.org_create(actor=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            _complain(form, error)
        else:
            messages.success(request, _("已新增。"))
            return redirect("units")
    return _units_page(request, form, 422)


def _complain(form: Any, error: ValidationError) -> None:
    for text in error.messages:
        form.add_error(None, text)
