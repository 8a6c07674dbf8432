"""A server that was ended has nothing open: Windows removes and renames no open file.

Nor does it trouble the officer who sees its window with requests that waited for a thread.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.test_archives import own_environment

_SERVE = """
import os, sys, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen
from jixiao.web import serving
home = Path(sys.argv[1])
serving.prepare(home)
server = serving.make_server("127.0.0.1", 0)
thread = threading.Thread(target=server.run, daemon=True)
thread.start()
def ask(_):
    with urlopen(f"http://127.0.0.1:{server.effective_port}/account/login/") as answer:
        return answer.status
with ThreadPoolExecutor(24) as people:  # more than the server has threads
    assert set(people.map(ask, range(24))) == {200}
def opened():
    links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
    return [os.readlink(one) for one in links if os.path.exists(one) and str(home) in os.readlink(one)]
before = opened()
serving.close(server)
thread.join(10)
print(bool(before), opened())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is open")
def test_a_server_that_ended_has_nothing_open_and_said_nothing(
    tmp_path: Path, begin_home: Callable[[Path], Path]
) -> None:
    home = begin_home(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-c", _SERVE, str(home)], env=own_environment(home), check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert (done.stdout, done.stderr) == ("True []\n", "")
