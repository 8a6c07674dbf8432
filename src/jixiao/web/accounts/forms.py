"""What an administrator may fill in: named fields, nothing else gets through."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jixiao.web.accounts.models import ROLE_TITLES, OrgUnit, User
from jixiao.web.accounts.selectors import orgs
from jixiao.workflow import Role

_ROLES = [(role.value, title) for role, title in ROLE_TITLES.items()]


class _Styled(forms.Form):
    """Fields in the site's look."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            if isinstance(field.widget, forms.CheckboxInput):
                kind = "form-check-input"
            field.widget.attrs["class"] = kind


class _WithOrg(_Styled):
    """A form with a choice among the organisations that the administrator looks after."""

    def __init__(self, *args: object, for_user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("请选择")
                field.queryset = orgs(for_user=for_user, roles={Role.ADMINISTRATOR})


class UserForm(_WithOrg):
    """A new person."""

    username = forms.CharField(label=_("用户名"), max_length=150)
    display_name = forms.CharField(label=_("姓名"), max_length=50)
    org = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("单位"))
    role = forms.ChoiceField(choices=_ROLES, label=_("角色"))


class UserNameForm(_Styled):
    """What a person is called."""

    display_name = forms.CharField(label=_("姓名"), max_length=50)


class MembershipForm(_WithOrg):
    """One more role."""

    org = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("单位"))
    role = forms.ChoiceField(choices=_ROLES, label=_("角色"))


class OrgForm(_WithOrg):
    """A new department or unit."""

    parent = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("上级"))
    kind = forms.ChoiceField(choices=OrgUnit.Kind.choices, label=_("类别"))
    name = forms.CharField(label=_("名称"), max_length=200)
    code = forms.CharField(label=_("代码"), max_length=21, required=False)


class OrgChangeForm(_Styled):
    """A department or unit as it is."""

    name = forms.CharField(label=_("名称"), max_length=200)
    code = forms.CharField(label=_("代码"), max_length=21, required=False)
    is_active = forms.BooleanField(label=_("启用"), required=False)


class YearForm(_Styled):
    """A year of a department."""

    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2100)
    profile = forms.CharField(label=_("规则方案"), max_length=60, required=False)
    submit_gate = forms.CharField(label=_("送审关口"), max_length=8, required=False)
    disclosure_gate = forms.CharField(label=_("公开关口"), max_length=8)
    is_open = forms.BooleanField(label=_("开放填报"), required=False, initial=True)
