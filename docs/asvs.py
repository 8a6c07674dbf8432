"""The page of OWASP ASVS points, from `security-asvs.toml`."""

import tomllib
from collections import Counter
from pathlib import Path

STATES = {
    "met": "做到", "untested": "已做，未测", "not met": "没有做到",
    "not applicable": "不适用",
}  # fmt: skip
CHAPTERS = (
    "编码和清理", "校验和业务", "浏览器端", "接口和服务", "文件", "登录", "会话", "授权", "自含令牌",
    "OAuth 和 OIDC", "密码算法", "通信", "配置", "数据保护", "编程和结构", "日志和出错", "WebRTC",
)  # fmt: skip
_INTRO = """# 安全核对：OWASP ASVS 5.0 第 1、2 级

逐条对照 [OWASP ASVS 5.0](https://owasp.org/www-project-application-security-verification-standard/)，
编号是标准的编号，“问的是什么”是我们的概括，以标准原文为准。“做到”的都有测试为证；没有测试的、没有做到的照实写明。"""


def asvs_page() -> str:
    """The page: how many of each state, and a table for each chapter."""
    content = tomllib.loads(Path(__file__).with_name("security-asvs.toml").read_text("utf-8"))
    rows = {}
    for point, (state, asks, does, *test) in content["points"].items():
        rows[point] = (state, asks, does, _test(test[0], content["files"]) if test else "")
    for group in content["none"]:
        for point in group["points"]:
            rows[point] = ("not applicable", group["asks"], group["reason"], "")
    counts = Counter(row[0] for row in rows.values())
    told = "，".join(f"{title} {counts[state]}" for state, title in STATES.items())
    parts = [_INTRO, f"共 {len(rows)} 条：{told}。"]
    for number, title in enumerate(CHAPTERS, start=1):
        own = sorted((p for p in rows if p.startswith(f"{number}.")), key=_order)
        lines = [
            "| 编号 | 问的是什么 | 结果 | 我们怎样做，或者为什么没有 | 测试 |",
            "|---|---|---|---|---|",
        ]
        for point in own:
            state, asks, does, test = rows[point]
            lines.append(f"| {point} | {asks} | {STATES[state]} | {does} | {test} |")
        parts += [f"## V{number} {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _order(point: str) -> list[int]:
    return [int(part) for part in point.split(".")]


def _test(name: str, files: dict[str, str]) -> str:
    file, _, test = name.partition("::")
    return f"[{test}](../{files[file]})"
