from __future__ import annotations

import time_machine

from tests.cast import MONDAY
from tests.figures.conftest import Open
from tickets.figures.period import Period
from tickets.figures.ratings import Opinion, by_team, opinion


@time_machine.travel(MONDAY, tick=False)
def test_the_opinion_is_the_average_of_what_customers_gave(opened: Open, week: Period) -> None:
    for score in (5, 4, 2):
        opened().rate(score)
    found = opinion(week)
    assert (found.count, found.share) == (3, 66)
    assert found.average is not None
    assert round(found.average, 2) == 3.67


def test_without_ratings_there_is_no_average(db: None, week: Period) -> None:
    assert opinion(week) == Opinion()


@time_machine.travel(MONDAY, tick=False)
def test_each_team_has_its_own(opened: Open, week: Period) -> None:
    ticket = opened()
    ticket.rate(5)
    assert by_team(week) == {ticket.team_id: Opinion(count=1, good=1, average=5.0)}
