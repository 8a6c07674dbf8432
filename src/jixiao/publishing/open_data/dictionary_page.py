"""The data dictionary as a page, in Chinese or in English, from the one file that defines it."""

from jixiao.model.dataset import Field, Resource, Words, dictionary

_TYPES = {
    "string": Words("文字", "text"),
    "integer": Words("整数", "whole number"),
    "amount": Words("金额", "amount"),
    "number": Words("数", "number"),
}
_HEAD = Words("数据字典", "Data dictionary")
_COLUMNS = {
    "zh": ("字段", "名称", "类型", "含义"),
    "en": ("field", "title", "type", "meaning"),
}
_KEY = Words("主键：", "Primary key: ")
_REFERENCE = Words("外键：{} → {}", "Foreign key: {} → {}")
_ONLY = Words(
    "只在数据包和 JSON 里，不在一个文件的 CSV、JSON Lines、Parquet 里。",
    "In the data package and JSON only, not in the one-file CSV, JSON Lines, Parquet.",
)


def dictionary_page(language: str, *, level: int = 1) -> str:
    """Markdown; ``language`` is zh or en, ``level`` that of its first heading."""
    marks = "#" * level
    parts = [f"{marks} {_in(_HEAD, language)}"]
    for resource in dictionary().values():
        parts += [
            f"{marks}# {resource.name} {_in(resource.title, language)}",
            "\n".join(_lines(resource, language)),
            "\n".join(_table(resource, language)),
        ]
    return "\n\n".join(parts) + "\n"


def _lines(resource: Resource, language: str) -> list[str]:
    keys = ", ".join(f"`{name}`" for name in resource.key)
    lines = [_in(resource.about, language), "", f"{_in(_KEY, language)}{keys}"]
    for reference in resource.references:
        names = ", ".join(f"`{name}`" for name in reference.fields)
        lines += ["", _in(_REFERENCE, language).format(names, f"`{reference.resource}`")]
    return lines


def _table(resource: Resource, language: str) -> list[str]:
    lines = [_COLUMNS[language], ("---",) * 4]
    for field in resource.fields:
        kind = _in(_TYPES[field.type], language)
        title = _in(field.title, language)
        about = meaning(field, language)
        if field.alone:
            about = " ".join(filter(None, [about, _in(_ONLY, language)]))
        lines.append((f"`{field.name}`", title, kind, about))
    return [f"| {' | '.join(line)} |" for line in lines]


def meaning(field: Field, language: str) -> str:
    """What stands in a field, with all codes that can occur; empty where the title says it."""
    codes = []
    for code, word in field.codes.items():
        pair = word.split(" · ")
        codes.append(f"{code} {pair[0] if language == 'zh' else pair[-1]}")
    separator = "，" if language == "zh" else ", "
    parts = [_in(field.about, language), separator.join(codes)]
    return " ".join(part for part in parts if part)


def _in(words: Words, language: str) -> str:
    return words.zh if language == "zh" else words.en
