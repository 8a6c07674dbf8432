"""The bytes of source files, kept once by their hash."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from jixiao.batch.replacing import replace


def stored_at(sha256: str) -> Path:
    """Where the bytes of a source file lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Keep bytes by their hash, whole or not at all; the same bytes once.

    Returns:
        The hash.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = stored_at(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return sha256
