"""What is wrong with a configuration, in words for those who wrote it."""

import re

import msgspec

_PATH = re.compile(r" - at `(?:key in )?\$\.?(.*?)`$")
_NUMBER = re.compile(r"\[(\d+)\]")
_TYPES = {
    "str": "文字", "int": "整数", "float": "小数", "bool": "true 或 false", "array": "列表",
    "object": "一组键值", "date": "日期", "null": "空",
}  # fmt: skip
_SAID = (
    (re.compile(r"Object missing required field `(.+?)`"), "缺 {}"),
    (re.compile(r"Object contains unknown field `(.+?)`"), "没有 {} 这一项"),
    (re.compile(r"Invalid enum value '?(.*?)'?"), "不能写 {}"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "应是{}，写的是{}"),
)


def said(error: msgspec.ValidationError) -> str:
    """What msgspec says, in Chinese, with the place; as it is where the form is not known.

    >>> said(msgspec.ValidationError("Object missing required field `title` - at `$.rule[0]`"))
    'rule 第1个：缺 title'
    """
    text = str(error)
    path = _PATH.search(text)
    bare = text if path is None else text[: path.start()]
    for form, words in _SAID:
        match = form.fullmatch(bare)
        if match is not None:
            bare = words.format(*(_types(one) for one in match.groups()))
            break
    if path is None or not path[1]:
        return bare
    where = _NUMBER.sub(lambda found: f" 第{int(found[1]) + 1}个", path[1]).replace(".", " 的 ")
    return f"{where}：{bare}"


def _types(names: str) -> str:
    return "或".join(_TYPES.get(one, one) for one in names.split(" | "))
