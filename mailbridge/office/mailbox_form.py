"""A mailbox in plain forms. What is secret is written here and never read back."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mailbridge.dialling import is_trusted
from mailbridge.models import Grant, Mailbox, OAuthApp
from mailbridge.oauth.providers import provider
from mailbridge.office.changed_columns import ChangedColumnsForm
from mailbridge.office.secret_field import SecretField, let_empty_keep
from tickets.models import Channel

SERVER = ("host", "port", "security", "username")


class ConnectionForm(ChangedColumnsForm):
    """What a test of the connection needs: a server and its password, or only whose mail a provider opens."""

    secret = SecretField(label=_("Password"))

    class Meta:
        model = Mailbox
        fields: ClassVar[tuple[str, ...]] = (*SERVER, "folder", "afterwards", "processed_folder")

    def __init__(self, *args: Any, sign_in: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._was = (self.instance.sign_in, self.instance.username)
        self.instance.sign_in = sign_in
        if self.instance.has_password:
            secret = self.fields["secret"]
            secret.required = not self.instance.sealed_secret
            let_empty_keep(secret, self.instance.sealed_secret)
            return
        for name in ("host", "port", "security", "secret"):
            del self.fields[name]
        self.fields["username"] = forms.EmailField(
            label=_("Address of the mailbox"),
            max_length=320,
            help_text=_(
                "Of a shared mailbox, its own address, not that of the person who signs in."
            ),
        )

    @property
    def is_another_account(self) -> bool:
        """Whether what was granted for the mailbox as it stands stored says nothing about this one."""
        return self._was != (self.instance.sign_in, self.instance.username)

    def clean_host(self) -> str:
        return str(self.cleaned_data["host"]).strip().lower()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.has_password:
            self._check_password(cleaned)
        if cleaned.get("afterwards") == Mailbox.Afterwards.MOVE and not cleaned["processed_folder"]:
            self.add_error("processed_folder", _("Name the folder to move mail to."))
        return cleaned

    def _check_password(self, cleaned: dict[str, Any]) -> None:
        """The stored one goes to no server but the one that it was written for, and none in clear."""
        is_kept = self.instance.sealed_secret and not cleaned.get("secret")
        if is_kept and set(self.changed_data) & set(SERVER):
            self.add_error("secret", _("The server has changed: write the password again."))
        plain = cleaned.get("security") == Mailbox.Security.PLAIN
        if plain and "host" in cleaned and not is_trusted(cleaned["host"]):
            self.add_error("security", _("Anyone on the way could read the password: choose TLS."))

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        box = self.instance
        if not box.has_password:
            server = provider(box.provider).imap
            box.host, box.port, box.security = server.host, server.port, server.security
            box.password = ""
        elif self.cleaned_data.get("secret"):
            box.password = self.cleaned_data["secret"]


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
            saved: Mailbox = super().save(commit)
            # A mailbox that was put right is tried at once, not when the back-off ends.
            Mailbox.objects.filter(pk=saved.pk).update(retry_at=None)
            if self.is_another_account:
                Grant.objects.filter(mailbox=saved).delete()
                saved.forget_trouble()
            return saved


class AppForm(forms.ModelForm):  # type: ignore[type-arg]
    """Our app at Google or Microsoft."""

    client_secret = SecretField(label=_("Client secret"), strip=True)

    class Meta:
        model = OAuthApp
        fields: ClassVar[tuple[str, ...]] = ("client_id", "tenant", "secret_ends_on")
        widgets: ClassVar = {
            "secret_ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }
        help_texts: ClassVar = {
            "secret_ends_on": _("Microsoft shows it beside the secret. We warn you 30 days before.")
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(("client_id", "client_secret", "secret_ends_on", "tenant"))
        if self.instance.provider == OAuthApp.Provider.GOOGLE:
            del self.fields["tenant"], self.fields["secret_ends_on"]
        else:
            self.fields["tenant"].required = True
        secret = self.fields["client_secret"]
        secret.required = not self.instance.sealed_secret
        let_empty_keep(secret, self.instance.sealed_secret)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("client_secret"):
            self.instance.client_secret = self.cleaned_data["client_secret"]
