from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models import Complaint, ComplaintCause, Ticket, currency
from tickets.models.complaint import AMENDABLE, Entry
from tickets.models.complaint_cause import CauseTree
from tickets.models.complaint_register import home_day, home_zone

# How procedures call the fact that names what was bought.
PRODUCT_FACTS = ("product", "article", "item", "model", "producto", "artículo", "modelo")
MINUTE = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and hour in the zone of the house."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format=MINUTE, attrs={"type": "datetime-local"})
        super().__init__(widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        is_moment = isinstance(value, dt.datetime)
        return value.astimezone(home_zone()).strftime(MINUTE) if is_moment else value

    def to_python(self, value: Any) -> dt.datetime | None:
        moment = super().to_python(value)
        return moment.replace(tzinfo=home_zone()) if moment else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The form knows no seconds, so they do not count."""
        return bool(self.prepare_value(initial) != (data or None))


class ComplaintForm(forms.ModelForm):  # type: ignore[type-arg]
    """The entry of a ticket in the register; without a known one, what is asked at first."""

    LATER = ("answered_at", "root_cause")
    received_at = MomentField(label=__("Received"))
    answered_at = MomentField(label=__("Answered"), required=False)
    cause = forms.TypedChoiceField(label=__("Cause"), required=False, empty_value=None)
    tells_customer = forms.BooleanField(
        label=__("Send the customer a receipt with the number and the answer date"),
        required=False,
        initial=True,
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Complaint
        fields = (
            "received_at", "asked", "product", "cause", "severity", "harm_kind", "harm",
            "remedy", "cost", "answered_at", "root_cause",
        )  # fmt: skip
        widgets: ClassVar = {
            "asked": forms.Textarea(attrs={"rows": 4}),
            "harm": forms.Textarea(attrs={"rows": 2}),
            "remedy": forms.Textarea(attrs={"rows": 2}),
            "root_cause": forms.Textarea(attrs={"rows": 2}),
            "product": forms.TextInput(attrs={"list": "products", "autocomplete": "off"}),
        }

    def __init__(self, known: Complaint | None, ticket: Ticket, data: Any = None) -> None:
        initial = {"revision": known.revision} if known else prefilled(ticket)
        super().__init__(data, instance=known, initial=initial)
        for name in ("tells_customer",) if known else (*self.LATER, "revision"):
            del self.fields[name]
        self.fields["cost"].label = currency.labelled(self.fields["cost"].label)
        self.products = Complaint.objects.products()
        self.tree = CauseTree()
        chosen = known.cause_id if known else None
        choices = [
            (each.pk, each.path)
            for _level, each in self.tree.walk()
            if not each.is_retired or each.pk == chosen
        ]
        field: Any = self.fields["cause"]
        field.choices, field.coerce = [("", _("not known yet")), *choices], self._cause

    def clean_received_at(self) -> dt.datetime:
        at: dt.datetime = self.cleaned_data["received_at"]
        if not Complaint.may_be_received(at):
            raise ValidationError(_("Within the last five years, and not in the future."))
        if self.instance.pk and home_day(at).year != self.instance.year:
            words = _("The entry has its number in %(year)d: annul it and enter it anew.")
            raise ValidationError(words % {"year": self.instance.year})
        return at

    def clean_answered_at(self) -> dt.datetime | None:
        at: dt.datetime | None = self.cleaned_data["answered_at"]
        received = self.cleaned_data.get("received_at")
        if at and (at > timezone.now() or (received and at < received)):
            raise ValidationError(_("After the complaint, and not in the future."))
        return at

    def columns(self) -> dict[str, Any]:
        """What the agent changed; at first, all of it."""
        names = self.changed_data if self.instance.pk else self.fields
        return {name: self.cleaned_data[name] for name in names if name in AMENDABLE}

    def entry(self) -> Entry:
        columns = self.columns()
        return Entry(
            received_at=columns.pop("received_at"),
            columns=columns,
            tells_customer=self.cleaned_data["tells_customer"],
        )

    def _cause(self, key: str) -> ComplaintCause | None:
        return self.tree.by_pk.get(int(key))


def prefilled(ticket: Ticket) -> dict[str, Any]:
    """What the ticket knows already: when and in which words it came, about what, and what was agreed."""
    option = ticket.chosen_option()
    return {
        "received_at": ticket.created_at,
        "asked": ticket.customers_words()[:4000],
        "product": _product(ticket),
        "remedy": option.words if option else "",
        "cost": option.value if option else None,
    }


def _product(ticket: Ticket) -> str:
    for stop in ticket.steps.select_related("step"):
        for fact in stop.step.wanted():
            named = f"{fact.key} {fact.en} {fact.es}".lower().split()
            if (noted := stop.noted.get(fact.key)) and any(each in named for each in PRODUCT_FACTS):
                return str(noted)[:120]
    return ""
