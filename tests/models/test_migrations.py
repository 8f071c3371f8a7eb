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
