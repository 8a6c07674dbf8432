"""项目代码: the form it should have, as dated data."""

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _form() -> tuple[re.Pattern[str], str]:
    text = (resources.files(__package__) / "project_code.toml").read_text(encoding="utf-8")
    newest = max(tomllib.loads(text)["in_force"], key=lambda block: block["from"])
    return re.compile(newest["pattern"]), newest["words"]


def project_code_problem(code: str) -> str | None:
    """What is unusual about a code, or None; no code is no problem.

    >>> project_code_problem("51000021T000000123456"), project_code_problem("")
    (None, None)
    >>> project_code_problem("123")
    '项目代码是 21 位：6 位区划、2 位年份、1 个大写字母、12 位顺序号，这里是 3 位。'
    """
    pattern, words = _form()
    if not code or pattern.fullmatch(code):
        return None
    return f"{words}，这里是 {len(code)} 位。"
