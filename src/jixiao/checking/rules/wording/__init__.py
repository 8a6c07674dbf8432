"""WRD: 文字."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
