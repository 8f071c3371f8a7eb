from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models import Category, Channel, Customer, phone_number
from tickets.models.message import Incoming
from tickets.reasons import because

LONGEST_TEXT = 20_000


class CallerForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    number = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    address = forms.EmailField(
        label=_("Mail address"),
        max_length=320,
        required=False,
        help_text=_("With it they get a confirmation and the link to their page."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=300)
    text = forms.CharField(
        label=_("What they said"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    channel = forms.ModelChoiceField(Channel.objects.all(), label=_("Channel"), empty_label=None)
    category = forms.ModelChoiceField(
        Category.objects.filter(is_retired=False),
        label=_("Category"),
        required=False,
        empty_label=_("the usual one"),
    )
    nonce = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        channel, written = cleaned.get("channel"), cleaned.get("number", "")
        if written and channel:
            cleaned["number"] = phone_number.read(written, region=channel.phone_region)
            if not cleaned["number"]:
                self.add_error("number", _("This is no phone number that one can call."))
        elif not cleaned.get("address") and "address" not in self.errors:
            self.add_error("number", _("Write down a number or an address."))
        return cleaned

    def incoming(self) -> Incoming:
        """What the caller said, as a message of theirs. Their mail address is what they say it is: nothing
        that they said is mailed back (A28).
        """
        cleaned = self.cleaned_data
        number, address = cleaned["number"], cleaned["address"]
        words = f"{cleaned['text']}\n\n{phone_number.shown(number)}" if number else cleaned["text"]
        return Incoming(
            from_addr=address or f"{number.removeprefix('+')}@{Customer.UNKNOWN}",
            from_name=cleaned["name"],
            to=(cleaned["channel"].address,),
            subject=cleaned["subject"],
            text=words,
            new_text=words,
            received_at=timezone.now(),
            source_key=f"caller:{cleaned['nonce']}",
            no_ack_reason="" if address else because("caller_without_address"),
        )
