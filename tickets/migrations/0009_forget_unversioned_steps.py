"""What versions replaced."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0008_begin_versions")]

    operations = [
        migrations.AlterModelOptions("step", {"ordering": ("version", "position", "pk")}),
        migrations.RemoveField("step", "procedure"),
        migrations.RemoveField("step", "retired_at"),
        migrations.RemoveField("ticket", "procedure"),
        migrations.AlterField(
            "procedure",
            "key",
            models.SlugField(editable=False, max_length=60, unique=True, verbose_name="key"),
        ),
        migrations.AlterField("step", "key", models.SlugField(editable=False, max_length=60)),
        migrations.AlterField(
            "step",
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="tickets.procedureversion",
            ),
        ),
        migrations.AddConstraint(
            "step",
            models.UniqueConstraint(fields=("version", "key"), name="one_step_of_a_key"),
        ),
        migrations.AlterField(
            model_name="clock",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first_response", "First response"),
                    ("next_response", "Next response"),
                    ("resolution", "Resolution"),
                    ("step", "Step"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Acknowledgement"),
                    ("reply", "Reply"),
                    ("proposal", "Proposal"),
                    ("reminder", "Reminder"),
                    ("closed", "Closing note"),
                    ("step", "News of a step"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="ticketstep",
            name="answer",
            field=models.SlugField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="ticketstep",
            name="state",
            field=models.CharField(
                choices=[
                    ("ahead", "ahead"),
                    ("current", "now"),
                    ("done", "done"),
                    ("skipped", "skipped"),
                    ("left", "left"),
                ],
                default="ahead",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "ticket opened"),
                    ("received", "customer wrote"),
                    ("replied", "reply written"),
                    ("reply_taken_back", "reply taken back"),
                    ("noted", "note added"),
                    ("acknowledged", "acknowledgement queued"),
                    ("not_acknowledged", "no acknowledgement sent"),
                    ("assigned", "assigned"),
                    ("released", "unassigned"),
                    ("status", "status changed"),
                    ("category", "category changed"),
                    ("priority", "priority changed"),
                    ("retargeted", "targets changed"),
                    ("procedure_begun", "procedure begun"),
                    ("step_done", "step completed"),
                    ("step_skipped", "step skipped"),
                    ("went_back", "went back to a step"),
                    ("procedure_moved", "moved to another version of the procedure"),
                    ("proposed", "resolution proposed"),
                    ("accepted", "customer agreed"),
                    ("declined", "customer did not agree"),
                    ("closed", "closed"),
                    ("reopened", "reopened"),
                    ("spam", "marked as spam"),
                    ("not_spam", "marked as not spam"),
                    ("due_soon", "due soon"),
                    ("breached", "target missed"),
                    ("escalated", "escalated"),
                    ("delivery", "delivery of a mail changed"),
                    ("sent_again", "mail sent again by hand"),
                    ("not_sent", "automatic mail not sent"),
                    ("suppression_lifted", "mail to an address allowed again"),
                    ("rated", "customer rated"),
                    ("released_message", "held message released"),
                    ("imported", "brought in from the mailbox as history"),
                    ("merged", "another ticket merged into this one"),
                    ("unmerged", "merge undone"),
                    ("link_revoked", "status link revoked"),
                ],
                max_length=20,
            ),
        ),
    ]
