"""Whoever changes the trail in the database is found out."""

from datetime import timedelta

import pytest
from django.db.models import F

from jixiao.web.audit.models import AuditEntry, AuditHead
from jixiao.web.audit.verifying import verify


def test_an_untouched_trail_holds(office):
    found = verify()

    assert found.entries == AuditEntry.objects.count() > 10
    assert found.broken == ()


def _change_a_word():
    AuditEntry.objects.filter(number=3).update(subject_name="别人")


def _change_a_time():
    AuditEntry.objects.filter(number=3).update(at=F("at") - timedelta(days=1))


def _drop_from_the_middle():
    AuditEntry.objects.filter(number=3).delete()


def _drop_the_end():
    for head in AuditHead.objects.all():
        AuditEntry.objects.filter(chain=head.chain, number=head.count).delete()


def _drop_the_end_and_move_the_head():
    for head in AuditHead.objects.all():
        AuditEntry.objects.filter(chain=head.chain, number=head.count).delete()
        last = AuditEntry.objects.filter(chain=head.chain).order_by("-number").first()
        AuditHead.objects.filter(pk=head.pk).update(
            count=last.number if last else 0, digest=last.digest if last else ""
        )


def _drop_everything():
    AuditEntry.objects.all().delete()


def _drop_the_head():
    AuditHead.objects.all().delete()


def _swap_two():
    one, two = AuditEntry.objects.filter(chain=AuditHead.objects.first().chain).order_by("number")[
        :2
    ]
    first, second = one.number, two.number
    AuditEntry.objects.filter(pk=one.pk).update(number=9999)
    AuditEntry.objects.filter(pk=two.pk).update(number=first)
    AuditEntry.objects.filter(pk=one.pk).update(number=second)


@pytest.mark.parametrize(
    "tamper",
    [
        _change_a_word, _change_a_time, _drop_from_the_middle, _drop_the_end,
        _drop_the_end_and_move_the_head, _drop_everything, _drop_the_head, _swap_two,
    ],
)  # fmt: skip
def test_tampering_shows(office, tamper):
    tamper()

    assert verify().broken
