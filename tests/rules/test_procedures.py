from __future__ import annotations

import pytest

from tickets.rules.procedures import Stop, ahead, landing, unreachable

LINE = [
    Stop("received"),
    Stop("checked", answers=("yes", "no")),
    Stop("refunded", frozenset({"checked/yes"})),
    Stop("explained", frozenset({"checked/no"})),
    Stop("agreed"),
]


@pytest.mark.parametrize(
    ("after", "given", "expected"),
    [
        ("", (), ["received", "checked", "agreed"]),
        ("checked", {"checked/yes"}, ["refunded", "agreed"]),
        ("checked", {"checked/no"}, ["explained", "agreed"]),
        ("agreed", {"checked/no"}, []),
        ("unknown", (), ["received", "checked", "agreed"]),
    ],
)
def test_what_lies_ahead(after: str, given: set[str], expected: list[str]) -> None:
    assert ahead(LINE, after=after, given=given) == expected


@pytest.mark.parametrize(
    ("current", "passed", "given", "expected"),
    [
        ("checked", {"received"}, (), "checked"),
        ("gone", {"received", "checked"}, {"checked/yes"}, "refunded"),
        ("gone", (), (), "received"),
        ("refunded", {"received", "checked"}, {"checked/no"}, "explained"),
        ("gone", {"agreed"}, (), ""),
        ("", {"received"}, (), ""),
    ],
)
def test_where_a_ticket_lands(
    current: str, passed: set[str], given: set[str], expected: str
) -> None:
    assert landing(LINE, current=current, passed=passed, given=given) == expected


def test_a_stop_before_its_question_is_never_reached() -> None:
    assert unreachable([LINE[2], *LINE[:2]]) == {"refunded": frozenset({"checked/yes"})}
    assert not unreachable(LINE)
