"""``jixiao.toml``: a user's profile, own rules, accepted findings and facts of other documents."""

import tomllib
from typing import Any, Literal

import msgspec

from jixiao.checking.accepting import Accepted
from jixiao.checking.companions import Companions
from jixiao.checking.own_rules import OwnRule
from jixiao.checking.policy import STANDARD, InvalidProfile, Limit, Pack, WordList
from jixiao.checking.said import said
from jixiao.model import Redaction

FILE_NAME = "jixiao.toml"


class Settings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True,
    rename={"own_rules": "rule"},
):  # fmt: skip
    """配置. ``own_rules`` are the ``[[rule]]`` blocks; ``rules`` change entries of the book.

    ``words`` and ``limits`` are as in a pack; ``companions`` as in `Companions`; ``redact`` are
    passages to cover before publication.
    """

    profile: str = STANDARD
    stage: Literal["draft", "review", "approved", "disclosed"] = "review"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: dict[str, dict[str, Any]] = {}
    words: dict[str, WordList] = {}
    limits: dict[str, Limit] = {}
    own_rules: tuple[OwnRule, ...] = ()
    accept: tuple[Accepted, ...] = ()
    companions: Companions = Companions()
    redact: tuple[Redaction, ...] = ()

    @property
    def pack(self) -> Pack:
        """What the user adds to his profile, as a pack."""
        return Pack(
            description="jixiao.toml", place="", since=None,
            words=self.words, limits=self.limits, rules=self.rules,
        )  # fmt: skip


def read_settings(content: bytes, name: str = FILE_NAME) -> Settings:
    """Settings from the bytes of a file.

    Raises:
        InvalidProfile: It is not TOML, or says what cannot be used; the text says where.
    """
    try:
        # A number of an own rule stays as it is written: 79.5 is never a float.
        loaded = tomllib.loads(content.decode("utf-8-sig"), parse_float=str)
        return msgspec.convert(loaded, Settings)
    except UnicodeDecodeError as error:
        raise InvalidProfile(f"{name} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidProfile(f"{name} 的写法不对（{error}）。") from error
    except msgspec.ValidationError as error:
        raise InvalidProfile(f"{name} 里有用不了的内容（{said(error)}）。") from error
