"""A file or folder takes the place of another, also where something still looks at it."""

import time
from pathlib import Path

_HELD = frozenset({5, 32})  # Windows: access denied, sharing violation
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds


def replace(source: Path, target: Path) -> None:
    """Rename over what is there.

    On Windows a virus scanner or an indexer holds for a moment what was just written, and a file
    that is held cannot be renamed or replaced.

    Raises:
        OSError: It cannot be done, or the holder does not let go.
    """
    for pause in _PAUSES:
        try:
            source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)
