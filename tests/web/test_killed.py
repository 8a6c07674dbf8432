"""A process killed in the midst of an act leaves what was before, or all that is after."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.web.test_archives import FURNISH, own_environment

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    home = tmp_path_factory.mktemp("killed") / "home"
    subprocess.run([sys.executable, "-c", FURNISH], env=own_environment(home), check=True)
    return home


@pytest.mark.parametrize("act", ["accept", "submit", "approve", "autosave", "disclose"])
def test_a_kill_leaves_before_or_after(furnished, act):
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.killed_driver", str(furnished), act],
        env=own_environment(furnished), check=False, capture_output=True, encoding="utf-8",
        cwd=ROOT,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert len(outcomes) > 5
    assert set(outcomes) == {"before", "after"}
    assert outcomes == sorted(outcomes, reverse=True)  # once after, never before again
