"""The customer reads the number of their complaint, and by when we answer it."""

from __future__ import annotations

import time_machine

from tests.cast import MONDAY
from tests.complaints import entered
from tests.portal.conftest import Counter
from tickets.models import Agent


def test_the_page_tells_number_and_date(lucia: Counter, ana: Agent) -> None:
    assert "now__complaint" not in lucia.words()
    with time_machine.travel(MONDAY, tick=False):
        complaint = entered(lucia.ticket, ana, received_at=MONDAY)
        assert "Su reclamación n.º 1/2026" in lucia.words()
        assert "el miércoles 16 de diciembre" in lucia.words()
        complaint.answer(ana)
        assert "la respondimos el lunes 16 de noviembre" in lucia.words()
        complaint.annul(ana, why="A test.")
        assert "now__complaint" not in lucia.words()
