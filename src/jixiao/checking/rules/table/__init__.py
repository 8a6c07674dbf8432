"""TAB: 表样."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
