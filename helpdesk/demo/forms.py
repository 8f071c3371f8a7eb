from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.demo.cast import REGULARS, Person
from helpdesk.demo.company import SUPPORT_ADDRESSES
from tickets.desk.forms import FilesField
from tickets.models import Customer

LONGEST_TEXT = 100_000
SOMEONE_ELSE = "else"


def _one_line(text: str) -> str:
    """Header values have one line, whatever a program posts."""
    return " ".join(text.split())


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Nothing is written yet.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    uploads = FilesField(label=_("Files"), required=False)


class LetterForm(AnswerForm):
    author = forms.ChoiceField(
        label=_("You are"),
        choices=[
            *((person.email, f"{person.name} · {person.email}") for person in REGULARS),
            (SOMEONE_ELSE, _("Someone else")),
        ],
    )
    name = forms.CharField(label=_("Name of someone else"), max_length=120, required=False)
    address = forms.EmailField(label=_("Address of someone else"), required=False)
    to = forms.ChoiceField(label=_("To"), choices=[(each, each) for each in SUPPORT_ADDRESSES])
    subject = forms.CharField(label=_("Subject"), max_length=300, required=False)

    field_order = ("author", "name", "address", "to", "subject", "text", "uploads")

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])

    def clean_subject(self) -> str:
        return _one_line(self.cleaned_data["subject"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("author") == SOMEONE_ELSE and not cleaned.get("address"):
            self.add_error("address", _("Someone else needs a mail address."))
        return cleaned

    def person(self) -> Person:
        """Who writes."""
        if self.cleaned_data["author"] == SOMEONE_ELSE:
            name, address = self.cleaned_data["name"], self.cleaned_data["address"]
            return Person(name, address, "es")
        return known(self.cleaned_data["author"])


def known(address: str) -> Person:
    """The customer of this address: a regular, one of the database, or a stranger."""
    for person in REGULARS:
        if person.email == address:
            return person
    customer = Customer.objects.filter(email=address).first()
    if customer:
        return Person(customer.name, customer.email, customer.language or "es")
    return Person("", address, "es")
