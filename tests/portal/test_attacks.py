"""The customer's page under attack: scanners, guesses, other people's things, forwarded mail (A8, A18, A33,
A35, A36, A39, A40).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tests.portal.conftest import Counter
from tickets.models import Agent, Proposal, ShareLink, Ticket
from tickets.models.share_link import new_token
from tickets.portal.urls import urlpatterns

# What the link of one ticket opens; of links to all tickets see test_all_tickets.py.
PAGES = sorted(
    str(pattern.name) for pattern in urlpatterns if str(pattern.pattern).startswith("<str:token>/")
)
# What a page's address takes beside the token.
NUMBERED = ("accept", "decline", "attachment", "message")


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of the room, in a fixed order."""
    models = apps.get_app_config("tickets").get_models()
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def address(name: str, token: str, number: int = 1) -> str:
    return reverse(f"portal:{name}", args=[token, number] if name in NUMBERED else [token])


def test_a_scanner_that_follows_every_link_a_hundred_times_changes_nothing(
    lucia: Counter, proposal: Proposal
) -> None:
    token, before = lucia.token, rows()
    pages = [address(name, token, proposal.pk) for name in PAGES]
    for number in range(100):
        lucia.browser.get(pages[number % len(pages)])
        lucia.browser.head(pages[number % len(pages)])
    assert rows() == before


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_guessed_a_revoked_and_an_ended_link_get_one_answer(
    lucia: Counter, ana: Agent, name: str, method: str
) -> None:
    revoked = lucia.token
    lucia.ticket.revoke_links(ana)
    before = rows()
    answers = [
        getattr(lucia.browser, method)(address(name, token)) for token in (revoked, new_token())
    ]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert rows() == before


@pytest.mark.parametrize("name", PAGES)
def test_no_answer_is_cached_or_says_where_it_came_from(lucia: Counter, name: str) -> None:
    headers = lucia.browser.get(address(name, lucia.token)).headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["X-Frame-Options"] == "DENY"


def test_an_unknown_link_is_looked_up_in_as_many_queries_as_a_revoked_one(
    lucia: Counter, ana: Agent, django_assert_num_queries: Any
) -> None:
    revoked = lucia.token
    lucia.ticket.revoke_links(ana)
    for token in (revoked, new_token()):
        with django_assert_num_queries(1):
            lucia.browser.get(address("status", token))


@pytest.mark.parametrize("name", ["accept", "decline"])
def test_nobody_answers_another_tickets_proposal(
    lucia: Counter, proposal: Proposal, mail: Receive, name: str
) -> None:
    other = Counter(Ticket.open_from(mail(), channel=lucia.ticket.channel))
    other.send(name, proposal.pk, why="canary")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OFFERED


def test_nobody_cancels_or_sees_another_tickets_call(lucia: Counter, mail: Receive) -> None:
    callback = lucia.ticket.ask_call("+34612345678", lucia.ticket.call_windows()[0])
    assert callback
    other = Counter(Ticket.open_from(mail(), channel=lucia.ticket.channel))
    assert callback.number_shown not in other.words() + other.look("call").content.decode()
    other.send("cancel_call")
    callback.refresh_from_db()
    assert callback.state == "open"


def test_a_forwarded_mail_opens_one_ticket_and_no_more(lucia: Counter, mail: Receive) -> None:
    """Whoever got the mail from Lucía reads this ticket, and no address of another leads on from it."""
    other = Ticket.open_from(mail("Otro asunto.", subject="Privado"), channel=lucia.ticket.channel)
    page = lucia.words()
    assert "Privado" not in page
    assert other.share_link().token not in page


def test_after_the_link_is_ended_the_next_mail_carries_another(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    from tickets.models.ticket import Draft

    old = lucia.token
    desk = Client()
    desk.force_login(ana)
    desk.post(reverse("desk:renew_link", args=[lucia.ticket.number]))
    lucia.ticket.reply(ana, Draft(text="Hoy mismo."))
    newest = lucia.ticket.outbox.latest("pk")
    assert old not in newest.text + newest.html
    assert lucia.token in newest.text
    assert lucia.browser.get(address("status", old)).status_code == 404
    assert ShareLink.objects.filter(revoked_at=None).count() == 1


def test_what_a_stranger_mailed_here_stays_hidden(lucia: Counter, mail: Receive) -> None:
    code = mail("Your code is 424242.", from_addr="noreply@saas.example", kind="third_party")
    lucia.ticket.receive(code)
    assert "424242" not in lucia.words()


def test_fields_that_a_form_does_not_have_are_passed_over(
    lucia: Counter, settled: Ticket, olga: Agent
) -> None:
    """A40: what another form, or only the model, knows."""
    extra = {
        "may_publish": "on",
        "published_at": "2026-01-01",
        "published_by": olga.pk,
        "revision": 9,
    }
    lucia.send("rate", score=4, comment="canary", **extra)
    lucia.send("comment", comment="Muy amables.", score=1, shown_as="canary", **extra)
    lucia.send("reply", text="Hola.", kind="note", agent=olga.pk, is_disowned="on", **extra)
    rating = lucia.ticket.rating
    assert (rating.score, rating.comment, rating.shown_as) == (4, "Muy amables.", "")
    assert (rating.may_publish, rating.published_at) == (False, None)
    newest = lucia.ticket.messages.latest("pk")
    assert (newest.kind, newest.agent, newest.is_disowned) == ("customer", None, False)


def test_nobody_reads_or_changes_another_tickets_rating(
    lucia: Counter, settled: Ticket, mail: Receive
) -> None:
    settled.rate(5).comment_on("canary")
    other = Counter(Ticket.open_from(mail(), channel=settled.channel))
    assert "canary" not in other.look("rating").content.decode() + other.words()
    assert other.send("comment", comment="gone").status_code == 404
    assert other.send("allow", shown_as="gone").status_code == 404
    settled.refresh_from_db()
    assert (settled.rating.comment, settled.rating.may_publish) == ("canary", False)
