"""An empty office has a first person, once."""

from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import roles_anywhere
from jixiao.web.audit.models import AuditEntry
from jixiao.web.first import first_administrator
from jixiao.workflow import Role


def test_an_empty_office_gets_an_administrator_who_can_log_in(db):
    made = first_administrator()

    user = User.objects.get()
    assert user.username == made.username
    assert user.check_password(made.password)
    assert roles_anywhere(user) == {Role.ADMINISTRATOR}
    assert made.password not in str(AuditEntry.objects.values_list("before", "after", "reason"))


def test_where_somebody_is_nobody_is_made(office):
    before = User.objects.count()

    assert first_administrator() is None
    assert User.objects.count() == before
