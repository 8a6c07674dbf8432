"""A table of the cast's department, typed in the notation of the rule cases."""

from types import SimpleNamespace

from tests.checking.notation import read_example
from tests.web.conftest import NOW

from jixiao.web.records.assembly import write_record
from jixiao.web.records.models import Indicator, ObjectiveTable, Project
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.services.tables import table_create

TABLE = """
单位：某某市招商中心 | 30.00
项目：招商活动经费 | 30.00
目标：举办招商活动6场，引进企业3家，企业满意度达到90%以上。
1、1-产出指标；11-数量指标；招商活动场次；实施周期指标值：≥6场；年度指标值：≥6场。
2、1-产出指标；12-质量指标；参加活动人数；实施周期指标值：≥３０人；年度指标值：≥３０人。
3、2-效益指标；22-社会效益指标；引进企业数量；实施周期指标值：≥3家；年度指标值：≥3家。
单位：某某市会展中心 | 20.00
项目：会展运行经费 | 20.00
目标：保障展馆正常运行。
1、1-产出指标；11-数量指标；办展场次；实施周期指标值：≥4场；年度指标值：≥4场。
2、1-产出指标；11-数量指标；参加展会人数；实施周期指标值：≥３０人；年度指标值：≥３０人。
3、3-满意度指标；31-服务对象满意度指标；参展企业满意度；实施周期指标值：≥90%；年度指标值：≥90%。
"""
"""Two units with a project each. 全角、半角混用 in both (safe), a count under 质量 in the first (unsafe)."""

WIDTH, MISPLACED, NO_SATISFACTION = "WRD005", "IND104", "IND003"


def drafted(office: SimpleNamespace, text: str = TABLE, year: int = 2026) -> ObjectiveTable:
    """A table of the department with what the notation says."""
    table = table_create(department=office.department, year=year, actor=office.preparer, at=NOW)
    write_record(table, read_example(text).reading.table, at=NOW, source=None)
    reindex_table(table)
    return table


def project_named(name: str) -> Project:
    """The only project of a name."""
    return Project.objects.select_related("unit", "table__department").get(name=name)


def indicator_named(name: str) -> Indicator:
    """The only indicator of a name."""
    return Indicator.objects.get(name=name)
