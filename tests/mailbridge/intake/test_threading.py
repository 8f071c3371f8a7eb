"""Which ticket a mail joins (RELIABILITY.md 5.4)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from pytest_django import Settings

from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Channel, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft, reference_key
from tickets.rules import references

STRANGER = "Otto <otto@elsewhere.example>"


def token_address(ticket: Ticket) -> str:
    return references.reply_address(
        "hola@papeleria.example", ticket_number=ticket.number, key=reference_key()
    )


def our_message_id(ticket: Ticket, ana: Agent) -> str:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    return message.message_id


def test_a_mail_to_the_token_address_joins_its_ticket(arrived: Arrived, ticket: Ticket) -> None:
    row = arrived(letter(To=token_address(ticket), Subject="otra cosa"))
    assert (row.outcome, row.ticket) == ("reply", ticket)


def test_a_token_in_delivered_to_counts_as_well(arrived: Arrived, ticket: Ticket) -> None:
    row = arrived(letter(Delivered_To=token_address(ticket)))
    assert row.ticket == ticket


def test_a_forged_token_opens_a_new_ticket(arrived: Arrived, ticket: Ticket) -> None:
    forged = f"hola+t{ticket.number}-{'a' * 26}@papeleria.example"
    row = arrived(letter(To=forged))
    assert row.outcome == "ticket"
    assert row.ticket != ticket


def test_an_answer_to_our_mail_joins_by_its_message_id(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    row = arrived(letter(In_Reply_To=our_message_id(ticket, ana)))
    assert (row.outcome, row.ticket) == ("reply", ticket)


def test_an_answer_to_our_mail_joins_by_its_references(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    row = arrived(letter(References=f"<x@y.example> {our_message_id(ticket, ana)}"))
    assert row.ticket == ticket


def test_a_second_mail_of_the_same_sender_joins_the_first(arrived: Arrived) -> None:
    first = arrived(letter(Message_ID="<first@correo.example>"))
    second = arrived(letter("Y otra cosa.", In_Reply_To="<first@correo.example>"))
    assert second.ticket == first.ticket


def test_a_customers_message_id_from_someone_else_joins_nothing(arrived: Arrived) -> None:
    first = arrived(letter(Message_ID="<first@correo.example>"))
    second = arrived(letter(From=STRANGER, In_Reply_To="<first@correo.example>"))
    assert second.outcome == "ticket"
    assert second.ticket != first.ticket


def test_the_number_in_the_subject_counts_for_a_participant(
    arrived: Arrived, ticket: Ticket
) -> None:
    assert arrived(letter(Subject=f"[#{ticket.number}] hola")).ticket == ticket


def test_the_number_in_the_subject_means_nothing_from_a_stranger(
    arrived: Arrived, ticket: Ticket
) -> None:
    row = arrived(letter(From=STRANGER, Subject=f"[#{ticket.number}] hola"))
    assert row.ticket != ticket


def test_a_stranger_with_the_token_is_held_from_the_customers_view(
    arrived: Arrived, ticket: Ticket
) -> None:
    row = arrived(letter(From=STRANGER, To=token_address(ticket)))
    assert row.ticket == ticket
    assert row.message is not None
    assert row.message.kind == Message.Kind.THIRD_PARTY
    assert not ticket.messages.public().filter(pk=row.message.pk).exists()
    ticket.refresh_from_db()
    assert ticket.participants == ["lucia@correo.example"]


def test_a_token_never_crosses_to_another_channel(arrived: Arrived, ticket: Ticket) -> None:
    other = Channel.ready_made(name="Ventas", address="ventas@papeleria.example")
    mailbox = Mailbox.objects.create(channel=other, host="127.0.0.1", username="ventas")
    row = arrived(letter(To=token_address(ticket)), mailbox=mailbox)
    assert row.outcome == "ticket"
    assert row.ticket is not None
    assert row.ticket.channel == other


def test_an_answer_long_after_closing_opens_a_ticket_that_follows(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    ticket.close(ana, why="Solved by phone.")
    Ticket.objects.filter(pk=ticket.pk).update(closed_at=timezone.now() - dt.timedelta(days=60))
    row = arrived(letter(To=token_address(ticket)))
    assert row.outcome == "ticket"
    assert row.ticket is not None
    assert row.ticket.follows == ticket


def test_an_absence_notice_joins_without_opening_the_ticket_again(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    message_id = our_message_id(ticket, ana)
    row = arrived(letter(In_Reply_To=message_id, Auto_Submitted="auto-replied"))
    ticket.refresh_from_db()
    assert (row.outcome, row.ticket) == ("auto_reply", ticket)
    assert ticket.status == "waiting"


def test_an_absence_notice_that_answers_nothing_stays_in_the_ledger(arrived: Arrived) -> None:
    row = arrived(letter(Auto_Submitted="auto-replied"))
    assert (row.outcome, row.ticket) == (InboundMail.Outcome.AUTO_REPLY, None)
    assert row.reason.endswith("It answers no ticket.")


def test_what_only_reads_like_an_absence_notice_is_seen_by_an_agent(arrived: Arrived) -> None:
    row = arrived(letter("Estoy de vacaciones hasta el lunes.", Subject="Fuera de la oficina"))
    assert (row.outcome, row.ticket and row.ticket.status) == ("ticket", "new")
    assert row.reason.endswith("it may be a person: an agent sees it.")
    assert not OutgoingMail.objects.exists()


def test_a_forged_sender_does_not_join_by_a_number_that_anyone_may_know(
    arrived: Arrived, ticket: Ticket, settings: Settings
) -> None:
    failed = f"{settings.AUTHSERV_IDS[0]}; dmarc=fail header.from=correo.example"
    row = arrived(letter(Subject=f"Re: [#{ticket.number}] Cargo", Authentication_Results=failed))
    assert row.ticket != ticket
    assert row.message is not None
    assert row.message.is_disowned


def test_an_answer_to_a_merged_ticket_joins_the_other_by_token_message_id_or_number(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    answered = our_message_id(ticket, ana)
    arrived(letter("Lo mismo.", Message_ID="<later@correo.example>"))
    other = Ticket.objects.exclude(pk=ticket.pk).get()
    ticket.merge_into(other, by=ana)
    fields = (
        {"To": token_address(ticket)},
        {"In_Reply_To": answered},
        {"References": "<later@correo.example>"},
        {"Subject": f"Re: [#{ticket.number}] Cargo doble"},
    )
    rows = [arrived(letter(str(each), **each)) for each in fields]
    assert [(row.outcome, row.ticket) for row in rows] == [("reply", other)] * 4
    assert f"#{ticket.number} was merged into #{other.number}" in rows[0].reason


def test_the_merged_tickets_own_customer_is_a_stranger_where_it_went(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    arrived(letter("A mí también.", From=STRANGER, Return_Path="<otto@elsewhere.example>"))
    other = Ticket.objects.exclude(pk=ticket.pk).get()
    other.merge_into(ticket, by=ana)
    row = arrived(letter("¿Y lo mío?", From=STRANGER, To=token_address(other)))
    assert row.message is not None
    assert (row.ticket, row.message.kind, bool(row.message.held_at)) == (
        ticket,
        "third_party",
        True,
    )
