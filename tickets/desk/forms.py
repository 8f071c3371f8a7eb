from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent, Category, Channel, Customer, CustomerGroup, Priority, Team, Ticket
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Draft

LONGEST_TEXT = 100_000
MOST_ADDRESSES = 50


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none of them required; together within settings.UPLOAD_SIZE_LIMIT bytes."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        one_by_one = data if isinstance(data, list | tuple) else [data] if data else []
        files = [super(FilesField, self).clean(each, initial) for each in one_by_one]
        if sum(file.size for file in files) > settings.UPLOAD_SIZE_LIMIT:
            limit = settings.UPLOAD_SIZE_LIMIT // 1024 // 1024
            raise ValidationError(_("The files are larger than %d MB together.") % limit)
        return files


def split(text: str) -> list[str]:
    """What stands between commas or semicolons."""
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


class AddressesField(forms.CharField):
    """Mail addresses between commas."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value) or ""
        addresses = split(text)
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(_("More than %d addresses.") % MOST_ADDRESSES)
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(_("“%s” is not a mail address.") % address) from error
        return tuple(dict.fromkeys(address.lower() for address in addresses))


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Nothing is written yet.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    uploads = FilesField(required=False)
    nonce = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def stored_files(self) -> tuple[IncomingFile, ...]:
        """Keep the uploads as blobs. Raises OSError when the disk is full."""
        return tuple(
            IncomingFile.stored(
                file.name or "file", file.content_type or "application/octet-stream", file.read()
            )
            for file in self.cleaned_data["uploads"]
        )


class ReplyForm(NoteForm):
    THEN = (
        ("waiting", _("wait for the customer")),
        ("open", _("keep it open")),
        ("propose", _("propose it as the resolution")),
    )
    cc = AddressesField(required=False, label=_("Cc"), max_length=4000)
    bcc = AddressesField(required=False, label=_("Bcc"), max_length=4000)
    then = forms.ChoiceField(choices=THEN, required=False, label=_("and then"))
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def draft(self) -> Draft:
        cleaned = self.cleaned_data
        return Draft(
            text=cleaned["text"],
            cc=cleaned["cc"],
            bcc=cleaned["bcc"],
            files=self.stored_files(),
            nonce=cleaned["nonce"],
            then="open" if cleaned["then"] == "open" else "waiting",
            seen=cleaned["seen"],
        )


class AssignForm(forms.Form):
    agent = forms.ModelChoiceField(Agent.objects.filter(is_active=True), required=False)
    team = forms.ModelChoiceField(Team.objects.all(), required=False)


class TicketNumberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A ticket by its number, with or without the sign before it."""

    def clean(self, value: Any) -> Any:
        return super().clean(str(value or "").strip().removeprefix("#"))


class MergeForm(forms.Form):
    into = TicketNumberField(
        Ticket.objects.none(),
        error_messages={
            "required": _("Say into which ticket."),
            "invalid_choice": _("There is no such ticket here."),
        },
    )


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.filter(is_retired=False))


class PriorityForm(forms.Form):
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int)


class AddressForm(forms.Form):
    """To whom a ticket belongs whose sender could not be told."""

    email = forms.EmailField(
        max_length=320,
        error_messages={
            "required": _("Write down an address."),
            "invalid": _("This is not a mail address."),
        },
    )
    name = forms.CharField(max_length=200, required=False)

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).lower()
        if Customer.is_stand_in(address):
            raise ValidationError(_("This is not a mail address."))
        if Channel.objects.filter(address=address).exists():
            raise ValidationError(_("This is an address of ours, not the customer's."))
        return address


class CustomerGroupForm(forms.Form):
    group = forms.ModelChoiceField(CustomerGroup.objects.all(), required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300, error_messages={"required": _("Say in a few words why.")}
    )
