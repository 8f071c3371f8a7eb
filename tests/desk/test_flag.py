"""The flag of an upset customer on the desk: shown with its reasons, dismissed, handed up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tickets.desk.keyset import PAGE
from tickets.models import Agent, Channel, Flag, Playbook, Ticket


@pytest.fixture
def upset(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail("Es la tercera vez que les escribo."), channel=channel)


@pytest.fixture
def playbook(bruno: Agent) -> Playbook:
    return Playbook.objects.create(
        name_en="Upset customer",
        kind="upset",
        instructions_en="Say sorry once.",
        escalates_to=bruno.teams.get(),
    )


def page(desk: Client, ticket: Ticket) -> str:
    return desk.get(reverse("desk:ticket", args=[ticket.number])).text


def post(desk: Client, name: str, ticket: Ticket) -> str:
    address = reverse(f"desk:{name}", args=[ticket.number, Flag.objects.get().pk])
    return desk.post(address, follow=True).text


def test_the_ticket_shows_its_reasons_and_the_playbook(
    desk: Client, upset: Ticket, playbook: Playbook
) -> None:
    shown = page(desk, upset)
    assert "“tercera vez que les escribo”" in shown
    assert "Say sorry once." in shown
    assert 'data-key="f"' in shown
    assert "Escalated, it goes to Almacén." in shown


def test_a_calm_ticket_shows_none(desk: Client, ticket: Ticket) -> None:
    shown = page(desk, ticket)
    assert 'id="flags"' not in shown
    assert 'data-key="f"' not in shown


def test_the_list_shows_it_and_moves_it_up(desk: Client, ticket: Ticket, upset: Ticket) -> None:
    listed = desk.get("/desk/open/").text
    assert listed.index(f"row-{upset.number}") < listed.index(f"row-{ticket.number}")
    assert ">Upset</span>" in listed.replace("</svg>", ">")


def test_it_has_a_list_with_its_count(desk: Client, ticket: Ticket, upset: Ticket) -> None:
    listed = desk.get("/desk/upset/")
    assert [row.pk for row in listed.context["page"].tickets] == [upset.pk]
    assert listed.context["count"] == 1


def test_pages_follow_each_other_over_flagged_tickets_too(
    desk: Client, channel: Channel, mail: Receive
) -> None:
    words = ("¿Qué tal?", "Esto es inaceptable.")
    made = {Ticket.open_from(mail(words[n % 2]), channel=channel).pk for n in range(PAGE + 5)}
    first = desk.get("/desk/open/").context
    second = desk.get(first["next_url"]).context
    seen = [row.pk for shown in (first, second) for row in shown["page"].tickets]
    assert sorted(seen) == sorted(made)


def test_not_so_takes_it_down(desk: Client, upset: Ticket, ana: Agent) -> None:
    assert "Not so: the flag is down." in post(desk, "dismiss_flag", upset)
    assert Flag.objects.get().settled_by == ana
    assert 'id="flags"' not in page(desk, upset)
    assert "Not so: Upset" in page(desk, upset)


def test_escalating_gives_it_to_the_other_team(
    desk: Client, other_desk: Client, upset: Ticket, playbook: Playbook
) -> None:
    said = post(desk, "escalate", upset)
    assert "Handed up" in said
    assert f"Ticket #{upset.number} is now with another team." in said
    assert "Handed up" in page(other_desk, upset)
    assert "Upset: escalated to Bruno Gil" in page(other_desk, upset)


def test_a_second_click_says_so(desk: Client, upset: Ticket, luisa: Agent) -> None:
    post(desk, "escalate", upset)
    assert "handed up before" in post(desk, "escalate", upset)


def test_a_flag_of_another_ticket_is_not_touched_here(
    desk: Client, ticket: Ticket, upset: Ticket
) -> None:
    for name in ("dismiss_flag", "escalate"):
        address = reverse(f"desk:{name}", args=[ticket.number, Flag.objects.get().pk])
        assert desk.post(address).status_code == 404


def test_a_stranger_to_the_ticket_may_neither(other_desk: Client, upset: Ticket) -> None:
    for name in ("dismiss_flag", "escalate"):
        address = reverse(f"desk:{name}", args=[upset.number, Flag.objects.get().pk])
        assert other_desk.post(address).status_code == 404


def test_htmx_gets_the_panel_anew(
    desk: Client, upset: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    address = reverse("desk:ticket", args=[upset.number])
    assert 'id="flags"' in desk.get(address, headers=htmx("conversation")).text
