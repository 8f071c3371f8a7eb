"""A mailbox in a plain form. The password is written here and never read back."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mailbridge.dialling import is_trusted
from mailbridge.models import Mailbox
from tickets.models import Channel

SERVER = ("host", "port", "security", "username")


class ConnectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a test of the connection needs."""

    secret = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Mailbox
        fields: ClassVar[tuple[str, ...]] = (*SERVER, "folder", "afterwards", "processed_folder")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        secret = self.fields["secret"]
        secret.required = not self.instance.sealed_secret
        if self.instance.sealed_secret:
            secret.help_text = _("Leave it empty to keep the stored one.")

    def clean_host(self) -> str:
        return str(self.cleaned_data["host"]).strip().lower()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not cleaned.get("secret"):
            self._check_stored_secret()
        plain = cleaned.get("security") == Mailbox.Security.PLAIN
        if plain and "host" in cleaned and not is_trusted(cleaned["host"]):
            self.add_error("security", _("Anyone on the way could read the password: choose TLS."))
        if cleaned.get("afterwards") == Mailbox.Afterwards.MOVE and not cleaned["processed_folder"]:
            self.add_error("processed_folder", _("Name the folder to move mail to."))
        return cleaned

    def _check_stored_secret(self) -> None:
        """The stored password goes to no server but the one that it was written for."""
        if self.instance.sealed_secret and set(self.changed_data) & set(SERVER):
            self.add_error("secret", _("The server has changed: write the password again."))

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("secret"):
            self.instance.password = self.cleaned_data["secret"]


class MailboxForm(ConnectionForm):
    """The connection, and the channel whose mail it is: an existing one, or a new one by name and address."""

    channel_name = forms.CharField(
        label=_("Name that customers see"), required=False, max_length=120
    )
    channel_address = forms.EmailField(label=_("Public address"), required=False)

    class Meta(ConnectionForm.Meta):
        fields = (
            "channel", *ConnectionForm.Meta.fields,
            "retention_days", "has_plus_addresses", "is_active",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        free = Channel.objects.filter(mailbox=None)
        own = Channel.objects.filter(mailbox=self.instance.pk) if self.instance.pk else free
        channel = self.fields["channel"]
        channel.queryset = free | own  # type: ignore[attr-defined]
        channel.required = bool(self.instance.pk)
        channel.empty_label = _("a new channel, named below")  # type: ignore[attr-defined]

    def clean_channel_address(self) -> str:
        address = str(self.cleaned_data["channel_address"]).lower()
        if address and Channel.objects.filter(address=address).exists():
            raise forms.ValidationError(_("A channel has this address: choose it above."))
        return address

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not cleaned.get("channel") and not self.errors.get("channel"):
            for part in ("channel_name", "channel_address"):
                if not cleaned.get(part) and part not in self.errors:
                    self.add_error(part, _("A new channel needs it."))
        return cleaned

    def save(self, commit: bool = True) -> Mailbox:
        with transaction.atomic():
            if not self.cleaned_data.get("channel"):
                self.instance.channel = Channel.ready_made(
                    name=self.cleaned_data["channel_name"],
                    address=self.cleaned_data["channel_address"],
                )
            if not self.instance.pk:
                self.instance.start_today(self.instance.channel.calendar.timezone)
            # A mailbox that was put right is tried at once, not when the back-off ends.
            self.instance.retry_at = None
            saved: Mailbox = super().save(commit)
            return saved
