"""A35, A37, A41: who forgot a password gets one way in, once, for an hour; who asks for others learns nothing."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import logging
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from mailbridge import restored
from mailbridge.outbound import send
from tests.cast import PASSWORD
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Agent, Channel, PasswordLink
from tickets.portal.masking import MaskTokens

ASK = reverse("account_reset_password")
NEW = "otra-clave-larga-73"
LINK = re.compile(r"https?://\S+?(/accounts/password/reset/key/\S+)")


@pytest.fixture
def door(ana: Agent, channel: Channel, server: OddServer) -> Client:
    """From an address that has asked for nothing yet."""
    cache.clear()
    ana.set_password(PASSWORD)
    ana.save()
    return Client()


def asked(door: Client, server: OddServer, address: str) -> str:
    """The path of the link that was mailed; empty without one."""
    door.post(ASK, {"email": address})
    send.send_due()
    if not server.mails:
        return ""
    mail = email.message_from_bytes(server.mails[-1], policy=email.policy.default)
    words = mail.get_body(("plain",))
    assert words
    found = LINK.search(words.get_content())
    assert found
    return found[1]


def opened(link: str, password: str = NEW) -> bool:
    """Whether somebody else's browser could set this password by the link."""
    browser = Client()
    form = browser.get(link, follow=True).request["PATH_INFO"]
    return browser.post(form, {"password1": password, "password2": password}).status_code == 302


def test_the_link_sets_a_password_once(door: Client, server: OddServer, ana: Agent) -> None:
    link = asked(door, server, ana.email)
    assert opened(link)
    ana.refresh_from_db()
    assert ana.check_password(NEW)
    assert not opened(link, "una-clave-distinta-91")


def test_it_goes_to_the_address_that_we_know(door: Client, server: OddServer, ana: Agent) -> None:
    assert asked(door, server, f" {ana.email.upper()} ")
    send.send_due()
    (only,) = server.mails
    assert email.message_from_bytes(only)["To"] == ana.email


def test_whoever_was_signed_in_with_the_old_password_no_longer_is(
    door: Client, server: OddServer, ana: Agent
) -> None:
    door.force_login(ana)
    assert opened(asked(Client(), server, ana.email))
    assert door.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "change", [{"email": "ana.nueva@papeleria.example"}, {"password": "!", "is_active": False}]
)
def test_the_link_dies_with_what_it_was_made_for(
    door: Client, server: OddServer, ana: Agent, change: dict[str, object]
) -> None:
    link = asked(door, server, ana.email)
    Agent.objects.filter(pk=ana.pk).update(**change)
    assert not opened(link)


def test_after_an_hour_it_opens_nothing(door: Client, server: OddServer, ana: Agent) -> None:
    link = asked(door, server, ana.email)
    # The key's own clock is that of the zone, which travelling changes to UTC.
    with time_machine.travel(timezone.now() + dt.timedelta(hours=4), tick=False):
        assert not opened(link)


@pytest.mark.parametrize("other", ["bruno", "blank", "guess"])
def test_a_link_is_of_no_other_agent_and_no_other_key(
    door: Client, server: OddServer, ana: Agent, bruno: Agent, other: str
) -> None:
    head, _, key = asked(door, server, ana.email).rpartition("/key/")
    keys = {
        "bruno": re.sub(r"^[^-]+", int_to_base36(bruno.pk), key),
        "blank": key.split("-")[0] + "-/",
        "guess": key[:-2] + ("0" if key[-2] != "0" else "1") + "/",
    }
    assert not opened(f"{head}/key/{keys[other]}")


def test_the_answer_does_not_tell_who_works_here(
    door: Client, server: OddServer, ana: Agent
) -> None:
    answers, queries = [], []
    for address in (ana.email, "nobody@papeleria.example"):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            said = door.post(ASK, {"email": address})
        queries.append(len(caught))
        shown = door.get(said.headers["Location"]).content.decode()
        tokens = re.compile(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"')
        answers.append((said.status_code, said.headers["Location"], tokens.sub("", shown)))
    assert answers[0] == answers[1]
    assert queries[0] == queries[1]
    send.send_due()
    assert [email.message_from_bytes(mail)["To"] for mail in server.mails] == [ana.email]


@pytest.mark.parametrize("address", ["", " ", "ana@papeleria.example\nbcc: eva@evil.example", "@"])
def test_what_is_no_address_opens_nothing(door: Client, server: OddServer, address: str) -> None:
    assert not asked(door, server, address)
    assert not PasswordLink.objects.exists()


def test_nobody_is_flooded_with_links(door: Client, server: OddServer, ana: Agent) -> None:
    for _ in range(12):
        cache.clear()  # as from many networks
        Client().post(ASK, {"email": ana.email})
    send.send_due()
    assert len(server.mails) == 3


def test_whoever_left_gets_none(door: Client, server: OddServer, ana: Agent) -> None:
    Agent.objects.filter(pk=ana.pk).update(is_active=False)
    assert not asked(door, server, ana.email)


def test_after_a_restore_nothing_that_was_asked_for_leaves_again(
    door: Client, server: OddServer, ana: Agent
) -> None:
    door.post(ASK, {"email": ana.email})
    restored.settle(numbers=10)
    send.send_due()
    assert not server.mails


def test_the_link_is_ours_whatever_host_was_named(
    door: Client, server: OddServer, ana: Agent
) -> None:
    assert door.post(ASK, {"email": ana.email}, headers={"host": "evil.example"}).status_code == 400
    door.post(ASK, {"email": ana.email}, headers={"x-forwarded-host": "evil.example"})
    send.send_due()
    assert b"evil.example" not in server.mails[-1]


def test_the_key_is_masked_in_the_logs(door: Client, server: OddServer, ana: Agent) -> None:
    link = asked(door, server, ana.email)
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, "GET %s", (link,), None)
    MaskTokens().filter(record)
    assert record.getMessage() == "GET /accounts/password/reset/key/…/"
