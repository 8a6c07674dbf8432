"""What every page may name."""

from django.http import HttpRequest

import jixiao


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The version, for the foot of the page."""
    return {"jixiao_version": jixiao.__version__}
