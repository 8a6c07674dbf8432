"""The life cycle as an office agreed on it, written down by hand."""

import pytest

from jixiao.workflow import (
    Action,
    ActionNotAllowed,
    ReasonMissing,
    Role,
    State,
    allowed_actions,
    transition,
)

# By hand, from how an office works; never generated from the file it checks.
AGREED = {
    (State.DRAFT, Role.PREPARER): {Action.SUBMIT: State.SUBMITTED},
    (State.RETURNED, Role.PREPARER): {Action.SUBMIT: State.SUBMITTED},
    (State.SUBMITTED, Role.PREPARER): {Action.WITHDRAW: State.DRAFT},
    (State.SUBMITTED, Role.HEAD): {
        Action.RETURN: State.RETURNED,
        Action.APPROVE: State.APPROVED,
    },
    (State.APPROVED, Role.HEAD): {Action.DISCLOSE: State.DISCLOSED},
    (State.DISCLOSED, Role.HEAD): {Action.RETRACT: State.APPROVED},
    (State.APPROVED, Role.PREPARER): {Action.ADJUST: State.DRAFT},
    (State.DISCLOSED, Role.PREPARER): {Action.ADJUST: State.DRAFT},
}
WITH_REASON = {Action.RETURN, Action.RETRACT, Action.ADJUST}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_was_agreed_and_nothing_else(state: State, role: Role) -> None:
    steps = {one.action: one.target for one in allowed_actions(state, [role])}

    assert steps == AGREED.get((state, role), {})


@pytest.mark.parametrize("action", Action)
def test_what_undoes_another_persons_work_needs_a_reason(action: Action) -> None:
    (state, role), _ = next((k, v) for k, v in AGREED.items() if action in v)

    if action in WITH_REASON:
        with pytest.raises(ReasonMissing):
            transition(state, action, [role], "  ")
    else:
        assert transition(state, action, [role]).action is action


def test_nobody_approves_by_being_a_preparer() -> None:
    with pytest.raises(ActionNotAllowed):
        transition(State.SUBMITTED, Action.APPROVE, [Role.PREPARER])


def test_only_drafts_and_returned_tables_can_be_changed() -> None:
    assert {state for state in State if state.is_editable} == {State.DRAFT, State.RETURNED}
