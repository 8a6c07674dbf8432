"""Permanent links depend on names alone and survive publishing again."""

import msgspec
from tests.publishing.site.readings import (
    indicator,
    project,
    reading,
    sample,
    samples,
    table,
    target,
)

from jixiao.model import Reading
from jixiao.publishing.site.view import SiteTable, view_site


def keys(*readings: Reading) -> dict[tuple[str | None, ...], str]:
    """Every link of a site, by what it leads to (the first of a name)."""
    found: dict[tuple[str | None, ...], str] = {}
    for one in view_site(readings):
        name = one.record.department
        found.setdefault((name,), one.key)
        for each in one.projects:
            found.setdefault((name, each.record.name), each.key)
            for leaf in each.indicators:
                link = f"{each.key}#{leaf.key}"
                found.setdefault((name, each.record.name, leaf.record.name), link)
    return found


def only(one: Reading) -> SiteTable:
    (found,) = view_site([one])
    return found


def test_all_links_of_the_samples_are_different() -> None:
    tables = view_site(samples())
    pages = [one.key for one in tables] + [p.key for one in tables for p in one.projects]
    inside = [(p.key, i.key) for one in tables for p in one.projects for i in p.indicators]

    assert len(set(pages)) == len(pages) == 5 + 165
    assert len(set(inside)) == len(inside) == 732


def test_other_departments_and_other_order_change_no_link() -> None:
    before = keys(sample("zengcheng"))
    after = keys(*reversed(samples()))

    assert before.items() <= after.items()


def test_amounts_targets_numbers_and_source_change_no_link() -> None:
    one = reading(table(project("甲", "1.00", "目标", [indicator(number=1)])))
    changed = project("甲", "2.00", "别的目标", [indicator(number=4, annual=target("5家"))])
    other = msgspec.structs.replace(reading(table(changed)), source=sample("tianhe").source)

    assert keys(one) == keys(other)


def test_white_space_and_width_change_no_link() -> None:
    assert set(keys(reading(table(project("会议（一）"))))) != set(
        keys(reading(table(project("会 议(一)"))))
    )
    assert set(keys(reading(table(project("会议（一）")))).values()) & set(
        keys(reading(table(project("会 议(一)")))).values()
    )


def test_a_project_put_in_before_changes_no_link_of_another() -> None:
    before = keys(reading(table(project("甲"), project("乙"))))
    after = keys(reading(table(project("新"), project("甲"), project("乙"))))

    assert before.items() <= after.items()


def test_another_year_is_another_page() -> None:
    assert only(reading(table(year=2023))).key != only(reading(table(year=2024))).key


def test_things_named_alike_are_told_apart_and_the_first_keeps_its_link() -> None:
    alone = only(reading(table(project("甲", indicators=[indicator()]))))
    twice = only(
        reading(
            table(
                project("甲", indicators=[indicator(), indicator(annual=target("5家"))]),
                project("甲", "3.00"),
                project("甲", "3.00"),
            )
        )
    )

    assert len({one.key for one in twice.projects}) == 3
    assert twice.projects[0].key == alone.projects[0].key
    assert twice.projects[0].indicators[0].key == alone.projects[0].indicators[0].key
    assert len({one.key for one in twice.projects[0].indicators}) == 2


def test_nameless_things_have_links_too() -> None:
    nameless = reading(
        table(project(None, indicators=[indicator(None)]), department=None, unit=None)
    )
    one, other = view_site([nameless, nameless])

    assert one.key != other.key
    assert one.projects[0].key != other.projects[0].key
