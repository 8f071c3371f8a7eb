"""Each procedure becomes its own first version.

Where steps were retired, the first version holds those too, for the tickets that run them, and a second one
holds the living steps only, for the tickets to come.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify


def free_key(words: str, taken: set[str]) -> str:
    base = slugify(words)[:50] or "x"
    key = next(
        key
        for key in (base, *(f"{base}-{turn}" for turn in range(2, len(taken) + 3)))
        if key not in taken
    )
    taken.add(key)
    return key


def begin_versions(apps: Any, _editor: Any) -> None:
    Procedure = apps.get_model("tickets", "Procedure")
    taken: set[str] = set()
    for procedure in Procedure.objects.order_by("pk"):
        procedure.key = free_key(procedure.name_en or procedure.name_es, taken)
        procedure.save(update_fields=["key"])
        steps = list(procedure.steps.order_by("position", "pk"))
        first = publish(procedure, 1, steps)
        apps.get_model("tickets", "Ticket").objects.filter(procedure=procedure).update(
            procedure_version=first
        )
        alive = [step for step in steps if not step.retired_at]
        if len(alive) < len(steps):
            for step in alive:
                step.pk, step.procedure = None, None
            publish(procedure, 2, alive)


def publish(procedure: Any, number: int, steps: list[Any]) -> Any:
    version = procedure.versions.create(number=number, published_at=timezone.now())
    taken: set[str] = set()
    for position, step in enumerate(steps):
        step.version, step.position = version, position
        step.key = step.key or free_key(step.name_en or step.name_es, taken)
        step.save()
    procedure.published = version
    procedure.save(update_fields=["published"])
    return version


def back_to_one_version(apps: Any, _editor: Any) -> None:
    """The first version's steps come back; those that the published one lacks are retired."""
    Step = apps.get_model("tickets", "Step")
    running = set(apps.get_model("tickets", "TicketStep").objects.values_list("step", flat=True))
    for procedure in apps.get_model("tickets", "Procedure").objects.all():
        for step in Step.objects.filter(version__procedure=procedure):
            step.procedure = procedure
            step.retired_at = timezone.now()
            if step.version_id == procedure.published_id:
                step.retired_at = None
            elif step.pk not in running:
                step.delete()
                continue
            step.save()
    Ticket = apps.get_model("tickets", "Ticket")
    for version in apps.get_model("tickets", "ProcedureVersion").objects.all():
        Ticket.objects.filter(procedure_version=version).update(procedure=version.procedure_id)
    Ticket.objects.update(procedure_version=None)
    Step.objects.update(version=None)
    Step.objects.filter(expected_minutes=None).update(expected_minutes=480)
    apps.get_model("tickets", "Procedure").objects.update(published=None)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0007_procedure_versions")]

    operations = [migrations.RunPython(begin_versions, back_to_one_version)]
