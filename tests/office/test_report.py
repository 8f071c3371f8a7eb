from __future__ import annotations

import datetime as dt

import time_machine
from django.test import Client

from tests.cast import MONDAY, Receive
from tests.figures import workbook
from tickets.models import Channel, Ticket

WEEK = "?from=2026-11-16&to=2026-11-22"
HOUR = dt.timedelta(hours=1)


def opened(channel: Channel, mail: Receive, **parts: object) -> Ticket:
    with time_machine.travel(MONDAY, tick=False):
        return Ticket.open_from(mail(received_at=MONDAY, **parts), channel=channel)


def page(office: Client, address: str) -> str:
    with time_machine.travel(MONDAY + 3 * HOUR, tick=False):
        return office.get(address).content.decode()


def test_the_report_tells_how_long_they_waited(
    office: Client, channel: Channel, mail: Receive
) -> None:
    opened(channel, mail)
    text = page(office, f"/office/{WEEK}")
    assert "3 h</a>" in text
    assert "1 not yet due" in text


def test_waits_of_seconds_are_told_in_seconds(
    office: Client, channel: Channel, mail: Receive
) -> None:
    clocks = opened(channel, mail).clocks.filter(kind="first_response")
    clocks.update(stopped_at=MONDAY, business_seconds=22, calendar_seconds=22, target_seconds=30)
    text = page(office, f"/office/{WEEK}")
    assert "22 s</a>" in text
    assert "16 Nov: median 22 s, p90 22 s, 1 waits" in text
    assert ">20 s</text>" in text  # a line of the chart
    behind = page(office, f"/office/figures/first_response/{WEEK}")
    assert '<td class="num faint">30 s</td>' in behind
    assert "0 min" not in text + behind


def test_each_number_stands_with_its_definition(office: Client) -> None:
    text = page(office, "/office/")
    assert "The automatic acknowledgement does not count" in text
    assert "Half of the customers waited no longer than" in text


def test_the_period_before_stands_beside_it(
    office: Client, channel: Channel, mail: Receive
) -> None:
    opened(channel, mail)
    text = page(office, "/office/?from=2026-11-23&to=2026-11-29")
    assert "Before: 3 h" in text


def test_the_rating_stands_above_the_speed(office: Client, channel: Channel, mail: Receive) -> None:
    with time_machine.travel(MONDAY, tick=False):
        opened(channel, mail).rate(4)
    text = page(office, f"/office/{WEEK}")
    assert 0 < text.index("4.0</a>") < text.index("First response</h2>")


def test_a_column_of_the_chart_opens_the_tickets_of_its_day(
    office: Client, channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail)
    link = f"/office/figures/first_response/{WEEK}&metric=first_response&day=2026-11-16"
    assert link.replace("&", "&amp;") in page(office, f"/office/{WEEK}")
    assert f"#{ticket.number}" in page(office, link)


def test_the_list_behind_a_number_is_narrowed_by_its_state(
    office: Client, channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail)
    address = f"/office/figures/first_response/{WEEK}"
    assert f"#{ticket.number}" in page(office, f"{address}&state=waiting")
    assert f"#{ticket.number}" not in page(office, f"{address}&state=kept")


def test_a_hostile_subject_is_text_on_the_page_and_in_the_csv(
    office: Client, channel: Channel, mail: Receive
) -> None:
    opened(channel, mail, subject="=cmd()<script>alert(1)</script>")
    html = page(office, f"/office/figures/first_response/{WEEK}")
    table = page(office, f"/office/figures/first_response.csv{WEEK}")
    assert "<script>alert" not in html
    assert ",'=cmd()" in table


def test_the_days_are_given_away_as_csv(office: Client, channel: Channel, mail: Receive) -> None:
    opened(channel, mail)
    rows = page(office, f"/office/figures/days.csv{WEEK}").splitlines()
    assert len(rows) == 8
    assert rows[1].startswith("2026-11-16,1,10800,10800,10800,10800,,0,0,0,1,0")


def test_the_teams_are_given_away_as_csv(office: Client, channel: Channel, mail: Receive) -> None:
    opened(channel, mail)
    rows = page(office, f"/office/figures/teams.csv{WEEK}").splitlines()
    assert rows[1].startswith("Pedidos,1,10800")


def test_every_table_is_given_away_as_a_workbook_too(
    office: Client, channel: Channel, mail: Receive
) -> None:
    ticket = opened(channel, mail, subject="=1+1")
    for name, cells in {
        "days": ["2026-11-16 00:00", 1],
        "teams": ["Pedidos", 1],
        "first_response": [ticket.number, "=1+1"],
    }.items():
        found = office.get(f"/office/figures/{name}.xlsx{WEEK}")
        (sheet,) = workbook.read(found.content).values()
        assert sheet.rows[1][:2] == cells
        assert not sheet.formulas
        assert found["Content-Disposition"].endswith('.xlsx"')


def test_nonsense_in_the_address_is_as_if_it_were_not_there(office: Client) -> None:
    for nonsense in ("from=2026-02-31", "days=x", "team=-1", "from=0001-01-01", "metric=%00"):
        assert office.get(f"/office/?{nonsense}").status_code == 200


def test_a_number_that_does_not_exist_is_not_found(office: Client) -> None:
    assert office.get("/office/figures/happiness/").status_code == 404
