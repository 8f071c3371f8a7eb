"""Many tickets at once, for measuring."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from helpdesk.demo.bulk import write_part
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_each_ticket_has_three_messages(company: None) -> None:
    write_part(60)
    settled = Ticket.objects.annotate(said=Count("messages")).exclude(close_reason="")
    assert Ticket.objects.count() == 60
    assert set(settled.values_list("said", flat=True)) == {3}


def test_no_tickets_at_all_is_refused() -> None:
    with pytest.raises(CommandError, match="from 1"):
        call_command("demo_data", tickets=0)
