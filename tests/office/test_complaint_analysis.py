"""What the register teaches, and the entries behind each number (R32)."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from tests.cast import MONDAY, Receive
from tests.complaints import entered
from tickets.models import Agent, Channel, Complaint, ComplaintCause, Ticket

ANALYSIS, BEHIND = "/office/complaints/analysis/", "/office/complaints/counted/"
WEEK = "?from=2026-11-16&to=2026-11-22"


@pytest.fixture
def complaint(channel: Channel, mail: Receive, ana: Agent) -> Complaint:
    """Lucía's, of Monday, about a broken pot: it cost 12.50."""
    cause = ComplaintCause(name_en="Broken on the way")
    cause.put()
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
        columns = {"cause": cause, "product": "Clay pot", "cost": Decimal("12.50")}
        return entered(ticket, ana, received_at=MONDAY, **columns)


def test_the_page_says_why_customers_complain(office: Client, complaint: Complaint) -> None:
    with time_machine.travel(MONDAY, tick=False):
        text = office.get(ANALYSIS + WEEK).text
    for words in ("Broken on the way", "Clay pot", "€12.50", "100 %"):
        assert words in text


@pytest.mark.parametrize(
    "chosen",
    [
        "how=open", "agreed=not_yet", "product=Clay+pot", "severity=2", "harm_kind=none", "cause={cause}",
        "customer={customer}", "",
    ],
)  # fmt: skip
def test_each_number_opens_its_entries(office: Client, complaint: Complaint, chosen: str) -> None:
    asked = chosen.format(cause=complaint.cause_id, customer=complaint.ticket.customer_id)
    with time_machine.travel(MONDAY, tick=False):
        assert f">{complaint}<" in office.get(f"{BEHIND}{WEEK}&{asked}").text


@pytest.mark.parametrize(
    "chosen",
    [
        "how=late", "agreed=yes", "product=Fern", "severity=4", "harm_kind=money", "cause=0", "customer=0",
        "annulled=1",
    ],
)  # fmt: skip
def test_and_no_others(office: Client, complaint: Complaint, chosen: str) -> None:
    with time_machine.travel(MONDAY, tick=False):
        assert "No such complaint" in office.get(f"{BEHIND}{WEEK}&{chosen}").text


def test_nothing_in_the_address_breaks_the_pages(office: Client) -> None:
    for page in (ANALYSIS, BEHIND):
        told = office.get(f"{page}?from=x&how=x&cause=x&severity=x&customer=x&after=x")
        assert told.status_code == 200


def test_it_is_for_managers(agent_client: Client) -> None:
    assert agent_client.get(ANALYSIS).status_code == 404


def test_the_page_gives_itself_away(office: Client, complaint: Complaint) -> None:
    with time_machine.travel(MONDAY, tick=False):
        links = re.findall(
            r'href="([^"]*analysis[^"]*(?:csv|xlsx)[^"]*)"', office.get(ANALYSIS + WEEK).text
        )
        assert len(links) == 2
        for link in links:
            assert office.get(html.unescape(link)).status_code == 200
