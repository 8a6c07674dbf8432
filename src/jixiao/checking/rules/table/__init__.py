"""TAB: 表样."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.table.column_outside_table import column_outside_table
from jixiao.checking.rules.table.entry_numbers_out_of_order import entry_numbers_out_of_order
from jixiao.checking.rules.table.indicator_without_name import indicator_without_name
from jixiao.checking.rules.table.level_outside_code_set import level_outside_code_set
from jixiao.checking.rules.table.levels_disagree import levels_disagree
from jixiao.checking.rules.table.row_cut_by_page import row_cut_by_page
from jixiao.checking.rules.table.table_head_incomplete import table_head_incomplete
from jixiao.checking.rules.table.target_missing import target_missing

RULES: tuple[Rule, ...] = (
    row_cut_by_page,  # TAB001
    entry_numbers_out_of_order,  # TAB002
    target_missing,  # TAB003
    levels_disagree,  # TAB004
    level_outside_code_set,  # TAB005
    table_head_incomplete,  # TAB006
    column_outside_table,  # TAB007
    indicator_without_name,  # TAB008
)
