"""What makes a password easy to guess in an office like ours."""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_FEWEST = 6


class Unlike(UserAttributeSimilarityValidator):
    """Django's own, in the words of this site."""

    def get_help_text(self) -> str:
        """What the page of changing says."""
        return _("密码不能与您的姓名、登录名等太相似。")


class NotCommon(CommonPasswordValidator):
    """Django's own, in the words of this site."""

    def get_help_text(self) -> str:
        """What the page of changing says."""
        return _("密码不能是很多人都用的。")


class LongEnough(MinimumLengthValidator):
    """Django's own, whose sentence has no Chinese."""

    def get_help_text(self) -> str:
        """What the page of changing says."""
        return _("密码至少要 %d 个字符。") % self.min_length

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("密码太短，至少要 %d 个字符。") % self.min_length


class OfficeWords:
    """Refuses passwords that consist of words of the office's own world and little more."""

    def validate(self, password: str, user: Any = None) -> None:
        """Look at what is left of a password without these words and without years.

        Raises:
            ValidationError: Too little.
        """
        left = _words().sub("", password.casefold())
        if left != password.casefold() and len(set(left)) < _FEWEST:
            raise ValidationError(
                _("密码主要由本行业的常用词或年份组成，容易猜到；请再加别的内容。")
            )

    def get_help_text(self) -> str:
        """What the page of changing says."""
        return _("密码不能主要由“jixiao”“yusuan”这类本行业的词和年份组成。")


@cache
def _words() -> re.Pattern[str]:
    found = tomllib.loads(Path(__file__).with_name("office_words.toml").read_text("utf-8"))
    longest_first = sorted(found["words"], key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), *found["patterns"]]))


class Breached:
    """Refuses what is known from breaches elsewhere, where the office keeps a list; nothing is sent."""

    def validate(self, password: str, user: Any = None) -> None:
        """Look it up.

        Raises:
            ValidationError: It is there.
        """
        if not settings.BREACHED_PASSWORDS:
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        with Path(settings.BREACHED_PASSWORDS).open("rb") as file:
            if _stands_in(file, digest.encode()):
                raise ValidationError(_("这个密码在别处泄露过，容易被试到；请换一个。"))

    def get_help_text(self) -> str:
        """What the page of changing says."""
        return _("密码不能是别处泄露过的。")


def _stands_in(file: IO[bytes], wanted: bytes) -> bool:
    """Whether a line begins so, in a file whose lines are in order: halved again and again."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        if middle:
            file.readline()  # the rest of a line
        start, line = file.tell(), file.readline()
        if not line or line[: len(wanted)].upper() >= wanted:
            if line[: len(wanted)].upper() == wanted:
                return True
            high = middle
        else:
            low = start + len(line)
    file.seek(low)
    return file.readline()[: len(wanted)].upper() == wanted
