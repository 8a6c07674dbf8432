"""What is said of a reading: check, fix, and compare."""

from collections.abc import Collection, Sequence

import msgspec

from jixiao.analysing import compare_readings, narrowed
from jixiao.checking import Checker, Companions, apply_fixes, assemble
from jixiao.model import Change, Check, Difference, Fixed, Part, Reading
from jixiao.understanding import with_table_values

FIXED = "jixiao.fixed/1"
_ROUNDS = 5  # one fix may open the way for another; more rounds than this would be a quarrel


def check(
    reading: Reading,
    *,
    profile: str | None = None,
    stage: str | None = None,
    earlier: Sequence[Reading] = (),
    companions: Companions | None = None,
) -> Check:
    """What a good reviewer would say of a reading, by the rules of a profile.

    Args:
        reading: From `read`, with typed values.
        profile: The place's rules, such as ``guangzhou-2024``; left out, the general ones.
        stage: draft, review, approved or disclosed; severities depend on it.
        earlier: Readings of the same department's earlier years.
        companions: What other documents say of the table.

    Returns:
        All findings, an outcome for every rule, and the quality score.

    Raises:
        InvalidProfile: There is no such profile.
    """
    checker = assemble(profile=profile, stage=stage)
    return checker.check(reading, earlier=earlier, companions=companions or Companions())


def fix(
    reading: Reading, checker: Checker, *, unsafe: bool = False, earlier: Sequence[Reading] = ()
) -> Fixed:
    """A copy of a reading with the fixes that its findings propose; the document stays as it is.

    Args:
        reading: What to mend.
        checker: The rules, from `jixiao.checking.assemble`.
        unsafe: Also fixes that change the wording; read the list of changes.
        earlier: As for `check`.
    """
    changes: tuple[Change, ...] = ()
    for _ in range(_ROUNDS):
        drafts = checker.examine(reading, earlier=earlier).drafts
        reading, made = apply_fixes(reading, drafts, unsafe=unsafe)
        if not made:
            break
        changes += made
        tables = tuple(with_table_values(table) for table in reading.tables)
        reading = msgspec.structs.replace(reading, tables=tables)
    return Fixed(FIXED, reading, changes)


def compare(
    before: Reading,
    after: Reading,
    *,
    same: Collection[str] = (),
    only: Collection[Part] = (),
) -> Difference:
    """What changed between two versions, or two years, of a table.

    Args:
        before: The earlier one, from `read`, with typed values.
        after: The later one.
        same: Keys of doubtful matches that a person has confirmed.
        only: What to narrow the difference to; left out, everything.

    Returns:
        Projects, money, indicators, targets and texts that changed, and the matches that nobody
        should take for granted. Amounts are as printed; computed ones name their unit.
    """
    return narrowed(compare_readings(before, after, same=same), only)
