"""What texts tell is worked out once for each policy, and not kept without end."""

import pytest

from jixiao.checking import Policy, by_text, standard_policy


def test_each_text_is_looked_at_once_under_each_policy() -> None:
    looked_at: list[tuple[str, str]] = []

    @by_text.by_text
    def lengths(text: str, policy: Policy) -> int:
        looked_at.append((text, policy.profile))
        return len(text)

    one, other = standard_policy(), Policy("甲地", {}, {}, {})

    assert [lengths(one)["会议数量"], lengths(one)["会议数量"], lengths(other)["会议数量"]] == [
        4
    ] * 3
    assert looked_at == [("会议数量", one.profile), ("会议数量", "甲地")]


def test_texts_are_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_text, "_MOST", 2)

    @by_text.by_text
    def lengths(text: str, policy: Policy) -> int:
        return len(text)

    found = lengths(standard_policy())

    assert [found[text] for text in ("甲", "甲乙", "甲乙丙")] == [1, 2, 3]
    assert list(found) == ["甲乙丙"]
