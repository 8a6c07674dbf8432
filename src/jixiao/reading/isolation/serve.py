"""The child process: answers one call after another, within limits.

It has no network, writes no file, and dies rather than use more memory than it is given. Small
files are all start-up: it imports nothing that it does not need, not pathlib either.
"""

import contextlib
import faulthandler
import gc
import os
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

# One process is one core's work; idle threads of numpy would only take memory.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
# To import makes many objects and no rubbish.
gc.set_threshold(20_000)

import msgspec  # noqa: E402 - after the environment is set

from jixiao.reading.isolation.limits import limit_memory  # noqa: E402
from jixiao.reading.isolation.messages import (  # noqa: E402
    COPY,
    LENGTH,
    Call,
    Copied,
    Fault,
    OutOfMemory,
    Refused,
    Service,
)

# By name: a child loads what it is asked for, and no other reader.
_SERVICES = {"pages": "jixiao.reading.pdf.worker", "document": "jixiao.reading.whole"}
_MOST_MEMORY = 3 << 30
_GRACE = 5.0  # seconds


def _answers(call: Call, content: bytes) -> Iterator[Any]:
    """What the service says; whatever goes wrong is an answer too."""
    try:
        service: Service = import_module(_SERVICES[call.service]).serve
        yield from service(call.question, content)
    except MemoryError:
        yield OutOfMemory()
    except RecursionError:
        yield Refused("内容嵌套得太深，没有读取。", "请用 Office 或 WPS 打开后另存，再读取。")
    except Exception as error:  # noqa: BLE001 - said by the parent, as a fault of ours
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        file = place.tb_frame.f_code.co_filename.rpartition(os.sep)[2] if place else ""
        where = f"{file}:{place.tb_lineno}" if place else ""
        yield Fault(f"{type(error).__name__}: {error} ({where})")


def _copied(source: IO[bytes], sink: IO[bytes], streams: str) -> tuple[IO[bytes], IO[bytes]]:
    """Become two processes; the new one answers on streams that were opened for it."""
    own = [int(number) for number in streams.split(",")]
    gc.freeze()  # what nobody looks at stays shared
    try:
        process = os.fork()
    except OSError:
        found = Copied()
    else:
        if not process:
            os.close(source.fileno())
            os.close(sink.fileno())
            return os.fdopen(own[0], "rb"), os.fdopen(own[1], "wb", 1 << 16)
        found = Copied(process)
    for number in own:
        os.close(number)
    for frame in (msgspec.msgpack.encode(found), b""):
        sink.write(LENGTH.pack(len(frame)) + frame)
    sink.flush()
    return source, sink


def serve(source: IO[bytes], sink: IO[bytes], nowhere: int, streams: str) -> None:
    """Answer until nothing more is asked."""
    calls = msgspec.msgpack.Decoder(Call)
    encode = msgspec.msgpack.Encoder().encode
    while head := source.read(LENGTH.size):
        call = calls.decode(source.read(LENGTH.unpack(head)[0]))
        if call.service == COPY:
            source, sink = _copied(source, sink, streams)
            continue
        content = source.read(call.length)
        # The parent ends us in time; this is for a parent that is gone, and works in compiled code.
        faulthandler.dump_traceback_later(call.seconds + _GRACE, exit=True, file=nowhere)
        for answer in _answers(call, content):
            frame = encode(answer)
            sink.write(LENGTH.pack(len(frame)))
            sink.write(frame)
        faulthandler.cancel_dump_traceback_later()
        sink.write(LENGTH.pack(0))
        sink.flush()


def main(streams: str, *services: str) -> None:
    """Serve on the standard streams; nothing else may write to them.

    Some services may be loaded at once, to be ready when they are asked for. ``streams`` are the
    numbers of those that a copy of this process serves on.
    """
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", 1 << 16)
    # Whatever a library prints must not reach the parent as an answer.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    # An interrupt is for the parent, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(_MOST_MEMORY)
    for service in services:
        import_module(_SERVICES[service])
    with contextlib.suppress(BrokenPipeError):
        serve(source, sink, nowhere, streams)
