"""States, roles and transitions, read from `life_cycle.toml`; no database and no person's name."""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from importlib import resources

import msgspec


class State(StrEnum):
    """状态 of a table."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    DISCLOSED = "disclosed"

    @property
    def is_editable(self) -> bool:
        """Whether its records may be changed."""
        return self in (State.DRAFT, State.RETURNED)


class Role(StrEnum):
    """角色: what a person is in one office; held through a membership, never by the person alone."""

    PREPARER = "preparer"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    READER = "reader"


class Action(StrEnum):
    """操作 that moves a table along."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    DISCLOSE = "disclose"
    RETRACT = "retract"
    ADJUST = "adjust"


class Transition(msgspec.Struct, frozen=True):
    """One action: in which states, to which, by whom, and whether a reason must be given."""

    action: Action
    title: str
    sources: tuple[State, ...] = msgspec.field(name="from")
    target: State = msgspec.field(name="to")
    by: tuple[Role, ...]
    needs_reason: bool = msgspec.field(name="reason")


class ActionNotAllowed(Exception):  # noqa: N818 - reads as what it says
    """The state or the role does not permit the action."""

    def __init__(self, action: Action, state: State) -> None:
        super().__init__(action, state)
        self.action = action
        self.state = state


class ReasonMissing(Exception):  # noqa: N818 - reads as what it says
    """The action needs a reason and none was given."""

    def __init__(self, action: Action) -> None:
        super().__init__(action)
        self.action = action


class _LifeCycle(msgspec.Struct, frozen=True):
    transitions: tuple[Transition, ...]
    waits_for: dict[State, tuple[Role, ...]]


def _load() -> _LifeCycle:
    text = (resources.files(__package__) / "life_cycle.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _LifeCycle)


_LOADED = _load()
ACTIONS = {row.action: row for row in _LOADED.transitions}
"""Every transition by its action, in the order of the file."""
WAITS_FOR = _LOADED.waits_for
"""In each state, whose turn it is."""


def allowed_actions(state: State, roles: Iterable[Role]) -> tuple[Transition, ...]:
    """What somebody with these roles may do in a state."""
    roles = set(roles)
    return tuple(
        row for row in ACTIONS.values() if state in row.sources and not roles.isdisjoint(row.by)
    )


def transition(state: State, action: Action, roles: Iterable[Role], reason: str = "") -> Transition:
    """The step that an action takes.

    Raises:
        ActionNotAllowed: The state or the roles do not permit it.
        ReasonMissing: It needs a reason.
    """
    step = ACTIONS[action]
    if step not in allowed_actions(state, roles):
        raise ActionNotAllowed(action, state)
    if step.needs_reason and not reason.strip():
        raise ReasonMissing(action)
    return step
