"""Procedures in versions, with branches, alternatives and playbooks; what they replace goes in 0009."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

ROLES = [("agent", "Agent"), ("lead", "Lead"), ("administrator", "Administrator")]


def key() -> "models.BigAutoField[int, int]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def text(words: str, length: int) -> "models.TextField[str, str]":
    return models.TextField(blank=True, max_length=length, verbose_name=words)


def line(words: str, length: int) -> "models.CharField[str, str]":
    return models.CharField(blank=True, max_length=length, verbose_name=words)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0006_archived_tickets")]

    operations = [
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", key()),
                ("number", models.PositiveSmallIntegerField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tickets.procedure",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("procedure", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "number"), name="one_version_of_a_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("procedure",),
                        name="one_draft_a_procedure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                ("id", key()),
                ("key", models.SlugField(editable=False, max_length=60)),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("name_en", line("name in English", 80)),
                ("name_es", line("name in Spanish", 80)),
                ("words_en", text("in plain words for the customer, in English", 1000)),
                ("words_es", text("in plain words for the customer, in Spanish", 1000)),
                ("conditions_en", text("when it may be offered, in English", 1000)),
                ("conditions_es", text("when it may be offered, in Spanish", 1000)),
                (
                    "granted_by",
                    models.CharField(
                        choices=ROLES,
                        default="agent",
                        max_length=20,
                        verbose_name="who may grant it",
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="up to which value",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alternatives",
                        to="tickets.procedureversion",
                    ),
                ),
            ],
            options={
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "key"), name="one_alternative_of_a_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Playbook",
            fields=[
                ("id", key()),
                ("name_en", line("name in English", 120)),
                ("name_es", line("name in Spanish", 120)),
                ("signs_en", text("signs, in English", 4000)),
                ("signs_es", text("signs, in Spanish", 4000)),
                ("instructions_en", text("what the agent does, in English", 4000)),
                ("instructions_es", text("what the agent does, in Spanish", 4000)),
                (
                    "escalates_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="tickets.team",
                        verbose_name="escalated to",
                    ),
                ),
            ],
            options={"ordering": ("name_en", "name_es")},
        ),
        migrations.AlterModelOptions("procedure", {"ordering": ("name_en", "name_es")}),
        migrations.RemoveField("procedure", "updated_at"),
        migrations.AddField(
            "procedure",
            "key",
            models.SlugField(default="", editable=False, max_length=60, verbose_name="key"),
        ),
        migrations.AddField(
            "procedure",
            "published",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tickets.procedureversion",
            ),
        ),
        *(
            migrations.AlterField(model, name, line(words, length))
            for model, name, words, length in (
                ("procedure", "name_en", "name in English", 120),
                ("procedure", "name_es", "name in Spanish", 120),
                ("step", "name_en", "name in English", 80),
                ("step", "name_es", "name in Spanish", 80),
                ("step", "customer_en", "sentence for the customer, in English", 300),
                ("step", "customer_es", "sentence for the customer, in Spanish", 300),
            )
        ),
        migrations.AlterField(
            "step",
            "procedure",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="tickets.procedure",
            ),
        ),
        migrations.AlterField(
            "step", "position", models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            "step",
            "version",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="tickets.procedureversion",
            ),
        ),
        migrations.AddField(
            "step", "key", models.SlugField(default="", editable=False, max_length=60)
        ),
        migrations.AlterField(
            "step",
            "expected_minutes",
            models.PositiveIntegerField(
                blank=True, null=True, verbose_name="expected duration, in working minutes"
            ),
        ),
        migrations.RenameField("step", "instructions", "instructions_en"),
        migrations.AlterField(
            "step", "instructions_en", text("instructions for the agent, in English", 4000)
        ),
        *(
            migrations.AddField("step", name, field)
            for name, field in (
                ("instructions_es", text("instructions for the agent, in Spanish", 4000)),
                ("checklist_en", text("check-list, in English", 2000)),
                ("checklist_es", text("check-list, in Spanish", 2000)),
                ("question_en", line("question, in English", 200)),
                ("question_es", line("question, in Spanish", 200)),
                (
                    "tells_customer",
                    models.BooleanField(default=False, verbose_name="tell the customer by mail"),
                ),
                ("answers", models.JSONField(blank=True, default=list)),
                ("facts", models.JSONField(blank=True, default=list)),
                ("only_after", models.JSONField(blank=True, default=list)),
            )
        ),
        migrations.AddField(
            "ticket",
            "procedure_version",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="tickets.procedureversion",
            ),
        ),
        migrations.AddField(
            "ticketstep",
            "answer",
            models.SlugField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField("ticketstep", "ticked", models.JSONField(db_default=[], default=list)),
        migrations.AddField("ticketstep", "noted", models.JSONField(db_default={}, default=dict)),
    ]
