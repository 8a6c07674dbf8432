"""LIB: 照搬."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
