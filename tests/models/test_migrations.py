"""Procedures from before there were versions are carried over, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE = ("tickets", "0006_archived_tickets")
AFTER = ("tickets", "0009_forget_unversioned_steps")


def migrated(to: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


def unversioned(apps: Any) -> Any:
    """A procedure of three steps, the second retired."""
    procedure = apps.get_model("tickets", "Procedure").objects.create(name_en="Refund")
    for position, name in enumerate(("Received", "Asked", "Paid")):
        apps.get_model("tickets", "Step").objects.create(
            procedure=procedure,
            position=position,
            name_en=name,
            instructions="Look.",
            retired_at=timezone.now() if name == "Asked" else None,
        )
    return procedure


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_minutes_become_seconds_and_can_go_back() -> None:
    try:
        before = migrated(("tickets", "0028_password_links"))
        old = before.get_model("tickets", "SLAPolicy").objects.create(name="Old", step_minutes=2)
        alarms = before.get_model("tickets", "Alarm").objects
        for amount, when in ((30, "before"), (25, "share_left"), (0, "after")):
            alarms.create(policy_id=old.pk, amount=amount, when=when, whom="leads")
        after = migrated(("tickets", "0029_durations_in_seconds"))
        policies = after.get_model("tickets", "SLAPolicy").objects
        assert policies.values_list("first_response_seconds", "step_seconds").get() == (14400, 120)
        policies.update(first_response_seconds=30)
        alarms = after.get_model("tickets", "Alarm").objects.order_by("pk")
        assert list(alarms.values_list("amount", flat=True)) == [1800, 25, 0]
        back = migrated(("tickets", "0028_password_links")).get_model("tickets", "SLAPolicy")
        assert back.objects.values_list("first_response_minutes", "step_minutes").get() == (1, 2)
    finally:
        MigrationExecutor(connection).migrate(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_old_procedures_become_versions_and_can_go_back() -> None:
    try:
        before = migrated(BEFORE)
        unversioned(before)
        procedure = migrated(AFTER).get_model("tickets", "Procedure").objects.get()
        every, alive = procedure.versions.order_by("number")
        assert [step.key for step in every.steps.all()] == ["received", "asked", "paid"]
        assert procedure.published == alive
        assert [step.key for step in alive.steps.all()] == ["received", "paid"]
        steps = migrated(BEFORE).get_model("tickets", "Step").objects.filter(retired_at=None)
        assert [step.name_en for step in steps.order_by("position")] == ["Received", "Paid"]
    finally:
        MigrationExecutor(connection).migrate(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
