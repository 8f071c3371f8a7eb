"""The legal answer date of a complaint."""

from datetime import date, time

import pytest

from tickets.rules.answer_dates import answer_date
from tickets.rules.worktime import WorkCalendar

SPAN = ((time(9), time(18)),)
MADRID = WorkCalendar("Europe/Madrid", (SPAN,) * 5 + ((),) * 2, frozenset({date(2026, 12, 8)}))
NEVER = WorkCalendar("Europe/Madrid", ((),) * 7)


@pytest.mark.parametrize(
    ("received", "amount", "unit", "due"),
    [
        (date(2026, 11, 16), 1, "months", date(2026, 12, 16)),
        (date(2026, 1, 31), 1, "months", date(2026, 2, 28)),
        (date(2028, 1, 31), 1, "months", date(2028, 2, 29)),
        (date(2026, 12, 31), 2, "months", date(2027, 2, 28)),
        (date(2026, 11, 16), 30, "days", date(2026, 12, 16)),
        (date(2026, 12, 3), 1, "working_days", date(2026, 12, 4)),
        (date(2026, 12, 4), 1, "working_days", date(2026, 12, 7)),
        (date(2026, 12, 4), 2, "working_days", date(2026, 12, 9)),  # over a holiday
        (date(2026, 12, 5), 10, "working_days", date(2026, 12, 21)),  # received on a Saturday
    ],
)
def test_the_last_day_on_which_to_answer(received: date, amount: int, unit: str, due: date) -> None:
    assert answer_date(received, amount, unit, hours=MADRID) == due


def test_a_desk_that_never_opens_counts_every_day() -> None:
    due = answer_date(date(2026, 11, 16), 10, "working_days", hours=NEVER)
    assert due == date(2026, 11, 26)
