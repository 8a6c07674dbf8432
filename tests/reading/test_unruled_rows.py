"""Rows without rules between them, drawn at random, are found again."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.reading.pdf.merged_rows import Piece
from jixiao.reading.pdf.unruled_rows import amounts_among, row_edges

SIZE = 8.0
ROWS = st.lists(st.lists(st.integers(1, 9), min_size=2, max_size=2), min_size=1, max_size=12)


@given(
    ROWS,
    st.sampled_from((0.0, 0.5, 1.0)),
    st.floats(1.2, 2.0),
    st.floats(0.3, 2.0),
    st.booleans(),
)
def test_rows_are_parted_however_their_cells_are_aligned(
    heights: list[list[int]], align: float, step: float, white: float, header: bool
) -> None:
    """Each row prints a name of one line, an amount, and two texts of several lines."""
    pieces: list[Piece] = []
    text = ""
    row_of: list[int] = []
    top = 0.0

    def put(row: int, column: int, base: float, words: str) -> None:
        nonlocal text
        pieces.append(Piece(column, base, len(text), len(text) + len(words)))
        row_of.append(row)
        text += words

    if header:
        for column in range(5):
            put(-1, column, top, "栏名")
        top += SIZE * (step + white)
    for row, lines in enumerate(heights):
        tallest = max(lines)
        for column, count in ((0, 1), (1, 1), (2, 1), (3, lines[0]), (4, lines[1])):
            first = top + SIZE * step * (tallest - count) * align
            for number in range(count):
                words = "1,234.50" if column in (1, 2) else "文字"
                put(row, column, first + SIZE * step * number, words)
        top += SIZE * (step * tallest + white)
    order = sorted(range(len(pieces)), key=lambda n: (pieces[n].base, pieces[n].column))
    found = [pieces[n] for n in order]

    edges = sorted(row_edges(found, amounts_among(found, text), SIZE, text)[0])

    groups = [sum(piece.base > edge for edge in edges) for piece in found]
    wanted = [row_of[n] + header for n in order]
    assert groups == wanted


def test_text_without_amounts_has_no_rows() -> None:
    assert row_edges([Piece(0, 10.0, 0, 2), Piece(0, 30.0, 2, 4)], [], SIZE, "文字文字") == (
        [],
        False,
    )
