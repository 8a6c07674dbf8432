"""LibreOffice as a converter: with a profile of its own, no macros, no network, within a time."""

import contextlib
import hashlib
import html
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

SECONDS = 120.0
"""For one conversion; the first start on a slow machine takes long."""

_PROGRAMS = ("soffice", "libreoffice")
_ON_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_ON_WINDOWS = r"{}\LibreOffice\program\soffice.exe"
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_NET = "/org.openoffice.Inet/Settings"
# A proxy that is not there: whatever a document links to cannot be fetched.
_SETTINGS = (
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_NET, "ooInetProxyType", "2"),
    (_NET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_NET, "ooInetHTTPProxyPort", "9"),
    (_NET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_NET, "ooInetHTTPSProxyPort", "9"),
)


class CannotConvert(Exception):  # noqa: N818 - says what happened
    """LibreOffice gave no result; ``too_slow`` where it was ended for that."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


@cache
def find_libreoffice() -> str | None:
    """The program, on the path or where its installer puts it; None where it is missing."""
    found = (shutil.which(name) for name in _PROGRAMS)
    folders = filter(None, map(os.environ.get, _PROGRAM_FOLDERS))
    usual = (_ON_MAC, *map(_ON_WINDOWS.format, folders))
    places = (place for place in usual if os.path.isfile(place))  # noqa: PTH113 - the other system's form
    return next((name for name in found if name), None) or next(places, None)


def convert(program: str, content: bytes, extension: str, to: str) -> bytes:
    """A document in another form.

    Args:
        program: From `find_libreoffice`.
        content: The document.
        extension: What its name should end with, so that it is taken for what it is.
        to: docx or xlsx.

    Raises:
        CannotConvert: There is no result.
    """
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, out, profile = folder / f"document.{extension}", folder / "out", folder / "profile"
        source.write_bytes(content)
        (profile / "user").mkdir(parents=True)
        (folder / "tmp").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), "utf-8")
        try:
            _run(
                folder / "tmp",
                [program, *_OPTIONS, f"-env:UserInstallation={profile.as_uri()}",
                 "--convert-to", _FILTERS[to], "--outdir", str(out), str(source)]
            )  # fmt: skip
        finally:
            _remove_pipe(profile)
        try:
            return (out / f"document.{to}").read_bytes()
        except OSError:
            raise CannotConvert(too_slow=False) from None


def _run(temporary: Path, command: list[str]) -> None:
    """Run to the end, or end it with all that it started."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that was found
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # What it leaves when it is ended goes with our own folder.
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise CannotConvert(too_slow=False) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        raise CannotConvert(too_slow=True) from None
    except BaseException:
        _end(process)
        raise


def _end(process: "subprocess.Popen[Any]") -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            subprocess.run(  # noqa: S603 - ends the processes below it too
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
                capture_output=True,
                check=False,
            )
        else:
            # It started a session of its own, so this ends all that it started.
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _remove_pipe(profile: Path) -> None:
    """The socket by which a second start would find the first; an end by force leaves it lying."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_*_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for folder in ("/tmp", "/var/tmp", tempfile.gettempdir()):  # noqa: S108 - where it puts it
        for path in Path(folder).glob(name):
            path.unlink(missing_ok=True)


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{html.escape(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n"
    )
