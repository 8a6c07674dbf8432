"""What the numbers of the entries of a row tell: one is lost, or one was printed again."""

from collections.abc import Iterator, Sequence

from jixiao.model import Subject
from jixiao.text import fold
from jixiao.understanding.entry_draft import Draft
from jixiao.understanding.entry_tokens import SEPARATORS
from jixiao.understanding.notes import Notes
from jixiao.understanding.passage import Passage

_SHOWN = 30


def ask_about_numbers(
    drafts: Sequence[Draft], passage: Passage, notes: Notes, subject: Subject
) -> None:
    """Ask about entries that stand twice, and about numbers that do not follow one another."""
    again = list(_printed_again(drafts, passage.text))
    for draft in again:
        notes.question(
            "printed_twice",
            f"指标“{passage.text[draft.start : draft.start + _SHOWN]}…”整条印了两次，两条都照读。",
            "请对照原件；如果是换页重印或重复填写，请去掉一条。",
            at=passage.places(draft.start, draft.stop()),
            subject=subject,
        )
    left = [draft for draft in drafts if draft not in again]
    printed = [int(passage.text[slice(*draft.number)]) for draft in left if draft.number]
    if printed and printed != list(range(1, len(printed) + 1)) and len(printed) == len(left):
        notes.question(
            "numbering",
            f"条目编号不连续：{'、'.join(map(str, printed))}，可能有条目识别丢失。",
            "请对照原件核对；如原件确实如此，可在更正文件中确认。",
            at=passage.places(drafts[0].start, drafts[-1].start + 1)[:1],
            subject=subject,
        )


def _printed_again(drafts: Sequence[Draft], text: str) -> Iterator[Draft]:
    """Entries that say, number and all, what one before them says."""
    numbers = {int(text[slice(*draft.number)]) for draft in drafts if draft.number}
    if len(numbers) == len(drafts):
        return
    seen: set[str] = set()
    for draft in drafts:
        said = fold(text[draft.start : draft.stop()]).rstrip(SEPARATORS)
        if draft.number and said in seen:
            yield draft
        seen.add(said)
