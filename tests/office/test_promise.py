"""The promises in the report, and those behind each number."""

from __future__ import annotations

import time_machine
from django.test import Client

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Message, Ticket
from tickets.models.ticket import Draft

WEEK = "?from=2026-11-16&to=2026-11-22"
TEXT = "Le responderemos mañana a las 10."


@time_machine.travel(MONDAY, tick=False)
def promise(channel: Channel, mail: Receive, agent: Agent) -> Ticket:
    ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    message = ticket.reply(agent, Draft(text=TEXT, promises=ticket.promises_in(TEXT)))
    assert isinstance(message, Message)
    ticket.keep_promise(ticket.promises.get(kind="written"), by=agent)
    return ticket


def test_the_report_says_how_many_promises_were_kept(
    office: Client, channel: Channel, mail: Receive, ana: Agent
) -> None:
    promise(channel, mail, ana)
    text = office.get(f"/office/{WEEK}").text
    assert "100 % kept" in text
    assert "A promise is a date that we gave a customer" in text


def test_each_number_opens_its_promises(
    office: Client, channel: Channel, mail: Receive, ana: Agent
) -> None:
    ticket = promise(channel, mail, ana)
    address = f"/office/figures/promises/{WEEK}&promise="
    assert f"#{ticket.number}" in office.get(f"{address}kept&agent={ana.pk}").text
    assert "No such promise" in office.get(f"{address}missed").text
    assert "acknowledgement" in office.get(f"{address}open&kind=acknowledged&agent=0").text
    assert "No such promise" in office.get(f"{address}open&kind=held").text


def test_nothing_in_the_address_breaks_the_page(office: Client) -> None:
    page = office.get("/office/figures/promises/?promise=x&agent=x&kind=x&after=x")
    assert page.status_code == 200
