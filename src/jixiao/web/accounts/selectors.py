"""Who may see and do what, where: the scope that every other selector filters by."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from jixiao.web.accounts.models import Membership, OrgUnit, User
from jixiao.workflow import Role

SEES_RECORDS = frozenset({Role.PREPARER, Role.HEAD, Role.AUDITOR, Role.READER, Role.ADMINISTRATOR})
"""Roles that may look at the records of their organisation."""


def memberships_of(for_user: User) -> list[Membership]:
    """A person's memberships, asked for once a request."""
    if not for_user.is_authenticated or not for_user.is_active:
        return []
    found = getattr(for_user, "_memberships", None)
    if found is None:
        found = list(Membership.objects.filter(user=for_user).select_related("org"))
        for_user._memberships = found
    return found


def roles_at(for_user: User, org: OrgUnit) -> frozenset[Role]:
    """The roles a person has in an organisation, there or above."""
    return frozenset(
        Role(one.role) for one in memberships_of(for_user) if org.path.startswith(one.org.path)
    )


def roles_anywhere(for_user: User) -> frozenset[Role]:
    """All roles of a person."""
    return frozenset(Role(one.role) for one in memberships_of(for_user))


def paths_of(for_user: User, roles: Iterable[Role] = SEES_RECORDS) -> list[str]:
    """The paths below which a person has one of the roles."""
    wanted = set(roles)
    return [one.org.path for one in memberships_of(for_user) if Role(one.role) in wanted]


def below(field: str, paths: Iterable[str]) -> Q:
    """A filter: ``field`` (a path) is at or below one of the paths; no path lets nothing through."""
    found = Q(pk__in=())
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def above_or_below(field: str, paths: Iterable[str]) -> Q:
    """As `below`, or ``field`` is the path of an organisation that one of the paths belongs to."""
    paths = list(paths)
    above = {prefix for path in paths for prefix in prefixes(path)}
    return below(field, paths) | Q(**{f"{field}__in": above})


def prefixes(path: str) -> list[str]:
    """The paths above and at ``path``, the topmost first.

    >>> prefixes("/1/5/")
    ['/1/', '/1/5/']
    """
    parts = [part for part in path.split("/") if part]
    return ["/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1)]


def orgs(*, for_user: User, roles: Iterable[Role] = SEES_RECORDS) -> QuerySet[OrgUnit]:
    """The organisations a person may see."""
    return OrgUnit.objects.filter(below("path", paths_of(for_user, roles)))


def departments(*, for_user: User, roles: Iterable[Role] = SEES_RECORDS) -> QuerySet[OrgUnit]:
    """The departments whose tables a person sees, also where only a unit of them is his."""
    return OrgUnit.objects.filter(
        above_or_below("path", paths_of(for_user, roles)), kind=OrgUnit.Kind.DEPARTMENT
    )


def leaves_first(found: QuerySet[OrgUnit]) -> QuerySet[OrgUnit]:
    """Departments to choose from: an office that only stands above others comes after them."""
    children = OrgUnit.objects.filter(parent=OuterRef("pk"), kind=OrgUnit.Kind.DEPARTMENT)
    return found.order_by(Exists(children), "path")


def users(*, for_user: User) -> QuerySet[User]:
    """The people an administrator looks after: those with a membership below his own."""
    paths = paths_of(for_user, {Role.ADMINISTRATOR})
    theirs = Membership.objects.filter(below("org__path", paths))
    return User.objects.filter(memberships__in=theirs).distinct().order_by("username")
