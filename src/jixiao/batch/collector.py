"""How often a process of ours looks for forgotten cycles."""

import gc

_AFTER = 10_000


def collect_seldom() -> None:
    """Let the collector look after ten thousand new objects, where the default is seven hundred.

    Records hold no cycles, and what is made to check them few, so a search finds little; by default
    it takes up to a twelfth of the time of reading or checking. For processes that we start, never
    for somebody's own.
    """
    gc.set_threshold(_AFTER)
