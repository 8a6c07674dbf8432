"""How often the entries of the indicator library are used where, kept counted."""

from collections import Counter

from django.db.models import F

from jixiao.web.records.library_counts import SOURCES, TIMES, WORKING_COPIES, Change, changed
from jixiao.web.records.models import LibraryIndicator, LibraryTally

_AT_ONCE = 200


def tally(change: Change) -> None:
    """Make the tallies say what changed; the caller's transaction."""
    real = change.real()
    rows = LibraryTally.objects.select_for_update().filter(
        org__in={org for (org, _), _ in real}, entry__in={entry for _, entry in real}
    )
    there = {((row.org, row.is_public), row.entry_id): row for row in rows}
    totals: Counter[int] = Counter()
    kept, gone = [], []
    for (place, entry), many in real.items():
        if place == WORKING_COPIES:
            totals[entry] += many[TIMES, ""]
        row = there.get((place, entry))
        whole = {}
        if row is not None:
            whole = {TIMES: {"": row.times}, SOURCES: {"": row.sources}, **row.counted}
        row = row or LibraryTally(entry_id=entry, org=place[0], is_public=place[1])
        now = changed(whole, many)
        if TIMES not in now:
            gone.append(row.pk)
            continue
        row.times, row.sources = now.pop(TIMES)[""], now.pop(SOURCES)[""]
        row.counted = now
        kept.append(row)
    LibraryTally.objects.filter(pk__in=gone).delete()
    LibraryTally.objects.bulk_create([row for row in kept if row.pk is None], _AT_ONCE)
    LibraryTally.objects.bulk_create(
        [row for row in kept if row.pk is not None], _AT_ONCE, update_conflicts=True,
        unique_fields=["id"], update_fields=["times", "sources", "counted"],
    )  # fmt: skip
    _totals(totals)


def tally_empty() -> None:
    """Count from nothing; before everything is counted anew."""
    LibraryTally.objects.all().delete()
    LibraryIndicator.objects.update(uses=0)


def _totals(totals: Counter[int]) -> None:
    by_change: dict[int, list[int]] = {}
    for entry, change in totals.items():
        if change:
            by_change.setdefault(change, []).append(entry)
    for change, entries in by_change.items():
        rows = LibraryIndicator.objects.filter(pk__in=entries)
        if change < 0:
            rows = rows.filter(uses__gte=-change)
        rows.update(uses=F("uses") + change)
