"""Stage 3, check: records become findings, each with place, reason, advice and basis.

A rule never changes a record and reads nothing but its subject and the policy it is given.
"""

from jixiao.checking.accepting import (
    BASELINE,
    Acceptance,
    Accepted,
    Baseline,
    BaselineEntry,
    InvalidBaseline,
    baseline_of,
    read_baseline,
    write_baseline,
)
from jixiao.checking.assembling import RulePackage, assemble, known
from jixiao.checking.catalogue import CATALOGUE, UnknownRule, find_rule, standard_policy, summaries
from jixiao.checking.companions import Companions
from jixiao.checking.fixing import apply_fixes
from jixiao.checking.policy import (
    STANDARD,
    BookEntry,
    InvalidProfile,
    Policy,
    load_pack,
    profiles,
)
from jixiao.checking.rule import Found, Rule, rule
from jixiao.checking.runner import CHECK, Checker, Examined
from jixiao.checking.settings import FILE_NAME, Settings, read_settings

__all__ = [
    "BASELINE",
    "CATALOGUE",
    "CHECK",
    "FILE_NAME",
    "STANDARD",
    "Acceptance",
    "Accepted",
    "Baseline",
    "BaselineEntry",
    "BookEntry",
    "Checker",
    "Companions",
    "Examined",
    "Found",
    "InvalidBaseline",
    "InvalidProfile",
    "Policy",
    "Rule",
    "RulePackage",
    "Settings",
    "UnknownRule",
    "apply_fixes",
    "assemble",
    "baseline_of",
    "find_rule",
    "known",
    "load_pack",
    "profiles",
    "read_baseline",
    "read_settings",
    "rule",
    "standard_policy",
    "summaries",
    "write_baseline",
]
