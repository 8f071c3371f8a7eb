from __future__ import annotations

import datetime as dt

import pytest

from tickets.templatetags.look import due_at, duration, in_links, initials

NOW = dt.datetime(2026, 11, 16, 8, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("minutes", "words", "urgency"),
    [
        (-40, "40 min late", "late"),
        (12, "12 min left", "soon"),
        (0.5, "30 s left", "soon"),
        (-0.1, "6 s late", "late"),
        (150, "in 2 h", "ahead"),
        (3 * 1440, "in 3 d", "ahead"),
    ],
)
def test_a_due_moment_says_how_long_is_left(minutes: float, words: str, urgency: str) -> None:
    due = due_at(NOW + dt.timedelta(minutes=minutes), NOW)
    assert due
    assert (due.words, due.urgency) == (words, urgency)


def test_nothing_due_is_nothing() -> None:
    assert due_at(None) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lucía Pérez", "LP"),
        ("Marta López de la Fuente", "MF"),
        ("noname@x.example", "N"),
        ("ana.ruiz@x.example", "AR"),
        ("", "?"),
        ("¿¿", "?"),
    ],
)
def test_initials_come_from_a_name_or_an_address(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_durations_have_a_unit() -> None:
    assert [duration(seconds) for seconds in (None, 59, 300, 7200, 400_000)] == [
        "–", "59 s", "5 min", "2 h", "4 d",
    ]  # fmt: skip


def test_addresses_in_text_become_links_and_all_else_stays_text() -> None:
    linked = in_links('Mire https://a.example/?q="><script>, o <b>javascript:alert(1)</b>.')
    assert '<a href="https://a.example/?q=&quot;&gt;&lt;script&gt;"' in linked
    assert "&lt;b&gt;javascript:alert(1)&lt;/b&gt;." in linked
    assert linked.count("<a ") == 1


def test_a_full_stop_after_an_address_is_not_part_of_it() -> None:
    assert ">https://a.example/b</a>." in in_links("Está en https://a.example/b.")


def test_a_megabyte_without_a_gap_is_linked_in_linear_time() -> None:
    assert in_links("https://" + "a." * 500_000).startswith("<a href=")
