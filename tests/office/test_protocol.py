from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import BusinessCalendar, CannedResponse, Category, Channel, SLAPolicy, Team

CALENDAR = {
    "name": "Shop",
    "timezone": "Europe/Madrid",
    "country": "es",
    "region": "md",
    "own_days": "2026-12-24",
    **{f"day_{day}": "9-14, 16:00-19:30" for day in range(5)},
}


def test_a_category_is_added(office: Client) -> None:
    office.post("/office/categories/new/", {"name_en": "Parcels", "name_es": "Paquetes"})
    assert Category.objects.get().name_es == "Paquetes"


def test_a_new_default_category_takes_the_place_of_the_old(
    office: Client, category: Category
) -> None:
    new = {"name_en": "Parcels", "name_es": "Paquetes", "is_default": "on"}
    office.post("/office/categories/new/", new)
    assert [each.name_en for each in Category.objects.filter(is_default=True)] == ["Parcels"]


def test_the_default_category_cannot_be_retired(office: Client, category: Category) -> None:
    changed = {"name_en": "P", "name_es": "P", "is_default": "on", "is_retired": "on"}
    answer = office.post(f"/office/categories/{category.pk}/", changed)
    assert "cannot be retired" in answer.content.decode()


def test_a_category_is_never_deleted(office: Client, category: Category) -> None:
    assert office.post(f"/office/categories/{category.pk}/delete/").status_code == 404


def test_a_canned_response_is_added_and_deleted(office: Client) -> None:
    office.post("/office/responses/new/", {"title": "Thanks", "body_en": "Thank you, {name}."})
    response = CannedResponse.objects.get()
    office.post(f"/office/responses/{response.pk}/delete/")
    assert not CannedResponse.objects.exists()


def test_what_is_in_use_stays_and_we_say_so(office: Client, channel: Channel) -> None:
    address = f"/office/policies/{channel.policy.pk}/delete/"
    answer = office.post(address, follow=True)
    assert "is in use and stays" in answer.content.decode()
    assert SLAPolicy.objects.filter(pk=channel.policy.pk).exists()


def test_a_channel_keeps_its_address_in_lower_case(office: Client, channel: Channel) -> None:
    form = {
        "name": "Sol", "address": "Hola@Papeleria.example", "team": channel.team_id,
        "policy": channel.policy_id, "calendar": channel.calendar_id, "language": "es",
        "quote": "full", "delay_seconds": "20 min", "silence_days": "7", "reopen_days": "14",
    }  # fmt: skip
    office.post(f"/office/channels/{channel.pk}/", form)
    channel.refresh_from_db()
    assert channel.address == "hola@papeleria.example"
    assert channel.delay_seconds == 20 * 60
    assert 'value="20 min"' in office.get(f"/office/channels/{channel.pk}/").text


def test_opening_hours_are_written_as_people_write_them(office: Client) -> None:
    office.post("/office/calendars/new/", CALENDAR)
    calendar = BusinessCalendar.objects.get(name="Shop")
    assert calendar.week[0] == [["09:00", "14:00"], ["16:00", "19:30"]]
    assert calendar.week[6] == []
    assert (calendar.country, calendar.region) == ("ES", "MD")
    assert calendar.closed_days == ["2026-12-24"]


def test_a_calendar_is_shown_as_it_was_written(office: Client) -> None:
    office.post("/office/calendars/new/", CALENDAR)
    key = BusinessCalendar.objects.get(name="Shop").pk
    assert "09:00-14:00, 16:00-19:30" in office.get(f"/office/calendars/{key}/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day_0", "nine to five", "is not a span"),
        ("day_0", "17-9", "ends before it begins"),
        ("day_0", "9-25", "is not a time of day"),
        ("day_0", "9-14, 13-18", "must not overlap"),
        ("own_days", "24.12.2026", "is not a date"),
        ("country", "XX", "no public holidays"),
        ("timezone", "Europe/Atlantis", "Select a valid choice"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused_in_words(
    office: Client, field: str, value: str, words: str
) -> None:
    answer = office.post("/office/calendars/new/", {**CALENDAR, field: value})
    assert words in answer.content.decode()
    assert not BusinessCalendar.objects.exists()


def test_a_desk_that_never_opens_is_refused(office: Client) -> None:
    closed = {**CALENDAR, **{f"day_{day}": "" for day in range(7)}}
    answer = office.post("/office/calendars/new/", closed)
    assert "never opens" in answer.content.decode()


def test_a_team_is_added(office: Client) -> None:
    office.post("/office/teams/new/", {"name": "Returns"})
    assert Team.objects.filter(name="Returns").exists()


def test_a_noun_that_does_not_exist_is_not_found(office: Client) -> None:
    assert office.get("/office/nonsense/").status_code == 404
