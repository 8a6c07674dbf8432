"""What a person should know of a Word document: changes that nobody accepted, and what is not read."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jixiao.reading.word_text import is_prompt

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WHITE = frozenset({"FFFFFF"})
_BARE = frozenset({None, "auto", "FFFFFF", "ffffff"})


def remarks_on(body: Any, text: str) -> Iterator[str]:
    """Remarks about a document, whose visible text is ``text``."""
    gone = _count(body, ("del", "moveFrom"), "delText", "t")
    come = _count(body, ("ins", "moveTo"), "t")
    if gone or come:
        yield f"文档里有还没有接受的修订：删去的 {gone} 处没有读，插入的 {come} 处读了。"
    prompts = sum(is_prompt(one) for one in body.iter(f"{_W}sdt"))
    if prompts:
        yield f"文档里有 {prompts} 处没有填写的控件，只显示提示，没有读。"
    white = sum(map(_is_unseen, body.iter(f"{_W}color")))
    if white:
        yield f"文档里有 {white} 处白底白字、看不见的文字，也读了。"
    if body.find(f".//{_W}altChunk") is not None:
        yield "文档里嵌着另一份文件，其中的内容没有读。"
    unknown = len(_PRIVATE.findall(text))
    if unknown:
        yield f"有 {unknown} 个字是符号字体里的，不知道是什么字，原样保留。"


def _count(body: Any, tags: Iterable[str], *texts: str) -> int:
    """How many changes of these kinds hold text."""
    return sum(
        one.getparent().tag == f"{_W}trPr"
        or any(
            text.text and text.text.strip() for name in texts for text in one.iter(f"{_W}{name}")
        )
        for tag in tags
        for one in body.iter(f"{_W}{tag}")
    )


def _is_unseen(color: Any) -> bool:
    """Whether a run is white, on nothing that is not."""
    look = color.getparent()
    run = look.getparent()
    if (
        color.get(f"{_W}val", "").upper() not in _WHITE
        or look.tag != f"{_W}rPr"
        or run.tag != f"{_W}r"
        or not any((text.text or "").strip() for text in run.iter(f"{_W}t"))
    ):
        return False
    if look.find(f"{_W}highlight") is not None or not _is_bare(look):
        return False
    return all(
        _is_bare(around.find(f"{_W}{name}"))
        for tag, name in (("p", "pPr"), ("tc", "tcPr"), ("tbl", "tblPr"))
        for around in run.iterancestors(f"{_W}{tag}")
    )


def _is_bare(look: Any) -> bool:
    """Whether no colour is laid behind."""
    shade = None if look is None else look.find(f"{_W}shd")
    return shade is None or shade.get(f"{_W}fill") in _BARE
