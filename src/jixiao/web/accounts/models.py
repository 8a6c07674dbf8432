"""People, departments and units, memberships."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.workflow import Role

ROLE_TITLES = {
    Role.PREPARER: _("填报员"),
    Role.HEAD: _("单位负责人"),
    Role.ADMINISTRATOR: _("管理员"),
    Role.AUDITOR: _("审计员"),
    Role.READER: _("查阅者"),
}


class User(AbstractUser):
    """人员; ``must_change_password``: somebody else knows it, so it is good for one log-in."""

    display_name = models.CharField(_("姓名"), max_length=50, blank=True)
    must_change_password = models.BooleanField(_("须改密码"), default=False)

    def __str__(self) -> str:
        return self.display_name or self.username


class OrgUnit(models.Model):
    """部门 or 单位, in a tree; ``path`` is ``/1/5/`` with the own id last, so a subtree is a prefix."""

    class Kind(models.TextChoices):
        """部门 (一级预算单位) or 单位 below it."""

        DEPARTMENT = "department", _("部门")
        UNIT = "unit", _("单位")

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    name = models.CharField(_("名称"), max_length=200)
    code = models.CharField(_("代码"), max_length=21, blank=True)
    path = models.CharField(max_length=500, db_index=True, editable=False, default="")
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        """One name once under a parent."""

        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "name"), name="org_name_once_under_parent", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("department", "unit")), name="org_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """任职: a person's role in an organisation and in everything below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    org = models.ForeignKey(OrgUnit, models.PROTECT, related_name="memberships")
    role = models.CharField(
        _("角色"), max_length=20, choices=[(r.value, t) for r, t in ROLE_TITLES.items()]
    )

    class Meta:
        """A role once in a place."""

        ordering = ("org__path", "role")
        constraints = (
            models.UniqueConstraint(fields=("user", "org", "role"), name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.org}{_('：')}{self.get_role_display()}"
