"""An agent who answers by mail: their word needs the token and a confirmed sender (A14)."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from mailbridge.outbound import notices
from tests.cast import Receive
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Message, Notice, OutgoingMail, Team, Ticket
from tickets.models.ticket import reference_key
from tickets.rules import references

ANA = "Ana Ruiz <ana@papeleria.example>"


@pytest.fixture
def notice(arrived: Arrived, ticket: Ticket, ana: Agent, mail: Receive) -> Notice:
    """Ana has the ticket, wants its news, and Lucía has written again."""
    Agent.objects.filter(pk=ana.pk).update(wants_mail=True)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=ana)
    ticket.refresh_from_db()
    ticket.receive(mail("¿Hay novedades?"))
    return Notice.objects.get(agent=ana)


@pytest.fixture
def confirmed(settings: Settings) -> str:
    return f"{settings.AUTHSERV_IDS[0]}; dmarc=pass header.from=papeleria.example"


def token(notice: Notice) -> str:
    return str(notices.compose(notice).reply_to[0])


def from_ana(text: str = "Hoy mismo se lo devolvemos.", **fields: str | None) -> bytes:
    return letter(text, From=ANA, Return_Path="<ana@papeleria.example>", **fields)


def answers(ticket: Ticket) -> list[str]:
    return list(ticket.messages.filter(kind="agent").values_list("text", flat=True))


def test_token_and_confirmed_sender_are_the_agents_answer(
    arrived: Arrived, notice: Notice, ticket: Ticket, ana: Agent, confirmed: str
) -> None:
    row = arrived(from_ana(To=token(notice), Authentication_Results=confirmed))
    ticket.refresh_from_db()
    assert answers(ticket) == ["Hoy mismo se lo devolvemos."]
    assert row.message is not None
    assert (row.outcome, row.message.agent, ticket.status) == ("reply", ana, "waiting")
    assert OutgoingMail.objects.get(kind="reply").to == ["lucia@correo.example"]


def test_the_token_alone_is_anybodys_text_and_held(
    arrived: Arrived, notice: Notice, ticket: Ticket
) -> None:
    row = arrived(from_ana(To=token(notice)))
    assert row.message is not None
    assert (row.ticket, row.message.kind) == (ticket, "third_party")
    assert row.message.held_at
    assert answers(ticket) == []


def test_a_confirmed_agent_without_the_token_is_a_customer(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    row = arrived(from_ana(Authentication_Results=confirmed, Subject=f"Re: [#{ticket.number}]"))
    assert row.message is not None
    assert (row.outcome, row.message.kind, row.ticket == ticket) == ("ticket", "customer", False)
    assert answers(ticket) == []


def test_neither_is_a_customer_too(arrived: Arrived, notice: Notice, ticket: Ticket) -> None:
    row = arrived(from_ana())
    assert (row.outcome, row.ticket == ticket, answers(ticket)) == ("ticket", False, [])


def test_another_agent_with_this_agents_token_is_held(
    arrived: Arrived, notice: Notice, ticket: Ticket, bruno: Agent, confirmed: str
) -> None:
    bruno_writes = letter(
        "Yo también.", From=bruno.email, To=token(notice), Authentication_Results=confirmed
    )
    row = arrived(bruno_writes)
    assert row.message is not None
    assert (row.message.kind, answers(ticket)) == ("third_party", [])


@pytest.mark.parametrize("change", ["left", "another_team"])
def test_who_may_not_answer_any_more_is_held(
    arrived: Arrived, notice: Notice, ticket: Ticket, ana: Agent, confirmed: str, change: str
) -> None:
    if change == "left":
        Agent.objects.filter(pk=ana.pk).update(is_active=False)
    else:
        other = Team.objects.create(name="Otro")
        Ticket.objects.filter(pk=ticket.pk).update(team=other, assignee=None)
    row = arrived(from_ana(To=token(notice), Authentication_Results=confirmed))
    assert row.message is not None
    assert (row.message.kind, answers(ticket)) == ("third_party", [])


def test_a_guessed_token_is_no_token(arrived: Arrived, notice: Notice, confirmed: str) -> None:
    forged = f"hola+a{notice.ticket_id}-{notice.agent_id}-{'a' * 26}@papeleria.example"
    row = arrived(from_ana(To=forged, Authentication_Results=confirmed))
    assert row.outcome == "ticket"


def test_without_plus_addresses_the_notices_message_id_is_the_token(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    composed = notices.compose(notice)
    answered = composed.extra_headers["Message-ID"]
    arrived(from_ana(In_Reply_To=answered, Authentication_Results=confirmed))
    assert answers(ticket) == ["Hoy mismo se lo devolvemos."]


def quoting(notice: Notice) -> str:
    """The notice as a mail program quotes it below an answer."""
    quoted = "\r\n".join(f"> {line}" for line in notice.text.splitlines())
    return f"El lun, 16 nov 2026 a las 9:30, Papelería Sol escribió:\r\n{quoted}"


def test_only_what_stands_above_the_line_goes_to_the_customer(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    body = f"Hoy mismo.\r\n\r\n{quoting(notice)}"
    arrived(from_ana(body, To=token(notice), Authentication_Results=confirmed))
    assert answers(ticket) == ["Hoy mismo."]


def test_an_absence_notice_of_an_agent_reaches_nobody(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    away = {"Auto_Submitted": "auto-replied", "Subject": "Fuera de la oficina"}
    row = arrived(from_ana(To=token(notice), Authentication_Results=confirmed, **away))
    assert (row.outcome, row.ticket, answers(ticket)) == ("auto_reply", None, [])


def test_the_same_mail_again_is_one_answer(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    raw = from_ana(To=token(notice), Authentication_Results=confirmed)
    arrived(raw)
    arrived(raw)
    assert len(answers(ticket)) == 1


def test_a_customers_token_makes_nobody_an_agent(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    address = references.reply_address(
        "hola@papeleria.example", ticket_number=ticket.number, key=reference_key()
    )
    row = arrived(from_ana(To=address, Authentication_Results=confirmed))
    assert row.message is not None
    assert (row.message.kind, answers(ticket)) == ("third_party", [])


def test_nothing_new_is_kept_as_a_note(
    arrived: Arrived, notice: Notice, ticket: Ticket, confirmed: str
) -> None:
    row = arrived(from_ana(quoting(notice), To=token(notice), Authentication_Results=confirmed))
    assert isinstance(row.message, Message)
    assert (row.message.kind, answers(ticket)) == ("note", [])
