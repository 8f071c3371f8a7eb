"""Plain forms for the protocol."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.models import (
    CannedResponse,
    Category,
    Channel,
    CustomerGroup,
    Playbook,
    Procedure,
    Team,
)

DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")
FILLED_IN = _(
    "{name}, {number}, {agent}, {channel}, {company}, {phone}, {hours} and {link} are filled in."
)

MOST_STEPS = 30


class ProtocolForm(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and not field.required:
                field.empty_label = _("none")


class CategoryForm(ProtocolForm):
    is_default = forms.BooleanField(
        label=_("For new tickets"),
        required=False,
        help_text=_("Each new ticket begins in this category; only one can be it."),
    )

    class Meta:
        model = Category
        fields = ("name_en", "name_es", "procedure", "team", "is_presales", "is_retired")
        help_texts: ClassVar = {
            "procedure": _("Tickets of this category follow it, step by step."),
            "team": _("Without one, the channel's team looks after them."),
            "is_retired": _("No longer offered; tickets that have it keep it."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["is_default"].initial = self.instance.is_default
        self.order_fields(("name_en", "name_es", "procedure", "team", "is_default"))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("is_default") and cleaned.get("is_retired"):
            self.add_error("is_retired", _("The category of new tickets cannot be retired."))
        return cleaned

    def save(self, commit: bool = True) -> Category:
        self.instance.is_default = self.instance.is_default and self.cleaned_data["is_default"]
        saved: Category = super().save(commit)
        if self.cleaned_data["is_default"]:
            saved.make_default()
        return saved


class CannedResponseForm(ProtocolForm):
    class Meta:
        model = CannedResponse
        fields = ("title", "body_en", "body_es")
        help_texts: ClassVar = {
            "title": _("What agents look for when they type / in a reply."),
            "body_en": FILLED_IN,
            "body_es": FILLED_IN,
        }


class ChannelForm(ProtocolForm):
    language = forms.ChoiceField(label=_("Language when in doubt"), choices=settings.LANGUAGES)

    class Meta:
        model = Channel
        fields = (
            "name", "address", "team", "policy", "calendar", "language", "phone", "phone_calendar",
            "signature_en", "signature_es", "quote", "delay_seconds",
            "silence_days", "reopen_days",
        )  # fmt: skip
        help_texts: ClassVar = {
            "phone": _("Stands in each mail and on each status page, with its hours."),
            "phone_calendar": _("Without one, the phone keeps the hours of the channel."),
            "signature_en": FILLED_IN,
            "signature_es": FILLED_IN,
            "quote": _("What the customer and we wrote before, below our answer. Never a note."),
            "delay_seconds": _(
                "How long before, in working time: 15 min. Once for each date, while the channel is open. "
                "0: customers are not told."
            ),
            "silence_days": _("One reminder is sent half-way. Silence is counted as silence."),
        }

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip().lower()


class TeamForm(ProtocolForm):
    class Meta:
        model = Team
        fields = ("name", "calendar")
        help_texts: ClassVar = {
            "calendar": _("When its people are told of targets; else the hours of the channel."),
        }


class CustomerGroupForm(ProtocolForm):
    domains_text = forms.CharField(
        label=_("Mail domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line, as company.example: who writes from there belongs to the group. "
            "Others are put in beside a ticket of theirs."
        ),
    )

    class Meta:
        model = CustomerGroup
        fields = ("name",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["domains_text"].initial = "\n".join(self.instance.domains)

    def clean_domains_text(self) -> str:
        domains = str(self.cleaned_data["domains_text"]).lower().replace("@", " ").split()
        others = CustomerGroup.by_domain(CustomerGroup.objects.exclude(pk=self.instance.pk))
        for domain in domains:
            if not DOMAIN.fullmatch(domain):
                raise ValidationError(
                    _("“%s” is not a mail domain such as company.example.") % domain
                )
            if domain in others:
                raise ValidationError(_("“%s” belongs to another group already.") % domain)
        self.instance.domains = sorted(set(domains))
        return "\n".join(self.instance.domains)


class NamedForm(ProtocolForm):
    """A noun whose name may be said in one language only."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not (cleaned.get("name_en") or cleaned.get("name_es")):
            self.add_error("name_en", _("Give it a name in one language at least."))
        return cleaned


class ProcedureForm(NamedForm):
    class Meta:
        model = Procedure
        fields = ("name_en", "name_es")


class LinesField(forms.CharField):
    """The lines that are not empty."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        lines = [line.strip()[:80] for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_STEPS:
            raise forms.ValidationError(_("A procedure has %d steps at most.") % MOST_STEPS)
        return lines


class StepLinesForm(forms.Form):
    steps = LinesField(label=_("More steps, one a line"), max_length=4000)


class NewProcedureForm(ProcedureForm):
    steps = LinesField(
        label=_("Its steps, one a line"),
        help_text=_("Received, checked, refunded … What is read at each comes next."),
        max_length=4000,
        required=False,
    )


class PlaybookForm(NamedForm):
    class Meta:
        model = Playbook
        fields = (
            "name_en", "name_es", "kind", "signs_en", "signs_es", "instructions_en", "instructions_es",
            "escalates_to",
        )  # fmt: skip
        help_texts: ClassVar = {
            "kind": _(
                "It opens with a flag of this kind. The desk knows many signs of each by itself."
            ),
            "signs_en": _("More words or phrases, one a line. A message that has one opens it."),
            "escalates_to": _("The team that takes over when an agent hands the matter up."),
        }
