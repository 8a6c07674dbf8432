"""Records that people typed, as a reading: their values typed, their sums found."""

import hashlib
from collections.abc import Sequence

import msgspec

from jixiao.model import Ledger, ObjectiveTable, Reading, Source
from jixiao.understanding import SCHEMA, restore

_NOTHING = Ledger(0, 0, 0, 0, 0, {}, ())


def recorded(name: str, tables: Sequence[ObjectiveTable], *, reader: str = "records") -> Reading:
    """A reading of tables that were not read in a document, ready to check, publish and compare.

    Args:
        name: What to call it in messages and files.
        tables: Records without places, typed values and sums; these are found here.
        reader: Where they came from.
    """
    digest = hashlib.sha256(msgspec.json.encode(tables)).hexdigest()
    bare = Reading(SCHEMA, Source(name, digest, reader, False), tuple(tables), (), (), _NOTHING)
    return restore(bare, whole=False)
