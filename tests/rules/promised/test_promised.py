"""Dates over several lines, at other moments, and in hostile text."""

from datetime import datetime, timedelta

import pytest

from tests.rules.promised.desk import CALENDAR, MADRID, NOW, found
from tickets.rules.promised import promised_dates

FRIDAY_EVENING = datetime(2026, 11, 27, 19, tzinfo=MADRID)


def test_every_date_of_a_letter_is_found_in_its_place() -> None:
    text = "Hello Lucía,\n\nWe will call you tomorrow at 10. The part arrives on Friday.\n\nAna"
    dates = promised_dates(text, language="en", now=NOW, calendar=CALENDAR)
    assert [text[date.start : date.end] for date in dates] == ["tomorrow at 10", "on Friday"]


def test_a_weekday_after_closing_is_that_of_the_next_week() -> None:
    assert found("We will answer on Friday.", "en", now=FRIDAY_EVENING) == [
        ("on Friday", "Fri 04 Dec 2026 18:00")
    ]


def test_a_date_of_the_new_year_is_that_of_the_next() -> None:
    assert found("Le responderemos el 15 de enero.", "es")[0][1] == "Fri 15 Jan 2027 18:00"


@pytest.mark.parametrize(
    "text", ["We will answer on 3 November.", "We will answer on 31 February."]
)
def test_a_day_gone_by_or_that_never_comes_is_no_promise(text: str) -> None:
    assert found(text, "en") == []


def test_hours_go_by_the_clock_also_when_it_changes() -> None:
    before = datetime(2026, 10, 24, 18, tzinfo=MADRID)  # the night gives an hour back
    date = promised_dates(
        "We will answer within 24 hours.", language="en", now=before, calendar=CALENDAR
    )[0]
    assert date.at.timestamp() - before.timestamp() == timedelta(hours=24).total_seconds()
    assert date.at.hour == 17


def test_an_unknown_language_is_read_as_english() -> None:
    assert found("We will answer by Friday.", "fr")


@pytest.mark.parametrize(
    "text",
    ["9" * 50_000, "by " * 20_000, "on Friday, " * 5_000, "the end of " * 5_000, "\u0130" * 9],
)
def test_hostile_text_ends(text: str) -> None:
    found(f"We will answer {text}", "en")
    found(f"Le responderemos {text}", "es")
