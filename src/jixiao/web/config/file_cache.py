"""The cache in files, where a file may be in other hands.

Windows replaces and removes no file that somebody has open, so Django writes into the old one there,
and who reads at that moment sees a half of it or is refused.
"""

import zlib
from contextlib import suppress
from typing import Any

from django.core.cache.backends import filebased
from django.core.cache.backends.base import DEFAULT_TIMEOUT

_IN_OTHER_HANDS = (PermissionError, EOFError, zlib.error, filebased.pickle.UnpicklingError)


class FileCache(filebased.FileBasedCache):
    """Django's own; what cannot be had now is not there, and what cannot be kept now is not kept."""

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """What is kept."""
        try:
            return super().get(key, default, version)
        except _IN_OTHER_HANDS:
            return default

    def has_key(self, key: Any, version: Any = None) -> bool:
        """Whether something is kept; what is being written is."""
        try:
            return super().has_key(key, version)
        except _IN_OTHER_HANDS:
            return True

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        """Keep something."""
        with suppress(PermissionError):
            super().set(key, value, timeout, version)

    def _delete(self, fname: str) -> bool:
        try:
            return super()._delete(fname)
        except PermissionError:
            return False
