"""Bytes to text: UTF-8 and UTF-16 with or without BOM, GB18030; never a silent guess."""

import codecs
import re
from typing import NamedTuple

from jixiao.model import RawNote

# Control characters that text files do not hold; tab, line ends and page breaks do occur.
_CONTROL = bytes({*range(32), 127} - {9, 10, 12, 13, 27})
_CONTROLS = re.compile(f"[{''.join(map(re.escape, map(chr, _CONTROL)))}]+")
_UNPRINTED = dict.fromkeys(_CONTROL, "\u200b")  # prints nothing, and keeps each place
_HEAD = 65_536
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_DAMAGE = 0.02  # share of characters that may be broken before a decoding is not believed


class Decoded(NamedTuple):
    """Text without BOM; ``notes`` name undecodable bytes."""

    text: str
    notes: tuple[RawNote, ...]


def is_text(content: bytes) -> bool:
    """Whether the head of the bytes can be text in one of the encodings."""
    head = content[:_HEAD]
    if pairs := _in_pairs(content):
        text = head.decode(pairs, errors="replace")
        controls = len(text) - len(text.translate(dict.fromkeys(_CONTROL)))
        return controls <= len(text) * _MOST_DAMAGE and _believed(content) is not None
    if any(head.startswith(magic) for magic in (b"%PDF", b"{\\rtf")):
        return False
    # Nearly every text has none, and looking for each is faster than taking all out.
    some = any(control in head for control in _CONTROL)
    controls = len(head) - len(head.translate(None, _CONTROL)) if some else 0
    return controls <= len(head) * _MOST_DAMAGE and _believed(content) is not None


def holds_tab(content: bytes) -> bool:
    """Whether a tab stands in the head of a text; told without decoding where its byte is no other's."""
    head = content[:_HEAD]
    if b"\t" not in head or not _in_pairs(content):
        return b"\t" in head
    return "\t" in decode(head).text


def head_of(content: bytes, length: int = _HEAD) -> str:
    """The text of the first bytes; a character that they cut in two is left out."""
    if _in_pairs(content):
        return decode(content[: length // 2 * 2]).text
    try:
        text, _ = codecs.utf_8_decode(content[:length], "strict", length >= len(content))
    except UnicodeDecodeError:
        return decode(content[:length]).text
    return text.removeprefix("\ufeff")


def decode(content: bytes) -> Decoded:
    """Decode bytes that `is_text` accepted; each undecodable byte becomes U+FFFD and a note."""
    encoding, text = "utf-8", _as_utf_8(content)
    if text is None:
        encoding = _believed(content) or "utf-8"
        content = content.removeprefix(codecs.BOM_UTF8)
        text = content.decode(encoding, errors="replace")
    notes: list[RawNote] = []
    if "\ufffd" in text:
        notes += [
            RawNote(
                f"有 {len(m.group())} 处字节无法按 {encoding.upper()} 解码，原字节已不可辨认。",
                m.start(),
                len(m.group()),
            )
            for m in re.finditer("\ufffd+", text)
        ]
    # In UTF-16 every second byte may look like one.
    if _in_pairs(content) or len(content.translate(None, _CONTROL)) < len(content):
        notes += [
            RawNote(f"有 {len(m.group())} 处不可见的控制字符，没有读。", m.start(), len(m.group()))
            for m in _CONTROLS.finditer(text)
        ]
        text = text.translate(_UNPRINTED)
    return Decoded(text, tuple(notes))


def _as_utf_8(content: bytes) -> str | None:
    if _in_pairs(content):
        return None
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _believed(content: bytes) -> str | None:
    """The encoding that explains the bytes with the least damage, or None."""
    pairs = _in_pairs(content)
    if pairs is not None:
        marked = pairs == "utf-16"
        return pairs if marked or _damage(content, pairs) <= _MOST_DAMAGE else None
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    damage = {e: _damage(content, e) for e in ("utf-8", "gb18030")}
    encoding = min(damage, key=lambda e: damage[e])
    return encoding if damage[encoding] <= _MOST_DAMAGE else None


def _in_pairs(content: bytes) -> str | None:
    """The kind of UTF-16, or None: without BOM its digits, commas and line ends show it.

    Their zero bytes stand all at even or all at odd places, but for a rare character like 一.
    """
    if content.startswith(_UTF_16):
        return "utf-16"
    head = content[: min(_HEAD, len(content) // 2 * 2)]
    if b"\x00" not in head:
        return None
    zeros = head[0::2].count(0), head[1::2].count(0)
    if (
        len(content) % 2
        or min(zeros) * 4 > max(zeros)
        or max(zeros) * 2 <= len(head) * _MOST_DAMAGE
    ):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _damage(content: bytes, encoding: str) -> float:
    text = content.decode(encoding, errors="replace")
    # A handful of broken bytes in a short file is still a text.
    return max(0, text.count("\ufffd") - 3) / max(1, len(text))
