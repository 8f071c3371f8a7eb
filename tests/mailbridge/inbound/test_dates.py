"""The Date field, in the shapes that mailers gave it."""

from datetime import datetime

import pytest

from mailbridge.inbound.parts.dates import read_date

SHAPES = {
    "Tue, 3 Nov 2026 10:20:30 +0100": "2026-11-03T10:20:30+01:00",
    "Fri, 21 Nov 97 09(comment):   55  :  06 -0600": "1997-11-21T09:55:06-06:00",
    "3 Nov 126 10:20:30 GMT": "2026-11-03T10:20:30+00:00",
    "Tue Nov  3 10:20:30 PST 2026": "2026-11-03T10:20:30-08:00",
    "Tue, 3 Nov 2026 10:20:30 JST": "2026-11-03T10:20:30+09:00",
    "Tue, 3 Nov 2026 10:20:30 GMT+01:00": "2026-11-03T10:20:30+01:00",
    "Tue, 3-Nov-26 10.20.30 +0530": "2026-11-03T10:20:30+05:30",
    "Tue, Nov 3, 2026 at 1:20 PM -0500": "2026-11-03T13:20:00-05:00",
    "3 Nov 2026 12:20 a.m.": "2026-11-03T00:20:00+00:00",
    "2026/11/03 10:20:30 +0100": "2026-11-03T10:20:30+01:00",
    "2026-11-03t09:20:30.5z": "2026-11-03T09:20:30+00:00",
    "mié, 3 dic 2026 10:20:30 +0100": "2026-12-03T10:20:30+01:00",
    "mar, 3 abr 2026 10:20:30 +0200": "2026-04-03T10:20:30+02:00",
    "śr., 3 paź 2026 10:20:30 +0200": "2026-10-03T10:20:30+02:00",
    "Tue, 3 Nov 2026 10:20:60 -9999": "2026-11-03T10:20:59+00:00",
    "Tue, 3 Nov 2026": "2026-11-03T00:00:00+00:00",
}


@pytest.mark.parametrize("source", SHAPES)
def test_a_date_is_read_with_its_offset(source: str) -> None:
    found = read_date(source)
    assert found == datetime.fromisoformat(SHAPES[source])
    assert found.utcoffset() == datetime.fromisoformat(SHAPES[source]).utcoffset()


@pytest.mark.parametrize(
    "source",
    ["", "yesterday", "30 Feb 2026 10:20", "3 Nov 2026 25:00", "5 words, no date", "1" * 500],
)
def test_what_is_no_date_is_none(source: str) -> None:
    assert read_date(source) is None
