"""Print documents to PDF with LibreOffice and Chromium; what was printed once is kept."""

import getpass
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.documents.as_html import as_html
from tests.documents.as_odf import as_calc, as_writer
from tests.documents.tables import Table
from tests.documents.turning import turned
from tests.documents.variants import Variant

# A folder of this user's own: what lies there is read as if printed here.
CACHE = Path(
    os.environ.get("JIXIAO_RENDERED")
    or Path(tempfile.gettempdir()) / f"jixiao-rendered-{getpass.getuser()}"
)
_SOURCES = {
    "chromium": (as_html, ".html"),
    "writer": (as_writer, ".fodt"),
    "calc": (as_calc, ".fods"),
}
_CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip
_SECONDS = 300


def missing(producers: Iterable[str]) -> list[str]:
    """Programs that are not installed."""
    wanted = {"chromium" if name == "chromium" else "soffice" for name in producers}
    return [name for name in sorted(wanted) if shutil.which(name) is None]


def rendered(jobs: list[tuple[Table, Variant]]) -> list[bytes]:
    """The PDF of each table in its variant; those not in the cache are printed now."""
    CACHE.mkdir(mode=0o700, parents=True, exist_ok=True)
    sources: list[tuple[Path, bytes]] = []
    for table, variant in jobs:
        make, suffix = _SOURCES[variant.producer]
        source = make(table, variant)
        key = hashlib.sha256(source).hexdigest()[:24]
        sources.append((CACHE / f"{key}{suffix}", source))
    wanted = {p: s for p, s in sources if not p.with_suffix(".pdf").exists()}
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for path, source in wanted.items():
            (Path(folder) / path.name).write_bytes(source)
            made.append(Path(folder) / path.name)
        _print_all(made, Path(folder))
        for path in made:
            # A name that appears at once: another run may look for it.
            part = CACHE / f"{path.stem}.{os.getpid()}.part"
            shutil.move(path.with_suffix(".pdf"), part)
            part.replace(CACHE / f"{path.stem}.pdf")
    return [
        turned(path.with_suffix(".pdf").read_bytes(), variant)
        for (path, _), (_, variant) in zip(sources, jobs, strict=True)
    ]


def _print_all(paths: list[Path], folder: Path) -> None:
    office = [str(path) for path in paths if path.suffix != ".html"]
    if office:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *office], check=True, capture_output=True, timeout=_SECONDS)
    for path in paths:
        if path.suffix == ".html":
            target = f"--print-to-pdf={path.with_suffix('.pdf')}"
            data = f"--user-data-dir={folder / 'chromium'}"
            subprocess.run(
                ["chromium", *_CHROMIUM, data, target, path.as_uri()],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
