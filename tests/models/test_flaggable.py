"""Upset and at risk: by which signs a flag goes up, and how it comes down (R29)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Clock, Event, Flag, Message, Playbook, Proposal, Ticket
from tickets.models.clock_watch import ClockWatch
from tickets.models.ticket import Draft, Opening

HOUR = dt.timedelta(hours=1)
UPSET = "Esto es una vergüenza."


def up(ticket: Ticket) -> list[str]:
    return [flag.in_words for flag in Flag.objects.up().filter(ticket=ticket)]


def flag(ticket: Ticket) -> Flag:
    return Flag.objects.up().get(ticket=ticket)


@pytest.fixture
def upset(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail(UPSET), channel=channel)


def test_a_calm_mail_raises_nothing(ticket: Ticket) -> None:
    assert not up(ticket)
    assert ticket.flagged_at is None


def test_an_upset_first_mail_raises_a_flag_with_its_words(upset: Ticket) -> None:
    assert up(upset) == ["Upset: “Esto es una vergüenza”"]
    reason = flag(upset).reasons.get()
    assert reason.message
    assert reason.message.words[reason.start :].startswith("Esto es una")
    assert Event.objects.filter(ticket=upset, kind="flagged", data__flag=flag(upset).pk).exists()


def test_an_upset_later_mail_does_too_once(ticket: Ticket, mail: Receive) -> None:
    incoming = mail(UPSET)
    ticket.receive(incoming)
    ticket.receive(incoming)
    ticket.look_for_signs()
    assert len(up(ticket)) == 1
    assert Event.objects.filter(ticket=ticket, kind="flagged").count() == 1


def test_more_words_are_more_reasons_of_the_same_flag(upset: Ticket, mail: Receive) -> None:
    upset.receive(mail("Exijo una respuesta."))
    assert up(upset) == ["Upset: “Esto es una vergüenza” · “Exijo”"]


def test_spam_raises_nothing(channel: Channel, mail: Receive) -> None:
    spam = Ticket.open_from(mail(UPSET), channel=channel, is_spam=True)
    spam.receive(mail(UPSET))
    assert not up(spam)


def test_old_mail_raises_nothing(channel: Channel, mail: Receive) -> None:
    assert not up(Ticket.archive(mail(UPSET), channel=channel).ticket)


def test_what_somebody_else_writes_raises_nothing(ticket: Ticket, mail: Receive) -> None:
    ticket.receive(mail(UPSET, from_addr="otro@correo.example", kind="third_party"))
    assert not up(ticket)


def test_many_tickets_open_with_no_more_statements_than_one(
    channel: Channel, mail: Receive
) -> None:
    def statements(n: int) -> int:
        openings = [
            Opening(incoming=mail(UPSET, from_addr=f"{n}-{i}@x.example"), channel=channel)
            for i in range(n)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Ticket.open_many(openings)
        return len(queries)

    statements(1)
    assert statements(6) <= statements(2)


def test_a_managers_words_open_their_playbook(ticket: Ticket, mail: Receive) -> None:
    playbook = Playbook.objects.create(name_es="Lote S-2231", signs_es="lote S-2231")
    Playbook.objects.create(name_es="Otra guía", signs_es="nada de esto")
    ticket.receive(mail("Es del lote S-2231."))
    assert up(ticket) == ["Complex: “lote S-2231”"]
    assert flag(ticket).playbooks() == [playbook]


def test_other_flags_have_the_playbook_of_their_kind(upset: Ticket) -> None:
    playbook = Playbook.objects.create(name_es="Cliente disgustado", kind="upset")
    assert flag(upset).playbooks() == [playbook]


def test_writing_again_and_again_is_a_risk(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    for hours in (2, 4):
        ticket.receive(mail("¿Alguna novedad?", received_at=MONDAY + hours * HOUR))
    assert [each.split(" · ")[0] for each in up(ticket)] == [
        "At risk: 3 messages without an answer"
    ]


def test_an_answer_begins_the_count_anew(ticket: Ticket, mail: Receive, ana: Agent) -> None:
    ticket.reply(ana, Draft(text="Lo miramos."))
    ticket.receive(mail("De acuerdo, espero."))
    assert not up(ticket)


def test_a_wait_past_the_target_adds_to_weak_words(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail("Ya os escribí.", received_at=MONDAY), channel=channel)
    assert not up(ticket)
    Clock.objects.filter(kind="resolution").delete()
    for _ in range(2):
        with time_machine.travel(MONDAY + 5 * HOUR, tick=False):
            ClockWatch(MONDAY + 5 * HOUR).look()
            assert up(ticket) == ["Upset: “Ya os escribí” · waits 5\xa0hours"]


def test_declined_proposals_are_a_risk(ticket: Ticket, ana: Agent) -> None:
    for why in ("No me llega la maceta.", "Sigue siendo la pequeña."):
        proposal = ticket.propose(ana, Draft(text="Le enviamos otra."))
        assert isinstance(proposal, Proposal)
        ticket.decline(proposal, why=why)
    assert up(ticket) == ["At risk: 2 proposals declined"]


def test_a_low_rating_and_another_ticket_are_a_risk_from_the_start(
    ticket: Ticket, channel: Channel, mail: Receive
) -> None:
    Ticket.open_from(mail(), channel=channel).rate(1)
    later = Ticket.open_from(mail(), channel=channel)
    assert up(later) == [
        "At risk: rated us 1 of 5 the last time · 2 other open tickets about the like"
    ]


def test_not_so_takes_it_down_for_these_signs(upset: Ticket, mail: Receive, ana: Agent) -> None:
    first = flag(upset)
    assert upset.dismiss_flag(first, by=ana)
    assert not upset.dismiss_flag(first, by=ana)
    assert upset.flagged_at is None
    upset.receive(mail(UPSET))
    assert not up(upset)
    first.refresh_from_db()
    assert (first.state, first.settled_by) == ("not_so", ana)


def test_a_new_sign_raises_it_again(upset: Ticket, mail: Receive, ana: Agent) -> None:
    upset.dismiss_flag(flag(upset), by=ana)
    upset.receive(mail("Exijo mi dinero."))
    assert up(upset) == ["Upset: “Exijo”"]


def test_a_flag_is_over_with_its_ticket(upset: Ticket, ana: Agent) -> None:
    upset.close(ana, why="Dicho por teléfono")
    assert not up(upset)
    assert upset.flagged_at is None
    assert Flag.objects.get().state == "over"


def test_a_merge_brings_the_flag_along_and_back(
    upset: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail(), channel=channel)
    upset.merge_into(other, by=ana)
    other.refresh_from_db()
    assert (up(upset), len(up(other))) == ([], 1)
    assert other.flagged_at
    upset.refresh_from_db()
    upset.unmerge(by=ana)
    assert (len(up(upset)), up(other)) == (1, [])


def test_a_flag_counts_in_the_lists_as_if_due_when_it_was_raised(
    upset: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    calm = Ticket.open_from(mail(), channel=channel)
    late = Ticket.open_from(mail(), channel=channel)
    long_ago = MONDAY - 200 * HOUR
    Ticket.objects.filter(pk=late.pk).update(next_due_at=long_ago)
    assert list(Ticket.objects.open().by_due()) == [late, upset, calm]
    upset.reply(ana, Draft(text="Lo siento. Hoy mismo."))
    assert Ticket.objects.get(pk=upset.pk).listed_at == Ticket.objects.get(pk=upset.pk).next_due_at


def test_the_lists_order_has_an_index(upset: Ticket) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
        plan = Ticket.objects.open().by_due()[:40].explain()
    assert "ticket_open_by_listed" in plan
    assert "Sort" not in plan


def test_messages_are_kept_when_nothing_is_said(ticket: Ticket, mail: Receive) -> None:
    assert isinstance(ticket.receive(mail("")), Message)
