"""Standard output and standard error: UTF-8 everywhere, and no traceback when they fail."""

import errno
import io
import os
import sys

from jixiao.cli.wrap import shown

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过允许的大小",
    errno.EACCES: "没有写入权限，或文件正被别的程序打开",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "上级文件夹不存在",
    errno.ENOTDIR: "上级路径不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}
_REASONS_OF_WINDOWS = {
    # Its own numbers, where the usual ones say less.
    123: "路径里有系统不允许的字",
    206: "文件名太长",
}


class CannotWrite(Exception):  # noqa: N818 - says what happened, as the message does
    """写不出结果; the message is None where nobody is left to read it (a closed pipe)."""

    def __init__(self, message: str | None) -> None:
        super().__init__(message)
        self.message = message


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese where we know the reason."""
    known = _REASONS_OF_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return known or _REASONS.get(error.errno or 0) or error.strerror or str(error)


def use_utf8() -> None:
    """A Chinese Windows would write GBK into a pipe, and other systems perhaps ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(message: str) -> None:
    """A line for people, on standard error."""
    if sys.stderr is None:
        return
    try:
        print("\n".join(map(shown, message.split("\n"))), file=sys.stderr, flush=True)  # noqa: T201 - this is the one place that does
    except OSError:
        # Nobody listens: there is no better place to say so.
        return


def write_out(content: bytes) -> None:
    """Bytes as they are, without the line ends that a text stream would put in.

    Raises:
        CannotWrite: Standard output is closed, its disk is full, ….
    """
    if sys.stdout is None:
        raise CannotWrite("写不出结果：标准输出已关闭。")
    try:
        sys.stdout.flush()
        rest = memoryview(content)
        while rest:
            # Unbuffered (python -u) a nearly full disk takes a part and does not complain.
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except OSError as error:
        give_up_stdout()
        # Windows says EINVAL where the reader of a pipe has gone away.
        gone = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
        raise CannotWrite(None if gone else f"写不出结果：{reason_of(error)}。") from error


def give_up_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain a second time."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        # Standard output is no file here (a test, an embedding program).
        return
