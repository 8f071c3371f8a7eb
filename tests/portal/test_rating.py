"""One tap after the agreement, then a comment if the customer wants (R26, R27)."""

from __future__ import annotations

import re

import pytest

from tests.portal.conftest import Counter
from tickets.models import Rating, Ticket


def test_one_tap_is_a_rating(lucia: Counter, settled: Ticket) -> None:
    assert lucia.send("rate", score=4).url.endswith("?done=rated")
    assert Rating.objects.get().score == 4


def test_a_comment_follows_with_consent_to_show_it(lucia: Counter, settled: Ticket) -> None:
    lucia.send("rate", score=5)
    lucia.send("rate", score=5, comment="Muy amables.", may_publish="on")
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, rating.may_publish) == (5, "Muy amables.", True)


def test_another_tap_keeps_the_comment(lucia: Counter, settled: Ticket) -> None:
    lucia.send("rate", score=5, comment="Muy amables.", may_publish="on")
    form = lucia.words().partition('class="rating__scale"')[0].rpartition("<form")[2]
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    lucia.send("rate", **{**kept, "score": 4})
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, rating.may_publish) == (4, "Muy amables.", True)


@pytest.mark.parametrize("score", ["0", "6", "-1", "five", ""])
def test_a_score_off_the_scale_is_no_rating(lucia: Counter, settled: Ticket, score: str) -> None:
    assert lucia.send("rate", score=score).status_code == 422
    assert not Rating.objects.exists()


def test_an_open_request_is_not_rated(lucia: Counter) -> None:
    lucia.send("rate", score=5)
    assert not Rating.objects.exists()
    assert "rating-title" not in lucia.words()
