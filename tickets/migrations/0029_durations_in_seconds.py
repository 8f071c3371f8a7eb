"""Targets exact to the second (R3). The columns are renamed, not doubled: no release has written the old ones.

Names and values change in one transaction, so that a column of seconds never holds minutes.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import django.core.validators
from django.db import migrations, models
from django.db.models import F

from tickets.models.duration_field import DurationField

COLUMNS = {
    "slapolicy": ("first_response", "next_response", "resolution", "step"),
    "step": ("expected",),
    "channel": ("delay",),
}
some_time = partial(
    DurationField, validators=(django.core.validators.MinValueValidator(1, "At least 1 s."),)
)


def _scaled(apps: Any, scale: Callable[[Any], Any]) -> None:
    """Every column, and those alarms that are no share of the target."""
    for model, names in COLUMNS.items():
        columns = [f"{name}_seconds" for name in names]
        apps.get_model("tickets", model).objects.update(
            **{each: scale(F(each)) for each in columns}
        )
    alarms = apps.get_model("tickets", "alarm").objects.exclude(when="share_left")
    alarms.update(amount=scale(F("amount")))


def to_seconds(apps: Any, _editor: Any) -> None:
    _scaled(apps, lambda minutes: minutes * 60)


def to_minutes(apps: Any, _editor: Any) -> None:
    """Rounded up: 30 s is a minute, and only nothing is nothing."""
    _scaled(apps, lambda seconds: (seconds + 59) / 60)


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0028_password_links"),
    ]

    operations = [
        *(
            migrations.RenameField(model, f"{name}_minutes", f"{name}_seconds")
            for model, names in COLUMNS.items()
            for name in names
        ),
        migrations.AlterField(
            "slapolicy",
            "first_response_seconds",
            some_time(default=14400, verbose_name="first response"),
        ),
        migrations.AlterField(
            "slapolicy",
            "next_response_seconds",
            some_time(default=28800, verbose_name="next response"),
        ),
        migrations.AlterField(
            "slapolicy",
            "resolution_seconds",
            some_time(default=144000, verbose_name="resolution"),
        ),
        migrations.AlterField(
            "slapolicy",
            "step_seconds",
            some_time(db_default=28800, default=28800, verbose_name="step without a duration"),
        ),
        migrations.AlterField(
            "step",
            "expected_seconds",
            some_time(blank=True, null=True, verbose_name="expected duration"),
        ),
        migrations.AlterField(
            "channel",
            "delay_seconds",
            DurationField(
                db_default=900,
                default=900,
                verbose_name="tell the customer before a promised date is missed",
            ),
        ),
        migrations.AlterField(
            "alarm",
            "when",
            models.CharField(
                choices=[
                    ("share_left", "of the target before"),
                    ("before", "of working time before"),
                    ("after", "of working time late"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(to_seconds, to_minutes),
    ]
