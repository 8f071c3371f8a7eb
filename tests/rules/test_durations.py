"""Lengths of time as managers type them, and as everybody reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.rules.durations import HOUR, LONGEST, read, spelled


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"), (30, "30 s"), (60, "1 min"), (90, "1 min 30 s"), (900, "15 min"),
        (4 * HOUR, "4 h"), (9000, "2 h 30 min"), (HOUR + 1, "1 h 1 s"), (LONGEST, "8760 h"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_spelled(seconds: int, words: str) -> None:
    assert spelled(seconds) == words


@given(st.integers(0, LONGEST))
def test_what_is_spelled_is_read_as_the_same(seconds: int) -> None:
    assert read(spelled(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 s", 30), ("30s", 30), ("30 seconds", 30), ("30 segundos", 30), ("30 seg.", 30),
        ("90", 5400), ("0", 0), ("0 s", 0), (" 15 MIN ", 900), ("15m", 900), ("15 minutos", 900),
        ("2 h 30 min", 9000), ("2h30", 9000), ("2 h 30", 9000), ("2 horas y 30 minutos", 9000),
        ("2 hours and 30 minutes", 9000), ("2 hours, 30 minutes", 9000), ("1,5 h", 5400),
        ("1.5 hours", 5400), ("0.5", 30), ("1 min 30 s", 90), ("1 hora", HOUR), ("040 h", 40 * HOUR),
        ("9" * 40, int("9" * 40) * 60),
    ],
)  # fmt: skip
def test_it_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert read(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "-5", "-30 s", "+5", "1e9", "1e9 s", "0x10", "1_000", "1:30", "2 d", "1 week",
        "30 s 2", "30 s 1 min", "1 h 2 h", "5 min 30", "0.4 s", "1/2 h", "half an hour", "½ h", "٣ s",
        "30 s; DROP TABLE", "<b>30 s</b>", "nan", "inf", "1.2.3", "30 s\x00", "min", "s 30", "9" * 61,
        " " * 100_000, "1 " * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_length_of_time_is_nothing(text: str) -> None:
    assert read(text) is None
