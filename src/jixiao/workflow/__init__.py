"""Stage 5, work on: the life cycle of a table as data: states, roles, and who may do what when."""

from jixiao.workflow.deadlines import Deadline, disclosure_deadline, disclosure_deadlines
from jixiao.workflow.life_cycle import (
    ACTIONS,
    WAITS_FOR,
    Action,
    ActionNotAllowed,
    ReasonMissing,
    Role,
    State,
    Transition,
    allowed_actions,
    transition,
)

__all__ = [
    "ACTIONS",
    "WAITS_FOR",
    "Action",
    "ActionNotAllowed",
    "Deadline",
    "ReasonMissing",
    "Role",
    "State",
    "Transition",
    "allowed_actions",
    "disclosure_deadline",
    "disclosure_deadlines",
    "transition",
]
