"""Breaking lines of Chinese text."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.cli.wrap import elide, shown, width_of, wrap

TEXT = st.text(st.sampled_from("绩效目标，。（）“”；:; abcXYZ0123.-%≥\u0301")).map(str.strip)


@given(TEXT, st.integers(8, 40))
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text())
def test_shown_text_is_one_line_without_control_characters(text: str) -> None:
    assert all(c.isprintable() or c not in "\x00\t\n\r\x1b\u202e\u2028" for c in shown(text))
    assert len(shown(text)) == len(text)
    shown(text).encode()


@given(st.text(), st.integers(2, 30))
def test_an_elided_text_keeps_its_ends(text: str, most: int) -> None:
    short = elide(text, most)
    assert len(short) <= most
    assert short == text if len(text) <= most else "…" in short
    assert text.startswith(short[:1])
    assert text.endswith(short[-1:]) or most == 2
