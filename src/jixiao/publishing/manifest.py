"""清单: what was published from what, with which rules, and what changed since the last time."""

import hashlib

import msgspec

from jixiao.model import Reading, Redacted, Ruleset, Source
from jixiao.publishing.gate import Blocker
from jixiao.text import fold

MANIFEST = "jixiao.manifest/1"


class Output(msgspec.Struct, frozen=True):
    """A file that was written."""

    name: str
    sha256: str
    bytes: int


class Override(msgspec.Struct, frozen=True):
    """越过关口: why, and what stood against it."""

    reason: str
    blockers: tuple[str, ...]


class Since(msgspec.Struct, frozen=True):
    """What changed since the last publication: names of projects."""

    published: str
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[str, ...]


class Manifest(msgspec.Struct, frozen=True):
    """One publication; ``projects`` are hashes of what each says, to compare with the next."""

    schema: str
    published: str
    software: str
    form: str
    sources: tuple[Source, ...]
    ruleset: Ruleset | None
    outputs: tuple[Output, ...]
    projects: dict[str, str]
    override: Override | None = None
    redactions: tuple[Redacted, ...] = ()
    since: Since | None = None


def project_hashes(readings: tuple[Reading, ...]) -> dict[str, str]:
    """A hash of what each project says, by department, year, unit and name."""
    found: dict[str, str] = {}
    for reading in readings:
        for table in reading.tables:
            for unit in table.spending_units:
                for project in unit.projects:
                    parts = (table.department, table.budget_year, unit.name, project.name)
                    key = " / ".join("" if one is None else fold(str(one)) for one in parts)
                    said = (
                        project.funding,
                        fold(project.objective or ""),
                        [fold(one.text) for one in project.indicators],
                    )
                    digest = hashlib.sha256(msgspec.json.encode(said)).hexdigest()
                    # Two projects of one name stay two.
                    while key in found:
                        key += "'"
                    found[key] = digest
    return found


def since(last: Manifest | None, projects: dict[str, str]) -> Since | None:
    """What changed since the last manifest; None where there is none."""
    if last is None:
        return None
    before = last.projects
    return Since(
        last.published,
        tuple(name for name in projects if name not in before),
        tuple(name for name in before if name not in projects),
        tuple(name for name in projects if name in before and before[name] != projects[name]),
    )


def override_of(reason: str | None, found: tuple[Blocker, ...]) -> Override | None:
    """The record of an override, where something stood against publishing."""
    return Override(reason, tuple(one.message for one in found)) if reason and found else None
