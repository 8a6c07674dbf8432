"""Readings as JSON (``jixiao.reading/1``) and back."""

import msgspec

from jixiao.keeping.schema import READING, ReadingError
from jixiao.model import Check, Difference, Document, Fixed, Reading, UnreadableDocument

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def to_json(
    record: Reading | ReadingError | Check | Fixed | Difference, *, pretty: bool = False
) -> bytes:
    r"""UTF-8 with one line end; Chinese is not escaped, amounts are strings as printed.

    Args:
        record: What to write.
        pretty: Indented by two spaces; otherwise on one line.

    >>> from jixiao.keeping.schema import ERROR, ReadingErrorSource
    >>> error = ReadingError(ERROR, ReadingErrorSource("a.txt"), "文件是空的。", "请检查。")
    >>> to_json(error).decode()
    '{"schema":"jixiao.error/1","source":{"name":"a.txt"},"problem":"文件是空的。","advice":"请检查。"}\n'
    """
    content = _encoder.encode(record)
    if pretty:
        content = msgspec.json.format(content, indent=2)
    return content + b"\n"


def from_json(document: Document) -> Reading:
    """The reading that `to_json` wrote.

    Raises:
        UnreadableDocument: It is not JSON, or not of this schema.
    """
    advice = "请用 jixiao read --format json 重新生成。"
    try:
        reading = _decoder.decode(document.content)
    except msgspec.DecodeError as error:
        problem = f"不是 {READING} 格式的 JSON（{error}）。"
        raise UnreadableDocument(document.name, problem, advice) from error
    if reading.schema != READING:
        problem = f"JSON 的 schema 是 {reading.schema!r}，不是 {READING}。"
        raise UnreadableDocument(document.name, problem, advice)
    return reading
