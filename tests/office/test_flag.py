"""The flags in the report, and those behind each number."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Flag, Ticket

WEEK = "?from=2026-11-16&to=2026-11-22"


@pytest.fixture
def upset(channel: Channel, mail: Receive, ana: Agent) -> Ticket:
    """Ana said "not so"."""
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail("Exijo una respuesta.", received_at=MONDAY), channel=channel)
        ticket.dismiss_flag(Flag.objects.get(), by=ana)
    return ticket


def test_the_report_says_how_many_and_which_signs_misfire(office: Client, upset: Ticket) -> None:
    text = office.get(f"/office/{WEEK}").text
    assert "1 flag raised" in text
    assert "100 % not so" in text
    assert "“exijo”" in text
    assert "A flag goes up when" in text


def test_each_number_opens_its_flags(office: Client, upset: Ticket) -> None:
    address = f"/office/figures/flags/{WEEK}"
    for chosen in ("", "&kind=upset&state=not_so", "&sign=anger&phrase=exijo"):
        page = office.get(f"{address}{chosen}").text
        assert f"#{upset.number}" in page
        assert "Upset: “Exijo”" in page
    for other in ("&kind=legal", "&state=up", "&escalated=1", "&sign=anger&phrase=otra"):
        assert "No such flag" in office.get(f"{address}{other}").text


def test_nothing_in_the_address_breaks_the_page(office: Client) -> None:
    address = "/office/figures/flags/?kind=x&state=x&sign=anger&phrase=%00&after=x"
    assert office.get(address).status_code == 200
