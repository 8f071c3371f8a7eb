"""The mail that lay in a mailbox before it was ours (F37), on a real server."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest

from mailbridge.inbound import batch, intake, reading
from mailbridge.inbound.server import watchdog
from mailbridge.inbound.server.session import Session
from mailbridge.inbound.standing_in import stand_in
from mailbridge.models import InboundMail
from mailbridge.tasks import read_mail
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import Clock, Message, OutgoingMail, Ticket

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAY = dt.timedelta(days=1)


def put(post: Post, raw: bytes, *, days_ago: int) -> None:
    """As if it had arrived then; what its Date field says is of no account."""
    client = post.server.client(post.user)
    client.append("INBOX", raw, msg_time=NOW - days_ago * DAY)
    client.logout()


@pytest.fixture
def old_post(post: Post) -> Post:
    """Three days old is the oldest mail that is still worked on."""
    post.mailbox.starts_at = NOW - 3 * DAY
    post.mailbox.old_mail = "all"
    post.mailbox.save()
    return post


def outcomes(post: Post) -> list[str]:
    return [row.outcome for row in post.pull()]


def test_old_mail_is_history_and_newer_mail_is_work(old_post: Post) -> None:
    put(old_post, letter("Vieja.", Date="Mon, 1 Jan 2035 10:00:00 +0000"), days_ago=40)
    put(old_post, letter("Nueva.", Date="Mon, 1 Jan 1990 10:00:00 +0000"), days_ago=1)
    assert outcomes(old_post) == ["archived", "ticket"]
    old, new = Ticket.objects.order_by("created_at")
    assert (old.is_archived, old.created_at) == (True, NOW - 40 * DAY)
    assert not new.is_archived
    assert not Clock.objects.filter(ticket=old).exists()


def test_old_mail_is_never_answered_by_itself(old_post: Post) -> None:
    put(old_post, letter(), days_ago=4)
    old_post.pull()
    assert not OutgoingMail.objects.exists()


def test_a_fresh_answer_to_an_old_mail_opens_its_thread_again(old_post: Post) -> None:
    put(old_post, letter("¿Hola?", Message_ID="<old@correo.example>"), days_ago=5)
    old_post.pull()
    old_post.deliver(letter("Sigo esperando.", In_Reply_To="<old@correo.example>"))
    assert outcomes(old_post) == ["archived", "reply"]
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.messages.count()) == ("open", 2)


def test_a_long_settled_thread_is_followed_by_a_new_ticket(old_post: Post) -> None:
    put(old_post, letter("¿Hola?", Message_ID="<old@correo.example>"), days_ago=60)
    old_post.pull()
    old_post.deliver(letter("Otra vez.", In_Reply_To="<old@correo.example>"))
    old_post.pull()
    old, new = Ticket.objects.order_by("created_at")
    assert (old.is_archived, new.follows) == (True, old)


def test_what_nobody_wants_here_stays_on_the_server_and_in_the_ledger(old_post: Post) -> None:
    old_post.mailbox.old_mail = "since"
    old_post.mailbox.old_since = NOW - 30 * DAY
    old_post.mailbox.save()
    for days_ago in (90, 20, 1):
        put(old_post, letter(f"{days_ago}"), days_ago=days_ago)
    assert outcomes(old_post) == ["left", "archived", "ticket"]
    assert outcomes(old_post) == ["left", "archived", "ticket"]
    assert old_post.rows()[0].sha256 == ""


def test_what_was_left_counts_as_seen(old_post: Post) -> None:
    old_post.mailbox.old_mail = "none"
    old_post.mailbox.save()
    put(old_post, letter(), days_ago=90)
    old_post.pull()
    assert watchdog.count(old_post.mailbox)
    assert (old_post.mailbox.without_row, old_post.mailbox.without_mail) == (0, 0)


def test_what_was_left_is_never_tidied_away(old_post: Post) -> None:
    box = old_post.mailbox
    box.old_mail, box.afterwards, box.retention_days = "none", "delete", 0
    box.save()
    put(old_post, letter(), days_ago=90)
    old_post.pull()
    client = old_post.server.client(old_post.user)
    assert len(client.search(["ALL"])) == 1
    client.logout()


def test_an_old_mail_that_cannot_be_read_is_history_too(old_post: Post) -> None:
    put(old_post, letter(), days_ago=40)
    row = old_post.pull()[0]
    ticket, _message = stand_in(row)
    assert ticket.is_archived


@pytest.fixture
def full(old_post: Post, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Nine old mails and two fresh ones, which is many for batches of two."""
    monkeypatch.setattr(batch, "SIZE", 2)
    for number in range(9):
        put(old_post, letter(f"Vieja {number}."), days_ago=40)
    old_post.deliver(letter("Nueva."), letter("Nueva también."))
    return old_post


def test_others_read_what_they_are_offered_and_nothing_doubles(full: Post) -> None:
    offered: list[list[int]] = []

    def take_every_other(keys: list[int]) -> None:
        offered.append(keys)
        if len(offered) % 2:
            reading.read_waiting(keys)

    intake.visit(full.mailbox, offer=take_every_other)
    assert {(row.state, row.attempts) for row in full.rows()} == {("done", 1)}
    old = [row.pk for row in full.rows() if row.outcome == "archived"]
    assert sorted(itertools.chain(*offered)) == sorted(old)
    assert Message.objects.filter(kind="customer").count() == Ticket.objects.count() == 11


def test_fresh_mail_goes_before_the_old_and_the_newest_old_first(full: Post) -> None:
    full.pull()
    done = list(InboundMail.objects.order_by("done_at").values_list("outcome", "uid"))
    assert [outcome for outcome, _ in done[:2]] == ["ticket", "ticket"]
    assert [uid for _, uid in done[2:]] == [8, 9, 6, 7, 4, 5, 2, 3, 1]


def test_mail_that_comes_in_the_middle_does_not_wait_for_the_end(full: Post) -> None:
    late = [letter("Recién llegada.")]

    def meanwhile(keys: list[int]) -> None:
        if late:
            full.deliver(late.pop())

    intake.visit(full.mailbox, offer=meanwhile)
    done = list(InboundMail.objects.order_by("done_at").values_list("outcome", flat=True))
    assert done.count("ticket") == 3
    assert done.index("archived") > 2  # the late one too goes before all that was only stored


def test_what_an_earlier_visit_fetched_is_not_fetched_again(
    full: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []
    bodies = Session.bodies

    def noted(session: Session, uids: Sequence[int]) -> dict[int, bytes]:
        fetched.extend(uids)
        return bodies(session, uids)

    def die(keys: list[int]) -> None:
        raise SystemExit

    monkeypatch.setattr(Session, "bodies", noted)
    with pytest.raises(SystemExit):
        intake.visit(full.mailbox, offer=die)
    intake.visit(full.mailbox)
    assert sorted(fetched) == list(range(1, 12))


def test_an_offer_that_comes_late_finds_nothing_to_do(full: Post) -> None:
    rows = full.pull()
    read_mail([row.pk for row in rows])
    assert {row.attempts for row in full.rows()} == {1}
