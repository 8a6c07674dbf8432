"""PUB: 公开安全."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
