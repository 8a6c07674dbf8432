"""What makes a password easy to guess in an office like ours."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_FEWEST = 6


class LongEnough(MinimumLengthValidator):
    """Django's own, whose sentence has no Chinese."""

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
    return re.compile("|".join(map(re.escape, longest_first)) + "|(?:19|20)[0-9]{2}")
