"""Forms of values with all fields that each gives: tables for `test_forms.py`."""

from typing import Any

from tests.understanding.target_value.reading import expected

PERCENT = "%"

NUMBERS: list[tuple[str, dict[str, Any]]] = [
    # Chinese numerals, exact and vague
    ("三次", expected("exactly", number="3", unit="次")),
    ("两家以上", expected("at_least", number="2", unit="家")),
    ("不少于三次", expected("at_least", number="3", unit="次")),
    ("一百二十家", expected("exactly", number="120", unit="家")),
    ("三十五万元", expected("exactly", number="35", unit="万元")),
    (
        "十几万人次",
        expected(
            "between", number="11", upper="19", unit="万人次", stated=False, confidence="likely"
        ),
    ),
    ("上百家", expected("at_least", number="100", unit="家", stated=False, confidence="likely")),
    ("500多家", expected("more_than", number="500", unit="家", confidence="likely")),
    ("3万余元", expected("more_than", number="3", unit="万元", confidence="likely")),
    ("1000余人次", expected("more_than", number="1000", unit="人次", confidence="likely")),
    ("约500人", expected("exactly", number="500", unit="人", confidence="likely")),
    ("5%左右", expected("exactly", number="5", unit=PERCENT, confidence="likely")),
    # thousands, full width, spaces
    ("1,200家", expected("exactly", number="1200", unit="家")),
    ("12,345.67万元", expected("exactly", number="12345.67", unit="万元")),
    ("１５０家", expected("exactly", number="150", unit="家")),
    ("≥９０％", expected("at_least", number="90", unit=("％", "%", "value"))),
    ("4 834个", expected("exactly", number="4834", unit="个", confidence="likely")),
    # multipliers stay with the unit
    ("15万元", expected("exactly", number="15", unit="万元")),
    ("1.5亿元", expected("exactly", number="1.5", unit="亿元")),
    ("53.7万", expected("exactly", number="53.7", unit="万", confidence="likely")),
    ("3.8亿美元", expected("exactly", number="3.8", unit="亿美元")),
    ("660亿人民币", expected("exactly", number="660", unit=("亿人民币", "亿元", "value"))),
    # percent, points, multiples, per mille
    ("百分之九十五以上", expected("at_least", number="95", unit=("百分之", "%", "value"))),
    ("≤0.5‰", expected("at_most", number="0.5", unit="‰")),
    (
        "提高3个百分点",
        expected("exactly", number="3", unit=("个百分点", "百分点", "value"), scope="提高"),
    ),
    ("大于1倍", expected("more_than", number="1", unit="倍")),
    ("-5%", expected("exactly", number="-5", unit=PERCENT)),
    ("95.00%", expected("exactly", number="95.00", unit=PERCENT)),
    # ratios
    ("1:1.5", expected("exactly", number="1", upper="1.5", unit=(":", "比", "value"))),
    ("1：20", expected("exactly", number="1", upper="20", unit=("：", "比", "value"))),
    ("三分之二以上", expected("at_least", number="2", upper="3", unit=("分之", "比", "value"))),
    # growth
    ("年均增长6%", expected("exactly", number="6", unit=PERCENT, per="year", scope="年均增长")),
    (
        "比2022年增长1倍以上",
        expected(
            "at_least",
            number="1",
            unit="倍",
            baseline=(2022, "ratio"),
            scope="比2022年增长",
        ),
    ),
    (
        "同比增长5%以上",
        expected(
            "at_least", number="5", unit=PERCENT, baseline=("last_year", "ratio"), scope="同比增长"
        ),
    ),
    (
        "较上年增加10家",
        expected(
            "exactly",
            number="10",
            unit="家",
            baseline=("last_year", "difference"),
            scope="较上年增加",
        ),
    ),
]

COMPARATORS: list[tuple[str, dict[str, Any]]] = [
    ("不少于300家次", expected("at_least", number="300", unit="家次")),
    ("不低于95%", expected("at_least", number="95", unit=PERCENT)),
    ("不小于35家", expected("at_least", number="35", unit="家")),
    ("至少1次", expected("at_least", number="1", unit="次")),
    ("达到100%", expected("at_least", number="100", unit=PERCENT)),
    ("大于等于95%", expected("at_least", number="95", unit=PERCENT)),
    ("超过200人次", expected("more_than", number="200", unit="人次")),
    ("超500万", expected("more_than", number="500", unit="万", confidence="likely")),
    ("大于90%", expected("more_than", number="90", unit=PERCENT)),
    ("不超过19个", expected("at_most", number="19", unit="个")),
    ("不高于5%", expected("at_most", number="5", unit=PERCENT)),
    ("不得超过600万元", expected("at_most", number="600", unit="万元")),
    ("小于5%", expected("less_than", number="5", unit=PERCENT)),
    ("不到5%", expected("less_than", number="5", unit=PERCENT)),
    ("等于100%", expected("exactly", number="100", unit=PERCENT, stated=True)),
    # behind the number
    ("90%以上", expected("at_least", number="90", unit=PERCENT)),
    ("3个及以上", expected("at_least", number="3", unit="个")),
    ("95%（含）以上", expected("at_least", number="95", unit=PERCENT)),
    ("1800以上", expected("at_least", number="1800")),
    ("20家企业以上", expected("at_least", number="20", unit=("家企业", "家", "value"))),
    ("3项以内", expected("at_most", number="3", unit="项")),
    ("1天内", expected("at_most", number="1", unit=("天", "天", "value"))),
    ("10万元以下", expected("at_most", number="10", unit="万元")),
    ("5%不到", expected("less_than", number="5", unit=PERCENT)),
    # doubled and slipped
    ("不超不超过53.7万元", expected("at_most", number="53.7", unit="万元")),
    ("≤5天内", expected("at_most", number="5", unit="天")),
    ("达到95%以上", expected("at_least", number="95", unit=PERCENT)),
    ("降至5%以下", expected("at_most", number="5", unit=PERCENT)),
    ("控制在95%以上", expected("at_least", number="95", unit=PERCENT)),
    (
        "不少1500件/年",
        expected("at_least", number="1500", unit="件/年", per="year", confidence="likely"),
    ),
    ("不少于5%以内", expected("at_least", number="5", unit=PERCENT, confidence="guess")),
    ("大于90%（含90%）", expected("at_least", number="90", unit=PERCENT, confidence="likely")),
    # signs as printed
    ("》95%", expected("at_least", number="95", unit=PERCENT, confidence="likely")),
    ("═100%", expected("exactly", number="100", unit=PERCENT, stated=True)),
    (">=95%", expected("at_least", number="95", unit=PERCENT)),
    ("<=5次", expected("at_most", number="5", unit="次")),
    ("≦5次", expected("at_most", number="5", unit="次")),
    ("≧90", expected("at_least", number="90")),
    ("＝1", expected("exactly", number="1", stated=True)),
    ("＞90%", expected("more_than", number="90", unit=PERCENT)),
    ("＜5%", expected("less_than", number="5", unit=PERCENT)),
    ("≥ 10 家", expected("at_least", number="10", unit="家")),
    # ranges
    ("4%至8%", expected("between", number="4", upper="8", unit=PERCENT)),
    ("3—5天", expected("between", number="3", upper="5", unit="天")),
    (
        "90%≤满意度≤100%",
        expected("between", number="90", upper="100", unit=PERCENT, scope="满意度"),
    ),
    ("≥95%，≤100%", expected("between", number="95", upper="100", unit=PERCENT)),
    (
        "完成6-8个事项",
        expected(
            "between", number="6", upper="8", unit="个", scope="完成…事项", confidence="likely"
        ),
    ),
]

UNITS: list[tuple[str, str, dict[str, Any]]] = [
    ("630平米", "", expected("exactly", number="630", unit=("平米", "平方米", "value"))),
    ("2个/年", "", expected("exactly", number="2", unit="个/年", per="year")),
    ("不高于20元/家次", "", expected("at_most", number="20", unit="元/家次", per="家次")),
    ("10万一年", "", expected("exactly", number="10", unit="万", per="year", confidence="likely")),
    ("180个点位", "", expected("exactly", number="180", unit="个点位")),
    ("8个企业/展会", "", expected("exactly", number="8", unit="个企业/展会")),
    ("20±2℃", "", expected("exactly", number="20", unit="℃", confidence="likely")),
    ("20℃±2℃", "", expected("exactly", number="20", unit="℃", confidence="likely")),
    ("3000米±1%", "", expected("exactly", number="3000", unit="米", confidence="likely")),
    (
        "80mm±5mm",
        "",
        expected("exactly", number="80", unit=("mm", "毫米", "value"), confidence="likely"),
    ),
    ("760案次", "", expected("exactly", number="760", unit="案次")),
    (
        "≤3起次生灾害",
        "",
        expected("at_most", number="3", unit="起", scope="次生灾害", confidence="likely"),
    ),
    ("2份次品", "", expected("exactly", number="2", unit="份", scope="次品", confidence="likely")),
    ("≥300家（次）", "", expected("at_least", number="300", unit=("家（次）", "家次", "value"))),
    (
        "24个结对帮扶重点镇（乡）",
        "",
        expected(
            "exactly",
            number="24",
            unit=("个结对帮扶重点镇（乡）", "个结对帮扶重点镇(乡)", "value"),
        ),
    ),
    ("≥500", "项目金额(万元)", expected("at_least", number="500", unit=("万元", "万元", "name"))),
    ("12", "参加人数（人）", expected("exactly", number="12", unit=("人", "人", "name"))),
    ("3趔", "", expected("exactly", number="3", unit=("趔", None, "value"), confidence="likely")),
    ("每年不少于10场", "", expected("at_least", number="10", unit="场", per="year")),
    (
        "三年累计不少于900家次",
        "",
        expected("at_least", number="900", unit="家次", per="cumulative_3_years"),
    ),
    ("年度累计不少于300家次", "", expected("at_least", number="300", unit="家次", per="year")),
    ("全年≥40家", "", expected("at_least", number="40", unit="家", per="year")),
    (
        "一年开展各项检查45次",
        "",
        expected(
            "exactly",
            number="45",
            unit="次",
            per="year",
            scope="一年开展各项检查",
            confidence="likely",
        ),
    ),
    (
        "0.95",
        "合格率",
        expected("exactly", number="0.95", note="“0.95”可能表示 95%，未换算", confidence="likely"),
    ),
    ("24小时", "故障响应时间", expected("exactly", number="24", unit="小时")),
    ("12个月", "", expected("exactly", number="12", unit="个月")),
    ("不超5个工作日", "", expected("at_most", number="5", unit=("个工作日", "工作日", "value"))),
    ("12月", "供水保障月数", expected("exactly", number="12", unit=("月", "个月", "value"))),
]

DATES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "2024年12月31日前完成验收",
        "",
        expected("deadline", date="2024-12-31", precision="day", stated=True, scope="完成验收"),
    ),
    ("2025年11月前", "", expected("deadline", date="2025-11", precision="month", stated=True)),
    ("2024年3月底前", "", expected("deadline", date="2024-03", precision="month", stated=True)),
    ("6月底前", "", expected("deadline", date="--06", precision="month", stated=True)),
    ("1月17日前", "", expected("deadline", date="--01-17", precision="day", stated=True)),
    ("2023-10-31", "", expected("deadline", date="2023-10-31", precision="day")),
    (
        "2023年内完成",
        "",
        expected("deadline", date="2023", precision="year", stated=True, scope="完成"),
    ),
    ("2026.1", "完成时间", expected("deadline", date="2026-01", precision="month")),
    (
        "2026.1",
        "总产值（万元）",
        expected("exactly", number="2026.1", unit=("万元", "万元", "name")),
    ),
    (
        "26-05",
        "完成时间",
        expected(
            "deadline", date="2026-05", precision="month", note="年份只印两位", confidence="likely"
        ),
    ),
    ("每月8号前", "", expected("deadline", date="---08", precision="day", stated=True)),
    ("6:30前", "", expected("deadline", date="T06:30", precision="time", stated=True)),
    (
        "2023.07-2024.01",
        "",
        expected("deadline", date="2023-07/2024-01", precision="period", confidence="likely"),
    ),
    (
        "第三季度前完成支付",
        "",
        expected(
            "deadline",
            date="--07/--09",
            precision="quarter",
            stated=True,
            scope="完成支付",
            note="“第三季度”可指第二季度末或第三季度末",
            confidence="likely",
        ),
    ),
    (
        "在前三季度内完成",
        "",
        expected("deadline", date="--01/--09", precision="quarter", stated=True, scope="在…完成"),
    ),
    (
        "年度内完成",
        "",
        expected("deadline", precision="year", anchor="年度", stated=True, scope="完成"),
    ),
    ("年底前", "", expected("deadline", precision="year", anchor="年底", stated=True)),
    (
        "44,561",
        "完成时间",
        expected("deadline", date="2021-12-31", precision="day", confidence="guess"),
    ),
    ("44,561", "服务人次", expected("exactly", number="44561")),
    (
        "财政额度下达后6个月内应拨尽拨",
        "",
        expected(
            "deadline",
            number="6",
            unit="个月",
            precision="month",
            anchor="财政额度下达后",
            offset="6个月",
            stated=True,
            scope="应拨尽拨",
            confidence="likely",
        ),
    ),
    (
        "资金到位后三个月内完成",
        "",
        expected(
            "deadline",
            number="3",
            unit="个月",
            precision="month",
            anchor="资金到位后",
            offset="三个月",
            stated=True,
            scope="完成",
            confidence="likely",
        ),
    ),
    (
        "启动理赔流程后7个工作日内",
        "",
        expected(
            "deadline",
            number="7",
            unit=("个工作日", "工作日", "value"),
            precision="day",
            anchor="启动理赔流程后",
            offset="7个工作日",
            stated=True,
            confidence="likely",
        ),
    ),
    ("2024年2月31日前", "", expected("not_understood", confidence="guess")),
]

WORDS: list[tuple[str, str, dict[str, Any]]] = [
    ("", "", expected("not_stated")),
    ("  ", "", expected("not_stated")),
    ("/", "", expected("not_stated")),
    ("待定", "", expected("not_stated")),
    ("不适用", "", expected("not_stated")),
    ("不使用", "", expected("not_stated", confidence="likely")),
    ("是", "", expected("yes_no", grade="是")),
    ("否", "", expected("yes_no", grade="否")),
    ("是/否", "", expected("not_understood", confidence="guess")),
    ("稳步提升", "", expected("qualitative", grade="稳步提升")),
    ("有所提高", "", expected("qualitative", grade="有所提高")),
    ("进一步提升", "", expected("qualitative", grade="进一步提升")),
    ("及时", "", expected("qualitative", grade="及时")),
    ("有效保 障", "", expected("qualitative", grade="有效保障")),
    ("达标", "", expected("qualitative", grade="达标")),
    ("无不良风气", "", expected("qualitative", confidence="likely")),
    ("尽量完成", "", expected("qualitative", confidence="likely")),
    ("按合同约定时间完成", "", expected("reference", scope="时间完成")),
    ("在规定时间内完成发放", "", expected("reference", scope="完成发放")),
    ("不少于市局下达采集任务指标", "", expected("reference", stated=True)),
    (
        "教育、医疗结对帮扶数量不低于上年标准",
        "",
        expected(
            "reference",
            stated=True,
            baseline=("last_year", "no_change"),
            scope="教育、医疗结对帮扶数量",
            confidence="likely",
        ),
    ),
    (
        "不低于2022年水平",
        "",
        expected("reference", stated=True, baseline=(2022, "no_change"), scope="水平"),
    ),
    ("零事故", "", expected("exactly", number="0", scope="事故")),
    ("召开会议数量", "召开会议数量", expected("not_understood", confidence="guess")),
    ("营造良好氛围", "营造良好氛围", expected("qualitative", confidence="guess")),
    ("份", "", expected("not_understood", confidence="guess")),
    ("落实“1+3+N”方案", "", expected("qualitative", confidence="likely")),
    ("建设5G基站", "", expected("qualitative", confidence="likely")),
    ("与巫山三个乡镇合作建设园区", "", expected("qualitative", confidence="likely")),
    ("99999999999999999999家", "", expected("not_understood", confidence="guess")),
]
