"""Write the generated pages of docs/, or with --check say whether they agree with the code.

Pages: the JSON Schemas, the commands' help, the tables of kinds, a page for each rule, the
security points, and the output that the two READMEs show. All else is hand-written. A page of a rule that is no more is
removed, or with --check an error.
"""

import difflib
import json
import re
import sys
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import click
from asvs import asvs_page
from click.testing import CliRunner
from third_party import third_party

from jixiao.checking import standard_policy, summaries
from jixiao.cli import main, words
from jixiao.keeping import SCHEMAS, data_schema, json_schema
from jixiao.keeping.as_csv import COLUMNS
from jixiao.model import SEVERITY_WORDS, STAGE_WORDS, STAGES, family, family_name
from jixiao.model.dataset import DATASET, ROWS
from jixiao.model.integrated import integrated_profile
from jixiao.pipeline import read_value
from jixiao.publishing import dictionary_page, rule_markdown
from jixiao.understanding import ledger

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
SHOWN = re.compile(r"(?<=<!-- output: )(\w+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)
NOTICE = "<!-- 本页由 docs/generate.py 生成，请勿手改；改代码后运行 make docs。 -->"


def pages() -> dict[str, str]:
    """Every generated file under docs/, with its content."""
    schemas = {name: json_schema(name) for name in SCHEMAS}
    schemas |= {name: data_schema(name) for name in (DATASET, ROWS)}
    generated = {
        f"schema/{name.replace('/', '-')}.json": json.dumps(schema, ensure_ascii=False, indent=2)
        + "\n"
        for name, schema in schemas.items()
    }
    generated = {f"docs/{name}": content for name, content in generated.items()}
    readmes = {
        name: SHOWN.sub(_shown, (ROOT / name).read_text("utf-8"))
        for name in ("README.md", "README.zh-CN.md")
    }
    tables = {"docs/cli.md": _commands(), "docs/kinds.md": _kinds(), "docs/values.md": _values()}
    tables |= {f"docs/{name}": page for name, page in _dictionaries().items()}
    tables["docs/security-asvs.md"] = f"{NOTICE}\n\n{asvs_page()}"
    return generated | tables | _rules() | readmes | {"THIRD_PARTY.md": third_party()}


def _shown(match: re.Match[str]) -> str:
    """Real output of the program for one place of a README."""
    with tempfile.TemporaryDirectory() as folder:
        if match[1] == "demo":
            lines = _output(["demo", "--output", str(Path(folder) / "demo-output")])
            start = lines.index("五张样表")
            text = "\n".join(["$ make demo", *lines[start + 1 : lines.index("", start)]])
        elif match[1] == "value":
            asked = ["不少于300家次", "2024年12月31日前完成验收", "增长率达4%至8%", "有所提高"]
            text = "\n".join([f"$ jixiao value {' '.join(asked)}", *_output(["value", *asked])])
        elif match[1] == "check":
            text = _checked(Path(folder))
        else:
            content = (resources.files("jixiao") / "samples" / "zengcheng.txt").read_bytes()
            path = Path(folder) / "zengcheng.txt"
            path.write_bytes(content)
            lines = _output(["read", str(path)])
            first = lines.index("合计关系")
            start = next(i for i, line in enumerate(lines) if line.startswith("修复"))
            kept = [*lines[first:start], *lines[start : start + 4], "  …"]
            text = "\n".join(["$ jixiao read zengcheng.txt", "…", *kept])
    return f"{match[1]}{match[2]}```console\n{text}\n```\n"


def _checked(folder: Path) -> str:
    """Three findings on one project of a sample."""
    content = (resources.files("jixiao") / "samples" / "baiyun.txt").read_bytes()
    path = folder / "baiyun.txt"
    path.write_bytes(content)
    asked = ["check", str(path), "--year", "2025", "--select", "CON002,VAL102"]
    lines = _output(asked)
    start = lines.index("", lines.index("", 0)) + 1
    end = next(i for i, line in enumerate(lines) if line == "质量分")
    told = ["$ jixiao check baiyun.txt --year 2025", "…", *lines[start : end - 1], "  …"]
    return "\n".join(told)


def _output(arguments: list[str]) -> list[str]:
    # The same width wherever the pages are made.
    result = CliRunner(env={"COLUMNS": "120"}).invoke(main, arguments)
    return [line.rstrip() for line in result.stdout.splitlines()]


_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("1个", "引进项目数"), ("24小时", "系统故障修复响应时间"), ("不少于300家次", "走访调研企业数"),
    ("90%以上", "企业满意率(%)"), ("3个以上(含3个)", "协调推进项目个数"), (">10家", "申报项目企业数"),
    ("超1亿元", "促进社会消费总额"), ("≤5次", "企业投诉"), ("3项以内", "认定创新领军团队"),
    ("增长率达4%至8%", "内贸电商销售额同比增长率"), ("2024年12月31日前完成验收", "完成年度整治工作"),
    ("6月底前", "活动时限"), ("财政额度下达后6个月内应拨尽拨", "完成资金拨付时限"), ("是", "是否保障工作正常开展"),
    ("无", "有无资金浪费"), ("有所提高", "提高区域行业知名度"), ("合格及以上", "编外人员年度考核结果"),
    ("按合同约定时间完成", "项目完成时间"), ("无", "资金拨付及时率"),
    ("＜1小时", "抢修到场时间"), ("份", "编制存量企业增资扩产服务方案"),
    ("≥2（其中保税物流企业不低于1家）", "补助企业数量"), ("到2025年,税收区库收入比2022年增长1倍以上", "税收区库收入"),
)  # fmt: skip
"""Real values with the names of their indicators: of the samples, but for 少于, which none has."""


def _values() -> str:
    rows = []
    shown = set()
    for text, name in _EXAMPLES:
        value = read_value(text, name=name)
        shown.add(value.kind)
        number = "～".join(str(n) for n in (value.number, value.upper) if n is not None)
        unit = value.measure_unit.text if value.measure_unit else ""
        kind = f"{words.KINDS[value.kind]} `{value.kind}`"
        sure = words.CONFIDENCES[value.confidence]
        rows.append((text, name, kind, number, unit, value.date or "", sure))
    assert shown == words.KINDS.keys(), words.KINDS.keys() - shown
    kinds = [f"{word} `{kind}`" for kind, word in words.KINDS.items()]
    parts = [
        NOTICE,
        "# 指标值的类型",
        f"共 {len(kinds)} 种：{'、'.join(kinds)}。下面是已公开的表里的例子（五张样表没有“少于”，取常见写法），由程序当场理解。",
        _table(("指标值", "指标名称", "类型", "数", "单位", "日期", "把握"), rows),
        "语法见 `src/jixiao/understanding/target_value/grammar.md`，单位和词语见同一文件夹的 toml 文件。",
    ]
    return "\n\n".join(parts) + "\n"


def _commands() -> str:
    top = click.Context(main, info_name="jixiao")
    parts = [NOTICE, "# 命令", _help(top)]
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        assert command is not None
        context = click.Context(command, parent=top, info_name=name)
        parts += [f"## jixiao {name}", _help(context)]
    return "\n\n".join(parts) + "\n"


def _help(context: click.Context) -> str:
    return f"```text\n{context.get_help()}\n```"


def _kinds() -> str:
    repairs = [(f"`{kind}`", word) for kind, word in words.REPAIRS.items()]
    questions = [(f"`{kind}`", word) for kind, word in words.QUESTIONS.items()]
    fields = [(f"`{kind}`", words.FIELDS.get(kind, kind)) for kind in ledger.FIELDS]
    furniture = [(f"`{kind}`", words.FURNITURE.get(kind, kind)) for kind in ledger.FURNITURE]
    columns = [(f"`{key}`", meaning) for key, meaning in COLUMNS.items()]
    parts = [
        NOTICE,
        "# 各种类别",
        "JSON 里 `kind`、`by_kind` 出现的英文键，以及 CSV 的各栏。",
        "## 修复（repairs）",
        _table(("kind", "含义"), repairs),
        "## 存疑（questions、doubts）",
        _table(("kind", "含义"), questions),
        "## 文字总账：字段（ledger.by_kind）",
        "部门填的文字，已进入记录。",
        _table(("kind", "含义"), fields),
        "## 文字总账：版式（ledger.by_kind）",
        "表样自带的文字和符号。每一种的样式在 `src/jixiao/understanding/ledger.py`，测试逐处核对。",
        _table(("kind", "含义"), furniture),
        "## CSV 的栏",
        _table(("栏", "含义"), columns),
    ]
    return "\n\n".join(parts) + "\n"


def _dictionaries() -> dict[str, str]:
    """The data dictionary in both languages, and the names of the integrated budget system."""
    profile = integrated_profile()
    parts = [
        NOTICE,
        "# 预算管理一体化要素对照",
        f"状态 `{profile.status}`（二手）：{profile.source}。能读的写法都列出；写出时用第一个。",
    ]
    for table in profile.tables.values():
        rows = [
            (
                f"`{one.field}`",
                "、".join(f"`{name}`" for name in (one.element, *one.also)),
                "" if one.length is None else str(one.length),
                one.note,
            )
            for one in table.elements
        ]
        head = ("本程序的字段", "要素", "见过的长度", "说明")
        parts += [f"## {table.name} {table.about}", _table(head, rows)]
    return {
        "data-dictionary.zh.md": f"{NOTICE}\n\n{dictionary_page('zh')}",
        "data-dictionary.en.md": f"{NOTICE}\n\n{dictionary_page('en')}",
        "integrated.md": "\n\n".join(parts) + "\n",
    }


def _rules() -> dict[str, str]:
    """A page for each rule, and the list of all by family."""
    rules = summaries(standard_policy())
    pages = {f"docs/rules/{rule.code}.md": f"{NOTICE}\n\n{rule_markdown(rule)}\n" for rule in rules}
    parts = [
        NOTICE,
        "# 校验规则",
        f"共 {len(rules)} 条，严重程度按环节列出，是全国通用配置里的；看一条规则也可以用 `jixiao explain 编号`。"
        "依据没有核对过原文的，各页都写明。",
    ]
    for letters in dict.fromkeys(family(rule.code) for rule in rules):
        rows = [
            (
                f"[{rule.code}]({rule.code}.md)",
                rule.title,
                *(SEVERITY_WORDS[rule.severity[stage]] for stage in STAGES),
            )
            for rule in rules
            if family(rule.code) == letters
        ]
        stages = (STAGE_WORDS[stage] for stage in STAGES)
        parts += [f"## {letters} {family_name(letters)}", _table(("编号", "规则", *stages), rows)]
    return pages | {"docs/rules/README.md": "\n\n".join(parts) + "\n"}


def _orphans(generated: Iterable[str]) -> list[Path]:
    """Pages of rules that are no more."""
    kept = {ROOT / name for name in generated}
    return sorted(path for path in (DOCS / "rules").glob("*.md") if path not in kept)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def difference(name: str, content: str) -> str:
    """A diff from the file on disk to what the code gives now; empty where they agree."""
    path = ROOT / name
    found = path.read_bytes().decode() if path.exists() else ""
    lines = difflib.unified_diff(found.splitlines(), content.splitlines(), name, "now", lineterm="")
    return "\n".join(lines)


def run(arguments: list[str]) -> int:
    """The exit code: 1 where a page differs and only a check was asked for."""
    if arguments not in ([], ["--check"]):
        print("usage: docs/generate.py [--check]", file=sys.stderr)
        return 2
    stale = {name: d for name, content in pages().items() if (d := difference(name, content))}
    orphans = _orphans(pages())
    if arguments == ["--check"]:
        stale |= {str(path): f"{path.relative_to(ROOT)}: no such rule" for path in orphans}
        for diff in stale.values():
            print(diff)
        if stale:
            print(f"{len(stale)} generated page(s) differ: run `make docs`.", file=sys.stderr)
        return 1 if stale else 0
    for name, content in pages().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    for path in orphans:
        path.unlink()
    print(f"{len(pages())} pages, {len(stale)} of them new or changed.")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
