"""What a visitor sends, taken in by the server: a full disk is told of like anywhere else.

The server puts a long body into a file before anything of ours is asked, and would hang up where it
cannot; so the rest is read and dropped, and then answered.

Where a request says in two ways how long it is, whoever stands in front may have believed the other one,
and what follows would be somebody else's request: it is refused, and the connection ends.
"""

from contextlib import suppress
from typing import Any

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error

from jixiao.web.config.trouble import disk_is_full


class _Body(OverflowableBuffer):
    is_lost = False

    def append(self, s: bytes) -> None:
        if self.is_lost:
            return
        try:
            super().append(s)
        except OSError:
            self.is_lost = True
            with suppress(OSError):
                self.close()
            self.buf, self.strbuf = None, b""


class _FullDiskError(Error):
    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        answer = disk_is_full(in_part=self.body == "part")
        status = f"{answer.status_code} {answer.reason_phrase}"
        return status, list(answer.items()), answer.content


class _Parser(HTTPRequestParser):
    def parse_header(self, header_plus: bytes) -> None:
        first, *lines = header_plus.split(b"\r\n")
        names = {line.partition(b":")[0].strip().lower() for line in lines}
        if b"transfer-encoding" in names and (
            b"content-length" in names or not first.rstrip().endswith(b"HTTP/1.1")
        ):
            raise ParsingError("The length of the request is said in two ways")
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = _Body(self.adj.inbuf_overflow)

    def received(self, data: bytes) -> int:
        taken = super().received(data)
        is_lost = self.body_rcv is not None and self.body_rcv.buf.is_lost
        if self.completed and is_lost and self.error is None:
            self.error = _FullDiskError("part" if "HX_REQUEST" in self.headers else "")
        return taken


class Channel(HTTPChannel):
    """A connection of the server."""

    parser_class: Any = _Parser
