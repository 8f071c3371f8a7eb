"""The made-up company is made once, and what became of it stays."""

from __future__ import annotations

import pytest
import time_machine
from django.core.management import call_command

from helpdesk.demo import protocol
from tests.demo.conftest import NOW
from tickets.models import Agent, Category, Ticket

pytestmark = pytest.mark.django_db


def test_what_a_manager_changed_stays_changed(company: None) -> None:
    Category.objects.filter(is_default=True).update(name_es="Otra cosa")
    protocol.establish()
    assert Category.objects.filter(name_es="Otra cosa", is_default=True).count() == 1
    assert Agent.objects.count() == 8


@time_machine.travel(NOW)
def test_a_second_start_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_data")
    made = Ticket.objects.count()
    call_command("demo_data")
    assert Ticket.objects.count() == made
    assert "nothing was changed" in capsys.readouterr().out
