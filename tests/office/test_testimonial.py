"""What customers let us show is read, published and taken off by a manager (R27, A33, A45)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Event, Rating, Ticket


@pytest.fixture
def rating(ticket: Ticket) -> Rating:
    """Lucía let us show her comment."""
    given = ticket.rate(5)
    given.comment_on("=Muy amables.")
    given.allow(shown_as="Lucía P.")
    return given


def press(client: Client, name: str, rating: Rating, **fields: object) -> None:
    client.post(reverse(f"office:{name}", args=[rating.pk]), fields)


def words(client: Client, **query: str) -> str:
    return str(client.get(reverse("office:testimonials"), query).content.decode())


def test_a_manager_publishes_and_takes_off(office: Client, rating: Rating) -> None:
    assert "Muy amables." in words(office)
    press(office, "publish_testimonial", rating, revision=rating.revision)
    assert "Muy amables." not in words(office)
    assert "Muy amables." in words(office, shown="1")
    press(office, "take_off_testimonial", rating)
    assert "Muy amables." in words(office)
    kinds = Event.objects.filter(ticket=rating.ticket).values_list("kind", flat=True)
    assert {"rated", "consented", "testimonial_shown", "testimonial_off"} <= set(kinds)


def test_what_changed_since_it_was_read_is_not_published(office: Client, rating: Rating) -> None:
    read = rating.revision
    rating.comment_on("canary")
    press(office, "publish_testimonial", rating, revision=read)
    assert not Rating.objects.published().exists()


@pytest.mark.parametrize("revision", ["", "x", "9" * 30, "-1"])
def test_an_odd_revision_publishes_nothing(office: Client, rating: Rating, revision: str) -> None:
    press(office, "publish_testimonial", rating, revision=revision)
    assert not Rating.objects.published().exists()


def test_without_consent_nothing_is_listed_or_published(office: Client, rating: Rating) -> None:
    rating.withdraw()
    assert "Muy amables." not in words(office)
    press(office, "publish_testimonial", rating, revision=rating.revision)
    assert not Rating.objects.published().exists()


def test_two_clicks_publish_once(office: Client, rating: Rating) -> None:
    for _ in range(2):
        press(office, "publish_testimonial", rating, revision=rating.revision)
    assert Event.objects.filter(kind="testimonial_shown").count() == 1


def test_the_csv_holds_no_formula(office: Client, rating: Rating) -> None:
    table = office.get(reverse("office:testimonials_table", args=["csv"])).content.decode()
    assert "'=Muy amables." in table
    assert "Lucía P." in table


def test_agents_neither_read_nor_publish(agent_client: Client, rating: Rating) -> None:
    assert agent_client.get(reverse("office:testimonials")).status_code == 404
    assert agent_client.get(reverse("office:testimonials_table", args=["csv"])).status_code == 404
    press(agent_client, "publish_testimonial", rating, revision=rating.revision)
    assert not Rating.objects.published().exists()
