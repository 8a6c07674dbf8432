"""Stage 3, check: records become findings, each with place, reason, advice and basis.

A rule never changes a record and reads nothing but its subject and the policy it is given.
"""

from jixiao.checking.catalogue import CATALOGUE, UnknownRule, find_rule, standard_policy, summaries
from jixiao.checking.policy import STANDARD, InvalidProfile, Policy, profiles
from jixiao.checking.rule import Rule
from jixiao.checking.runner import CHECK, Checker
from jixiao.checking.subjects import Companions

__all__ = [
    "CATALOGUE",
    "CHECK",
    "STANDARD",
    "Checker",
    "Companions",
    "InvalidProfile",
    "Policy",
    "Rule",
    "UnknownRule",
    "find_rule",
    "profiles",
    "standard_policy",
    "summaries",
]
