"""What passes between a process and its child: frames of a length and a MessagePack record.

Not pickle: what a taken-over child says is only data.
"""

import struct
from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

COPY = "copy"
"""What the child itself answers: it becomes two."""

LENGTH = struct.Struct("<I")
"""Before each record: how many bytes it has. An empty one ends the answers to a call."""


class Call(msgspec.Struct, frozen=True, array_like=True):
    """Ask a service; as many bytes of content as ``length`` follow the record."""

    service: str
    question: bytes
    length: int
    seconds: float


class Refused(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The document cannot be read, with the words for people."""

    problem: str
    advice: str


class OutOfMemory(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The document needs more memory than the child is given."""


class Fault(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A fault of the program itself."""

    description: str


class Copied(msgspec.Struct, frozen=True, array_like=True):
    """There is a copy of the child, a process with this number; 0 where there can be none."""

    process: int = 0


Trouble = Refused | OutOfMemory | Fault
"""What any service may answer instead of what it was asked for."""


class Service(Protocol):
    """What works in a child process."""

    def __call__(self, question: bytes, content: bytes) -> Iterator[Any]:
        """Records of the service's own, or a `Refused` after which nothing more comes."""
