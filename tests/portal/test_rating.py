"""One tap after the agreement, then a comment, then consent to show it, until it is taken back (R26, R27)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.cast import Receive
from tests.portal.conftest import Counter
from tickets.models import Agent, Rating, Ticket
from tickets.models.rating import DAYS_TO_CHANGE


@pytest.fixture
def shown(lucia: Counter, settled: Ticket, luisa: Agent) -> Rating:
    """Lucía's comment stands on the public page."""
    lucia.send("rate", score=5)
    lucia.send("comment", comment="Muy amables.")
    lucia.send("allow", shown_as="Lucía P.")
    rating = Rating.objects.get()
    assert rating.publish(by=luisa, revision=rating.revision)
    return rating


def page(lucia: Counter) -> str:
    return str(lucia.browser.get("/testimonials/").content.decode())


def test_one_tap_is_a_rating_and_leads_to_the_comment(lucia: Counter, settled: Ticket) -> None:
    answer = lucia.send("rate", score=4)
    assert answer.url.endswith("/rating/?done=rated")
    assert 'name="comment"' in lucia.look("rating").content.decode()
    assert Rating.objects.get().score == 4


def test_a_comment_is_asked_for_before_consent(lucia: Counter, settled: Ticket) -> None:
    lucia.send("rate", score=5)
    assert "consent-title" not in lucia.look("rating").content.decode()
    lucia.send("comment", comment="Muy amables.")
    assert 'value="Lucía P."' in lucia.look("rating").content.decode()
    assert not Rating.objects.showable().exists()


def test_consent_names_how_to_be_shown(lucia: Counter, settled: Ticket) -> None:
    lucia.send("rate", score=5)
    lucia.send("comment", comment="Muy amables.")
    lucia.send("allow", shown_as=" Lucía,\r\nde  Vigo ")
    assert Rating.objects.showable().get().shown_as == "Lucía, de Vigo"
    assert lucia.send("allow", shown_as="").status_code == 422


def test_another_tap_keeps_the_comment_and_the_consent(lucia: Counter, shown: Rating) -> None:
    lucia.send("rate", score=4)
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, rating.may_publish) == (4, "Muy amables.", True)


def test_the_page_of_the_request_shows_what_was_said(lucia: Counter, shown: Rating) -> None:
    assert "Muy amables." in lucia.words()
    assert "Cambiarla</a>" in lucia.words()


@pytest.mark.parametrize("score", ["0", "6", "-1", "five", ""])
def test_a_score_off_the_scale_is_no_rating(lucia: Counter, settled: Ticket, score: str) -> None:
    lucia.send("rate", score=score)
    assert not Rating.objects.exists()


def test_an_open_request_is_not_rated(lucia: Counter) -> None:
    lucia.send("rate", score=5)
    assert not Rating.objects.exists()
    assert "rating-title" not in lucia.words()


@pytest.mark.parametrize("name", ["comment", "allow", "withdraw"])
def test_without_a_rating_there_is_nothing_to_say(
    lucia: Counter, settled: Ticket, name: str
) -> None:
    assert lucia.send(name, comment="x", shown_as="x").status_code == 404


def test_after_the_published_time_only_consent_can_be_taken_back(
    lucia: Counter, shown: Rating
) -> None:
    with time_machine.travel(shown.rated_at + dt.timedelta(days=DAYS_TO_CHANGE, seconds=1)):
        assert lucia.send("rate", score=1).url.endswith("late")
        assert lucia.send("comment", comment="canary").url.endswith("late")
        assert "rating__scale" not in lucia.look("rating").content.decode()
        assert "Muy amables." in page(lucia)
        lucia.send("withdraw")
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, rating.may_publish) == (5, "Muy amables.", False)


def test_what_is_withdrawn_is_gone_at_once(lucia: Counter, shown: Rating) -> None:
    first = lucia.browser.get("/testimonials/")
    lucia.send("withdraw")
    again = lucia.browser.get("/testimonials/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 404


def test_it_is_withdrawn_though_the_request_is_open_again(
    lucia: Counter, shown: Rating, mail: Receive
) -> None:
    lucia.ticket.receive(mail("Sigue roto."))
    lucia.send("withdraw")
    assert not Rating.objects.published().exists()


@pytest.mark.parametrize(("name", "fields"), [
    ("rate", {"score": 1}), ("comment", {"comment": "canary"}), ("allow", {"shown_as": "canary"}),
])  # fmt: skip
def test_what_a_customer_changes_is_not_shown_unread(
    lucia: Counter, shown: Rating, name: str, fields: dict[str, str]
) -> None:
    lucia.send(name, **fields)
    assert lucia.browser.get("/testimonials/").status_code == 404


def test_the_same_again_leaves_what_is_shown_alone(lucia: Counter, shown: Rating) -> None:
    lucia.send("rate", score=5)
    lucia.send("comment", comment="Muy amables. ")
    lucia.send("allow", shown_as="Lucía P.")
    assert "Muy amables." in page(lucia)


def test_the_public_page_shows_what_was_allowed_and_nothing_else(
    lucia: Counter, shown: Rating
) -> None:
    words = page(lucia)
    for told in ("Muy amables.", "Lucía P.", "★★★★★"):
        assert told in words
    for hidden in ("lucia@", "Pérez", "Cargo doble", str(lucia.ticket.number), lucia.token):
        assert hidden not in words


def test_caches_keep_the_public_page_and_ask_whether_it_holds(
    lucia: Counter, shown: Rating
) -> None:
    answer = lucia.browser.get("/testimonials/")
    assert answer["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    kept = lucia.browser.get("/testimonials/", headers={"If-None-Match": answer["ETag"]})
    assert kept.status_code == 304


def test_hostile_words_stay_words(lucia: Counter, shown: Rating, luisa: Agent) -> None:
    lucia.send("comment", comment="<script>alert(1)</script> https://spam.example")
    rating = Rating.objects.get()
    rating.publish(by=luisa, revision=rating.revision)
    words = page(lucia)
    assert "&lt;script&gt;" in words
    assert "<script" not in words
    assert 'href="https://spam' not in words
