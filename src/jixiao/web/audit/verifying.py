"""Whether the trail is as it was written."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from jixiao.web.audit.models import AuditEntry, AuditHead
from jixiao.web.audit.services import digest_of, seal_of


class Broken(NamedTuple):
    """A place at which a chain does not hold."""

    chain: str
    number: int
    problem: str


class Verified(NamedTuple):
    """What was looked at, and what does not hold."""

    chains: int
    entries: int
    broken: tuple[Broken, ...]


def verify() -> Verified:
    """Compute every digest anew; entries changed, dropped, inserted or cut off at the end show."""
    broken: list[Broken] = []
    counted = 0
    heads = {head.chain: head for head in AuditHead.objects.all()}
    chains = set(AuditEntry.objects.order_by().values_list("chain", flat=True).distinct())
    for chain in sorted(chains | set(heads)):
        number = 0
        for one in _entries(chain, heads.get(chain), broken):
            number = one
        counted += number
    return Verified(len(chains | set(heads)), counted, tuple(broken))


def _entries(chain: str, head: AuditHead | None, broken: list[Broken]) -> Iterator[int]:
    previous, expected = "", 1
    entries = AuditEntry.objects.filter(chain=chain).order_by("number")
    for entry in entries.iterator(chunk_size=1000):
        if entry.number != expected:
            broken.append(Broken(chain, expected, _("缺少记录，下一条是第 %d 条") % entry.number))
        elif entry.digest != digest_of(entry, previous):
            broken.append(Broken(chain, entry.number, _("内容与写入时不同，或前一条被换过")))
        previous, expected = entry.digest, entry.number + 1
        yield entry.number
    if head is None:
        broken.append(Broken(chain, expected, _("没有末尾记录")))
    elif seal_of(head) != head.seal:
        broken.append(Broken(chain, head.count, _("末尾记录被改过")))
    elif (head.count, head.digest) != (expected - 1, previous):
        broken.append(Broken(chain, head.count, _("末尾少了记录")))
