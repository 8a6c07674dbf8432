"""The pages of the site on paper."""

from collections.abc import Callable

import pytest
from tests.publishing.site.conftest import Visit
from tests.publishing.site.readings import samples

from jixiao.publishing.site.view import view_site

Open = Callable[..., Visit]
TABLE = view_site(samples())[-1]
PROJECT = TABLE.projects[7]


@pytest.mark.parametrize("name", [f"d/{TABLE.key}.html", f"p/{PROJECT.key}.html"])
def test_a_page_prints(visit: Open, name: str) -> None:
    page = visit(name).page

    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="print")
    for hidden in (".menu", "#language", ".skip"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("main").is_visible()
