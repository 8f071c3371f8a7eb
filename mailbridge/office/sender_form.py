"""By which way a mailbox's answers leave, in a plain form. Password and key are written here, never read back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from mailbridge.dialling import is_trusted
from mailbridge.models import Mailbox, Sender
from mailbridge.office.changed_columns import ChangedColumnsForm
from mailbridge.office.secret_field import SecretField, let_empty_keep

Kind = Sender.Kind
WHERE = ("kind", "host", "port", "security", "username")


class SenderForm(ChangedColumnsForm):
    secret = SecretField(label=_("Password or key"))

    class Meta:
        model = Sender
        fields: ClassVar[tuple[str, ...]] = (*WHERE, "is_paused")

    def __init__(self, *args: Any, mailbox: Mailbox, **options: Any) -> None:
        super().__init__(*args, **{**options, "prefix": "sender"})
        self.instance.mailbox = mailbox
        kind = self.fields["kind"]
        if not (mailbox.pk or mailbox.has_password):
            self.initial["kind"] = Kind.ACCOUNT
        if mailbox.has_password:
            kind.choices = [each for each in Kind.choices if each[0] != Kind.ACCOUNT]  # type: ignore[attr-defined]
        for name in ("kind", "port", "security"):
            self.fields[name].required = False
        let_empty_keep(self.fields["secret"], self.instance.sealed_secret)

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or self.instance.kind)

    def clean_host(self) -> str:
        return str(self.cleaned_data["host"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", "")
        cleaned["port"] = cleaned.get("port") or 465
        cleaned["security"] = cleaned.get("security") or Mailbox.Security.TLS
        if kind == Kind.SMTP:
            self._check_server(cleaned)
        elif kind not in (Kind.SETTINGS, Kind.ACCOUNT, "") and not self._has_secret():
            self.add_error("secret", _("Sending by this provider needs a key."))
        if kind == Kind.MAILJET and not cleaned.get("username"):
            self.add_error("username", _("Mailjet has two keys: this is the API key."))
        self._check_stored_secret()
        return cleaned

    def _check_server(self, cleaned: dict[str, Any]) -> None:
        host = cleaned.get("host", "")
        if not host:
            self.add_error("host", _("Name the server that sends mail."))
        if cleaned["security"] == Mailbox.Security.PLAIN and not is_trusted(host):
            self.add_error("security", _("Anyone on the way could read the password: choose TLS."))
        if cleaned.get("username") and not self._has_secret():
            self.add_error("secret", _("This user has a password."))

    def _has_secret(self) -> bool:
        return bool(self.cleaned_data.get("secret") or self.instance.sealed_secret)

    def _check_stored_secret(self) -> None:
        """The stored secret goes to no server but the one that it was written for."""
        is_kept = self.instance.sealed_secret and not self.cleaned_data.get("secret")
        needs_one = self.cleaned_data.get("kind") not in (Kind.SETTINGS, Kind.ACCOUNT)
        if is_kept and needs_one and set(self.changed_data) & set(WHERE):
            self.add_error("secret", _("The server has changed: write the password again."))

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("secret"):
            self.instance.secret = self.cleaned_data["secret"]
        if self.cleaned_data.get("kind") in (Kind.SETTINGS, Kind.ACCOUNT):
            self.instance.secret = ""

    def save(self, commit: bool = True) -> Sender:
        """Call once the mailbox is saved. What was put right is tried at once."""
        saved: Sender = super().save(commit)
        saved.forget_trouble()
        return saved
