"""The trail as a page: a filter that cannot be meant is told of, and nothing is shown as its answer."""

import pytest


@pytest.fixture
def client(office, log_in):
    return log_in(office.auditor)


@pytest.mark.parametrize(
    "query",
    ["since=2026-02-30", "until=gestern", "since=2026-13-01&until=2026-01-01", "until=9999-12-31",
     "since=0001-01-01", "since=2026-03-02&until=2026-03-01"],
)  # fmt: skip
def test_a_day_that_there_is_not_is_said(client, query):
    answer = client.get(f"/audit/?{query}")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert "<tbody>" not in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("since=2026-03-02", 1), ("until=2026-03-02", 1), ("since=2026-03-03", 0), ("until=2026-03-01", 0)],
)  # fmt: skip
def test_days_count_whole(client, query, count):
    answer = client.get(f"/audit/?{query}&action=org.create&text=某某市商务局")

    assert answer.status_code == 200
    assert answer.content.decode().count("<tr><td") == count
