"""A2: sanitising is the last step, so doing it again, on any of it or to what was served, changes nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.inbound.text.html import sanitise, with_pictures
from tests.attacks.hostile import fragments
from tests.cast import Receive
from tickets.models import Agent, Channel, Message, Ticket

ALL = fragments()
OWN = {"a": "https://desk.example/desk/pictures/1/"}


@pytest.mark.parametrize("name", sorted(ALL))
def test_sanitising_a_fragment_again_changes_nothing(name: str) -> None:
    once = sanitise(ALL[name])
    assert sanitise(once) == once


@given(st.lists(st.sampled_from(sorted(ALL)), min_size=2, max_size=6), st.booleans())
def test_sanitising_any_mixture_again_changes_nothing(names: list[str], show: bool) -> None:
    kept = sanitise("".join(ALL[name] for name in names))
    shown = with_pictures(kept, OWN, show_remote=show)
    assert sanitise(kept) == kept
    assert with_pictures(shown, OWN, show_remote=show) == shown


@given(st.sampled_from(sorted(ALL)), st.sampled_from(sorted(ALL)), st.integers(0, 200))
def test_a_fragment_within_a_fragment_changes_nothing_either(
    outer: str, inner: str, at: int
) -> None:
    once = sanitise(ALL[outer][:at] + ALL[inner] + ALL[outer][at:])
    assert sanitise(once) == once


def test_what_the_frame_serves_is_what_the_sanitiser_gave(
    ana: Agent, channel: Channel, mail: Receive
) -> None:
    kept = sanitise("".join(ALL.values()))
    ticket = Ticket.open_from(mail(html=kept), channel=channel)
    client = Client()
    client.force_login(ana)
    message = ticket.messages.get(kind=Message.Kind.CUSTOMER)
    served = re.search(
        r"<body>(.*)</body>", client.get(f"/desk/messages/{message.pk}/frame/").text, re.DOTALL
    )
    assert served
    assert served[1] == with_pictures(kept, {}, show_remote=False)
