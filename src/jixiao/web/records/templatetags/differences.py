"""``{% load differences %}``: what the library says of a difference, in the language of the page.

In Chinese that is the library's own sentence; in another language its words one after another.
"""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao.model import (
    MATCHED_BY_WORDS,
    NOTE_WORDS,
    STRICTNESS_WORDS,
    TARGET_KIND_WORDS,
    TARGET_REASON_WORDS,
    DifferenceNote,
    note_words,
)
from jixiao.publishing.difference import said
from jixiao.publishing.difference.view import ChangeView, TableView, TargetView

register = template.Library()


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def verdict_said(target: TargetView) -> str:
    """What became of a target."""
    if _in_chinese():
        return target.verdict
    one = target.of
    words = _(TARGET_KIND_WORDS[one.kind])
    if one.change is not None:
        words += f" {abs(one.change):,f} {one.unit or ''}".rstrip()
        words += f" ({said.percent_text(one.percent)})" if one.percent is not None else ""
    parts = [words]
    if one.strictness is not None:
        parts.append(_(STRICTNESS_WORDS[one.strictness]))
    if one.reason is not None:
        parts.append(_(TARGET_REASON_WORDS[one.reason]))
    if one.confidence == "guess":
        parts.append(_("读数把握不大，请核对"))
    return "; ".join(parts)


@register.filter
def matched_said(change: ChangeView) -> str:
    """How a project was found to be the same as one of another name or unit."""
    by = change.of.matched_by
    if not change.matched or by is None or _in_chinese():
        return change.matched
    return _("%(how)s，相像 %(score)s") % {"how": _(MATCHED_BY_WORDS[by]), "score": change.of.score}


@register.filter
def money_said(change: ChangeView, table: TableView) -> str:
    """Amount and indicators of a project that is only in one table."""
    if not change.money or _in_chinese():
        return change.money
    (side,) = (*change.of.before, *change.of.after)[:1]
    funding, unit = side.funding, said.printed_unit(table.of, change.kind)
    if funding.total is None:
        amount = said.funding_words(funding, None)
        amount = _(amount) if amount == said.NO_AMOUNT else f"{amount} {_(unit) if unit else ''}"
    else:
        amount = f"{said.amount_text(funding.total)} {_(unit) if unit else ''}"
    return _("%(amount)s，%(count)s 条指标") % {
        "amount": amount.strip(),
        "count": side.indicators,
    }


@register.filter
def note_said(note: DifferenceNote) -> str:
    """What a reader must know of the comparison."""
    if _in_chinese():
        return note_words(note.kind, note.before, note.after)
    blank = _("没有写")
    sentence = _(NOTE_WORDS[note.kind])
    return sentence.format(before=note.before or blank, after=note.after or blank)


@register.filter
def or_blank(text: str) -> str:
    """A printed text as it is; that nothing was printed, in the language of the page."""
    return _(said.BLANK) if text == said.BLANK else text
