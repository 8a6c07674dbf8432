"""One HTML file of what changed: opens from disk, loads nothing, filters, prints."""

from jixiao.model import Difference
from jixiao.publishing.difference.view import view_difference
from jixiao.publishing.self_contained import render


def difference_html(difference: Difference) -> bytes:
    """A page with all changes project by project, filters, and the doubtful matches."""
    return render(__package__ or "", "difference", page=view_difference(difference))
