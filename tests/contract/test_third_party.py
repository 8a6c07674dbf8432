"""Only what everybody may use and pass on comes along."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0",
    "OFL-1.1", "PSF-2.0", "ZPL-2.1", "Zlib",
}  # fmt: skip
# Weak copyleft where it does not reach the program: at build time, and a list of names as data.
EXCEPTIONS = {"pathspec", "fido2"}


def test_every_licence_is_permissive() -> None:
    page = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if row[0] not in ("package", "files")]

    assert len(rows) > 30
    for row in rows:
        if row[0] in EXCEPTIONS:
            continue
        parts = re.split(r" AND | OR | and |, ", re.sub(r" \(build only\)", "", row[-1]))
        assert set(parts) <= ALLOWED, row
