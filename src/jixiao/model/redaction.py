"""Passages that are covered before publication, and the record of it."""

import msgspec

COVER = "××"


class Redaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """遮蔽: a passage, what stands in its place, why, and who decided; in one project or in all."""

    text: str
    reason: str
    author: str
    cover: str = COVER
    project: str | None = None


class Redacted(msgspec.Struct, frozen=True):
    """What was covered: how often, and the hash of the passage instead of the passage."""

    sha256: str
    cover: str
    times: int
    reason: str
    author: str
