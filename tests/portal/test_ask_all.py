"""A link to all tickets is asked for: to whom it goes, and what nobody learns from asking (A28, A35, A39)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mailbridge.outbound import all_tickets, once
from tests.cast import Receive
from tests.portal.conftest import ASK, LUCIA, ask, mailed
from tickets.models import Agent, AllTicketsLink, Channel, Customer, Suppression, Ticket
from tickets.models.all_tickets_link import ADDRESS_AN_HOUR, MINUTES_VALID, NETWORK_AN_HOUR

NOBODY = "nobody@elsewhere.example"


def test_the_link_goes_to_the_address_as_we_know_it(ticket: Ticket) -> None:
    ask("  LUCIA@Correo.example ")
    AllTicketsLink.look_up_asked()
    link = once.claim(AllTicketsLink.objects.unmailed())
    assert link
    mail = all_tickets.compose(link)
    assert mail.recipients() == [LUCIA]
    assert mail.subject == "Todos sus asuntos en Papelería Sol"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert f"{MINUTES_VALID} minutos" in str(mail.body)


def test_every_address_gets_one_answer_at_one_price(
    ticket: Ticket, django_assert_num_queries: Any
) -> None:
    Suppression.note(["gone@correo.example"], reason="bounced")
    answers = []
    for address in (LUCIA, NOBODY, "gone@correo.example", Customer.UNKNOWN.join(["x@", ""])):
        with django_assert_num_queries(4):
            answers.append(ask(address))
    assert {(each.status_code, each.url, each.content) for each in answers} == {
        (302, f"{ASK}?asked", b"")
    }


@pytest.mark.parametrize("address", [NOBODY, "otto@sender.invalid", "gone@correo.example"])
def test_nothing_is_mailed_to_a_stranger_or_a_stopped_address(
    channel: Channel, mail: Receive, address: str
) -> None:
    if address != NOBODY:
        Ticket.open_from(mail(from_addr=address), channel=channel)
        Suppression.note(["gone@correo.example"], reason="bounced")
    ask(address)
    assert mailed() is None


def test_a_customer_of_whom_all_is_held_or_spam_gets_no_mail(ticket: Ticket, olga: Agent) -> None:
    ticket.mark_spam(olga)
    ask(LUCIA)
    assert mailed() is None


def test_two_clicks_are_one_mail(ticket: Ticket) -> None:
    ask(LUCIA)
    ask(LUCIA)
    assert mailed()
    assert mailed() is None


def test_nobodys_mailbox_is_flooded(ticket: Ticket) -> None:
    for _ in range(3 * ADDRESS_AN_HOUR):
        assert ask(LUCIA).status_code == 302
        mailed()
    assert AllTicketsLink.objects.filter(address=LUCIA).count() == ADDRESS_AN_HOUR


def test_nobody_tries_many_addresses(db: None) -> None:
    codes = [ask(f"{number}@elsewhere.example").status_code for number in range(NETWORK_AN_HOUR)]
    assert set(codes) == {302}
    assert {ask(address).status_code for address in (LUCIA, NOBODY)} == {429}
    assert ask(LUCIA, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_one_household_of_version_6_is_one_network(db: None) -> None:
    for number in range(NETWORK_AN_HOUR):
        ask(f"{number}@elsewhere.example", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert ask(LUCIA, REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert ask(LUCIA, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_what_was_asked_is_forgotten_after_a_day(ticket: Ticket) -> None:
    ask(NOBODY)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        AllTicketsLink.look_up_asked()
    assert not AllTicketsLink.objects.exists()


def test_a_form_of_another_site_asks_for_nothing(ticket: Ticket) -> None:
    assert ask(LUCIA, Client(enforce_csrf_checks=True)).status_code == 403
    assert not AllTicketsLink.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "lucia", "a@b@c", "lucia@correo.example\n\nBcc: x@y.example"]
)
def test_what_is_no_address_is_told_so(ticket: Ticket, address: str) -> None:
    answer = ask(address)
    assert answer.status_code == 422
    assert not AllTicketsLink.objects.exists()


def test_the_token_lies_nowhere_in_the_database(all_page: str) -> None:
    token = all_page.split("/")[-2]
    assert token not in str(list(AllTicketsLink.objects.values()))


def test_a_token_that_did_not_leave_opens_nothing(ticket: Ticket) -> None:
    ask(LUCIA)
    AllTicketsLink.look_up_asked()
    link = once.claim(AllTicketsLink.objects.unmailed())
    assert link
    found = re.search(r"/t/all/\S+/", str(all_tickets.compose(link).body))
    assert found
    assert Client().get(found[0]).status_code == 404
