"""The page of a rule as Markdown: for the documentation, and for programs that show help."""

from jixiao.model import (
    BASIS_STATUS_WORDS,
    FIX_WORDS,
    NEED_WORDS,
    SEVERITY_WORDS,
    STAGE_WORDS,
    STAGES,
    SUBJECT_WORDS,
    RuleSummary,
    family,
    family_name,
    opinion,
    opinions,
)


def severity_words(rule: RuleSummary) -> str:
    """Its severity: one word, or one for each stage."""
    words = {stage: SEVERITY_WORDS[rule.severity[stage]] for stage in STAGES}
    if len(set(words.values())) == 1:
        return f"{words['review']}（各环节相同）"
    return "、".join(f"{STAGE_WORDS[stage]} {word}" for stage, word in words.items())


def rule_facts(rule: RuleSummary) -> tuple[tuple[str, str], ...]:
    """What is known of a rule, label by label; nothing that is empty."""
    said = opinions()
    code = opinion(rule.opinion_code)
    facts = (
        ("名称", rule.name),
        ("类别", f"{family(rule.code)} {family_name(rule.code)}"),
        ("看什么", SUBJECT_WORDS[rule.subject]),
        ("严重程度", "已关闭" if rule.off else severity_words(rule)),
        ("依据", f"{rule.basis.document}（{BASIS_STATUS_WORDS[rule.basis.status]}）"),
        ("审核意见", code and f"{code}（{said.basis.document}，{BASIS_STATUS_WORDS[said.basis.status]}）"),
        ("审核类别", rule.review_kind or ""),
        ("修改", FIX_WORDS[rule.fix]),
        ("须有", "、".join(NEED_WORDS.get(need, need) for need in rule.needs)),
        ("让位于", rule.gives_way_to and f"{'、'.join(rule.gives_way_to)}（同一处已由它们说明的，不重复说）"),
        ("始于版本", rule.since),
    )  # fmt: skip
    return tuple((label, value) for label, value in facts if value)


def rule_markdown(rule: RuleSummary, *, heading: str = "#") -> str:
    """The page, without a line end at its end.

    Args:
        rule: Which one.
        heading: The marks of its title; sections get one more.
    """
    parts = [f"{heading} {rule.code} {_text(rule.title)}"]
    parts.append("\n".join(f"- {label}：{_text(value)}" for label, value in rule_facts(rule)))
    parts += [_text(rule.why)] if rule.why else []
    for title, examples in (("不妥的例子", rule.not_allowed), ("妥当的例子", rule.allowed)):
        if examples:
            parts.append(f"{heading}# {title}")
            parts += [_fenced(example) for example in examples]
    if rule.limits:
        parts += [f"{heading}# 已知局限", _text(rule.limits)]
    return "\n\n".join(parts)


def _fenced(example: str) -> str:
    fence = "```"
    while fence in example:
        fence += "`"
    return f"{fence}text\n{example}\n{fence}"


def _text(text: str) -> str:
    r"""Text that Markdown leaves alone.

    >>> _text("<b>*_[x](y)`")
    '&lt;b>\\*\\_\\[x](y)\\`'
    """
    for mark in "\\`*_[":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
