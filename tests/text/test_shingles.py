"""Shingles: near-duplicates resemble one another and share a band; others do not."""

import random

from jixiao.text import bands, resemblance, shingles

WORDS = [chr(0x4E00 + n) for n in range(3000)]


def text(seed: int, length: int = 300) -> str:
    return "".join(random.Random(seed).choices(WORDS, k=length))


def test_a_text_resembles_itself_wholly_and_a_foreign_one_not_at_all() -> None:
    assert resemblance(shingles(text(1)), shingles(text(1))) == 1.0
    assert resemblance(shingles(text(1)), shingles(text(2))) < 0.01


def test_a_short_or_empty_text_is_one_shingle() -> None:
    assert len(shingles("会")) == 1
    assert len(shingles("")) == 1
    assert resemblance(shingles("会"), shingles("议")) == 0.0


def test_near_duplicates_almost_always_share_a_band() -> None:
    shared = 0
    for seed in range(200):
        one = text(seed)
        other = one[:100] + "改动几字" + one[104:]
        assert resemblance(shingles(one), shingles(other)) > 0.9
        shared += not set(bands(shingles(one))).isdisjoint(bands(shingles(other)))

    assert shared >= 196


def test_foreign_texts_share_no_band() -> None:
    seen = [band for seed in range(500) for band in bands(shingles(text(seed)))]

    assert len(set(seen)) == len(seen)
