"""Whether somebody may change a table now; asked inside each service, in its transaction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import User
from jixiao.web.records.models import ObjectiveTable, TableUnit
from jixiao.web.records.selectors.tables import scope_of, year_is_closed
from jixiao.workflow import State


class Locked(ValidationError):  # noqa: N818 - says what it is
    """锁定: the table is on its way or approved, or its year is closed; nobody may change it."""


def table_to_change(table_id: int) -> ObjectiveTable:
    """The table, locked for this transaction.

    Raises:
        Locked: Its state or its year permits no change.
    """
    table = ObjectiveTable.objects.select_for_update().select_related("department").get(pk=table_id)
    require_editable(table)
    return table


def require_editable(table: ObjectiveTable) -> None:
    """Only a table that is being filled in, of a year that is open, goes on.

    Raises:
        Locked: Its state or its year permits no change.
    """
    if not State(table.state).is_editable:
        raise Locked(
            _("这张表%(state)s，现在不能修改；要改，请先撤回、退回或发起调整。"),
            params={"state": table.get_state_display()},
        )
    if year_is_closed(table):
        raise Locked(
            _("%(year)s 年度已经停止填报，这张表现在不能修改；要改，请管理员重新开放这个年度。"),
            params={"year": table.year},
        )


def require_preparer(actor: User, table: ObjectiveTable, unit: TableUnit | None = None) -> None:
    """Only who prepares the table, or this unit row of it, goes on.

    Raises:
        PermissionDenied: He does not.
    """
    scope = scope_of(for_user=actor, table=table)
    if not (scope.may_edit_all if unit is None else scope.may_edit(unit.pk)):
        raise PermissionDenied(_("只有填报员可以修改自己单位的项目。"))
