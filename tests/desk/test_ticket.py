from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Receive
from tickets.models import Agent, Channel, Message, Ticket
from tickets.models.ticket import Draft


def test_the_page_tells_who_wrote_what_and_at_which_step(desk: Client, ticket: Ticket) -> None:
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert "Me han cobrado dos veces el pedido 5512." in page
    assert "lucia@correo.example" in page
    assert "Received" in page
    assert "Look at the bank statement." in page


def test_script_in_a_mail_is_only_text(desk: Client, channel: Channel, mail: Receive) -> None:
    attack = '<script>alert(1)</script> <img src=x onerror="alert(1)">'
    ticket = Ticket.open_from(mail(attack, subject=attack, from_name=attack), channel=channel)
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_quoted_text_is_folded_and_never_cut(desk: Client, channel: Channel, mail: Receive) -> None:
    whole = "Sí, por favor.\n\nEl lunes Ana escribió:\n> ¿Se lo cambiamos?"
    ticket = Ticket.open_from(mail(whole, new_text="Sí, por favor."), channel=channel)
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert "¿Se lo cambiamos?" in page
    assert "Whole mail with quoted text" in page


def test_a_note_says_that_the_customer_never_sees_it(
    desk: Client, ana: Agent, ticket: Ticket
) -> None:
    ticket.note(ana, "Cliente de toda la vida.")
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert 'data-kind="note"' in page
    assert "the customer never sees it" in page


def test_each_mail_of_ours_says_what_became_of_it(desk: Client, ana: Agent, ticket: Ticket) -> None:
    ticket.reply(ana, Draft(text="Hoy mismo."))
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert 'data-delivery="queued"' in page


def test_a_held_message_is_marked_until_it_is_released(
    desk: Client, ticket: Ticket, mail: Receive
) -> None:
    held = ticket.receive(mail("Su código es 1234", from_addr="x@otro.example", kind="third_party"))
    assert "until you release it" in desk.get(f"/desk/tickets/{ticket.number}/").text
    desk.post(f"/desk/messages/{held.pk}/release/")
    assert Message.objects.get(pk=held.pk).held_at is None


def test_the_customers_other_tickets_stand_beside(
    desk: Client, ticket: Ticket, channel: Channel, mail: Receive
) -> None:
    earlier = Ticket.open_from(mail(subject="Tinta azul"), channel=channel)
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert f'<a href="/desk/tickets/{earlier.number}/"><bdi>Tinta azul</bdi></a>' in page


def test_a_refresh_leaves_the_composer_alone(
    desk: Client, ticket: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    fragment = desk.get(f"/desk/tickets/{ticket.number}/", headers=htmx("conversation")).text
    assert "Me han cobrado dos veces" in fragment
    assert 'id="side"' in fragment
    assert "composer" not in fragment


def test_a_ticket_fetched_for_the_pane_brings_its_title(
    desk: Client, ticket: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    fragment = desk.get(f"/desk/tickets/{ticket.number}/", headers=htmx("ticket")).text
    assert f"<title>#{ticket.number} Cargo doble" in fragment
    assert "<html" not in fragment


def test_a_long_conversation_shows_its_newest_part_first(
    desk: Client, ticket: Ticket, ana: Agent
) -> None:
    for number in range(65):
        ticket.note(ana, f"Nota {number:03}")
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert "Nota 064" in page
    assert "Nota 000" not in page
    assert "Nota 000" in desk.get(f"/desk/tickets/{ticket.number}/?all=1").text


def test_a_longer_conversation_asks_the_database_no_more_often(
    desk: Client,
    ticket: Ticket,
    ana: Agent,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        ticket.note(ana, f"Nota {number}")
    with django_assert_max_num_queries(48):
        desk.get(f"/desk/tickets/{ticket.number}/")


def test_the_page_holds_no_inline_script_or_style(desk: Client, ticket: Ticket) -> None:
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page
