"""What the watched folder holds and could not be brought in, for who looks after the installation.

The folder is watched by a thread of the process that answers, so this is kept in its memory.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class LeftOut:
    """The folder, None where none is watched, and why a file in it stays where it is."""

    folder: Path | None = None
    reasons: dict[Path, str] = field(default_factory=dict)


LEFT_OUT = LeftOut()
