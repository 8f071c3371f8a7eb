import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.state import StateApps as Apps

READY_MADE = {
    "Upset customer": "upset",
    "Abusive message": "abusive",
    "Legal threat": "legal",
    "Press": "press",
}


def sort_playbooks(apps: Apps, editor: object) -> None:
    """Those of the ready-made protocols open by what they are named for; others stay "complex"."""
    for name, kind in READY_MADE.items():
        apps.get_model("tickets", "Playbook").objects.filter(name_en=name).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0025_delays"),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legal", "Legal threat"),
                            ("press", "Press"),
                            ("abusive", "Abusive"),
                            ("upset", "Upset"),
                            ("at_risk", "At risk"),
                            ("complex", "Complex"),
                        ],
                        max_length=10,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("up", "up"),
                            ("not_so", "not so"),
                            ("over", "over with the ticket"),
                        ],
                        default="up",
                        max_length=6,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("raised_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="FlagReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[
                            ("anger", "angry words"),
                            ("insult", "insults"),
                            ("shouting", "shouting"),
                            ("asked_again", "asks again"),
                            ("legal", "legal threats"),
                            ("press", "press and reviews"),
                            ("leaving", "means to leave"),
                            ("own", "words of your playbooks"),
                            ("unanswered", "messages without an answer"),
                            ("late", "waits past the target"),
                            ("declined", "declined proposals"),
                            ("reopened", "reopened"),
                            ("low_rating", "a low rating before"),
                            ("other_tickets", "other open tickets about the like"),
                        ],
                        max_length=14,
                    ),
                ),
                ("strength", models.PositiveSmallIntegerField()),
                ("words", models.CharField(blank=True, max_length=80)),
                ("phrase", models.CharField(blank=True, max_length=80)),
                ("start", models.PositiveIntegerField(null=True)),
                ("amount", models.PositiveIntegerField(null=True)),
                ("since", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_open_by_due",
        ),
        migrations.AddField(
            model_name="playbook",
            name="kind",
            field=models.CharField(
                choices=[
                    ("legal", "Legal threat"),
                    ("press", "Press"),
                    ("abusive", "Abusive"),
                    ("upset", "Upset"),
                    ("at_risk", "At risk"),
                    ("complex", "Complex"),
                ],
                db_default="complex",
                default="complex",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="flagged_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="listed_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Least(
                    "next_due_at",
                    models.Case(models.When(status__in=("new", "open"), then="flagged_at")),
                ),
                output_field=models.DateTimeField(null=True),
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
                    ("held", "holding reply sent"),
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
                    ("promised", "a date promised"),
                    ("promise_kept", "promise kept"),
                    ("promise_missed", "promise missed"),
                    ("promise_unkept", "promise open again: the answer did not arrive"),
                    ("promise_renewed", "new date told in time"),
                    ("delay_told", "customer told of a delay, with a new date"),
                    ("promise_withdrawn", "was no promise"),
                    ("call_asked", "customer asked to be called"),
                    ("call_cancelled", "call cancelled"),
                    ("called", "called"),
                    ("proposed", "resolution proposed"),
                    ("accepted", "customer agreed"),
                    ("declined", "customer did not agree"),
                    ("closed", "closed"),
                    ("reopened", "reopened"),
                    ("spam", "marked as spam"),
                    ("not_spam", "marked as not spam"),
                    ("due_soon", "due soon"),
                    ("breached", "target missed"),
                    ("flagged", "flag raised"),
                    ("flag_dismissed", "flag taken down: not so"),
                    ("escalated", "escalated"),
                    ("delivery", "delivery of a mail changed"),
                    ("sent_again", "mail sent again by hand"),
                    ("not_sent", "automatic mail not sent"),
                    ("suppression_lifted", "mail to an address allowed again"),
                    ("address_known", "customer's address written down"),
                    ("rated", "customer rated"),
                    ("consented", "customer lets us show the comment"),
                    ("consent_withdrawn", "customer no longer lets us show the comment"),
                    ("testimonial_shown", "comment shown to everybody"),
                    ("testimonial_off", "comment no longer shown"),
                    ("released_message", "held message released"),
                    ("imported", "brought in from the mailbox as history"),
                    ("merged", "another ticket merged into this one"),
                    ("unmerged", "merge undone"),
                    ("complaint_entered", "entered as a complaint"),
                    ("complaint_amended", "complaint amended"),
                    ("complaint_annulled", "complaint annulled"),
                    ("action_opened", "corrective action begun"),
                    ("action_changed", "corrective action changed"),
                    ("action_done", "corrective action done"),
                    ("action_reopened", "corrective action taken up again"),
                    ("link_revoked", "status link revoked"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                models.OrderBy(models.F("listed_at"), nulls_last=True),
                models.F("id"),
                condition=models.Q(
                    models.Q(("status", "closed"), _negated=True), ("is_spam", False)
                ),
                name="ticket_open_by_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("flagged_at__isnull", False)),
                fields=["flagged_at"],
                name="ticket_flagged",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="flags",
                to="tickets.ticket",
            ),
        ),
        migrations.AddField(
            model_name="flagreason",
            name="flag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reasons",
                to="tickets.flag",
            ),
        ),
        migrations.AddField(
            model_name="flagreason",
            name="message",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="tickets.message",
            ),
        ),
        migrations.AddField(
            model_name="flagreason",
            name="playbook",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="tickets.playbook",
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(fields=["raised_at"], name="flag_raised"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "up")),
                fields=("ticket", "kind"),
                name="one_flag_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="flagreason",
            constraint=models.UniqueConstraint(
                fields=("flag", "sign", "phrase"), name="one_reason_a_phrase"
            ),
        ),
        migrations.RunPython(sort_playbooks, migrations.RunPython.noop),
    ]
