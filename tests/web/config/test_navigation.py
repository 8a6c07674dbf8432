"""The main navigation shows where somebody is."""

import re

import pytest


def _current(client, address):
    page = client.get(address).content.decode()
    nav = page[page.index('<ul class="navbar-nav">') :]
    nav = nav[: nav.index("</ul>")]
    return re.findall(r'aria-current="(\w+)">([^<]+)<', nav)


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/office/people/", ("page", "管理")),
        ("/office/units/", ("true", "管理")),
        ("/health/", ("true", "管理")),
        ("/audit/", ("page", "审计")),
        ("/library/", ("page", "指标库")),
        ("/", ("page", "我的工作")),
    ],
)
def test_the_link_of_the_page_and_of_what_it_belongs_to_is_marked(office, log_in, address, current):
    assert _current(log_in(office.administrator), address) == [current]


def test_a_page_of_an_import_belongs_to_the_imports(office, log_in, bring_in):
    address = f"/imports/{bring_in().imports.get().pk}/"

    assert _current(log_in(office.preparer), address) == [("true", "导入")]
