"""WRD: 文字."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.wording.clause_twice import clause_twice
from jixiao.checking.rules.wording.conversion_residue import conversion_residue
from jixiao.checking.rules.wording.internal_remark import internal_remark
from jixiao.checking.rules.wording.known_typo import known_typo
from jixiao.checking.rules.wording.mixed_width_or_separators import mixed_width_or_separators
from jixiao.checking.rules.wording.name_ends_with_mark import name_ends_with_mark
from jixiao.checking.rules.wording.near_usual_word import near_usual_word
from jixiao.checking.rules.wording.target_cut_beside_whole import target_cut_beside_whole
from jixiao.checking.rules.wording.text_cut_off import text_cut_off
from jixiao.checking.rules.wording.text_read_twice import text_read_twice
from jixiao.checking.rules.wording.word_doubled import word_doubled

RULES: tuple[Rule, ...] = (
    known_typo,  # WRD001
    text_cut_off,  # WRD002
    text_read_twice,  # WRD003
    conversion_residue,  # WRD004
    mixed_width_or_separators,  # WRD005
    clause_twice,  # WRD006
    word_doubled,  # WRD007
    name_ends_with_mark,  # WRD008
    near_usual_word,  # WRD009
    internal_remark,  # WRD010
    target_cut_beside_whole,  # WRD011
)
