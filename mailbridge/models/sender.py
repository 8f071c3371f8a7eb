"""By which way the answers of one mailbox leave, and how that way is doing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mailbridge.models.mailbox import Mailbox
from mailbridge.models.troubled import Troubled
from mailbridge.secret import Sealed


class Sender(Troubled):
    class Kind(models.TextChoices):
        SETTINGS = "settings", _("the mail server of this installation (EMAIL_URL)")
        ACCOUNT = "account", _("the same Google or Microsoft account")
        SMTP = "smtp", _("another mail server (SMTP)")
        BREVO = "brevo", "Brevo"
        MAILERSEND = "mailersend", "MailerSend"
        MAILGUN = "mailgun", "Mailgun"
        MAILGUN_EU = "mailgun_eu", _("Mailgun, European Union")
        MAILJET = "mailjet", "Mailjet"
        MANDRILL = "mandrill", "Mandrill"
        POSTMARK = "postmark", "Postmark"
        RESEND = "resend", "Resend"
        SPARKPOST = "sparkpost", "SparkPost"
        SPARKPOST_EU = "sparkpost_eu", _("SparkPost, European Union")

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="sender")
    kind = models.CharField(
        _("answers leave by"), max_length=16, choices=Kind.choices, default=Kind.SETTINGS
    )
    host = models.CharField(_("SMTP server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), default=465)
    security = models.CharField(
        _("encryption"),
        max_length=8,
        choices=Mailbox.Security.choices,
        default=Mailbox.Security.TLS,
    )
    username = models.CharField(_("user name"), max_length=320, blank=True)
    sealed_secret = models.TextField(editable=False, blank=True)
    is_paused = models.BooleanField(
        _("hold mail back; it leaves when this is switched off"), default=False
    )

    secret = Sealed("sealed_secret")

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def shares_trouble(self) -> bool:
        """What keeps mail from coming in keeps it from leaving, too."""
        problem = self.mailbox.problem
        is_same_door = bool(problem and problem.remedy) and self.kind == self.Kind.ACCOUNT
        return is_same_door or bool(problem and self.problem_kind == problem.kind)

    @classmethod
    def at_rest(cls) -> QuerySet[Sender]:
        """Those by which nothing leaves now: paused by a person, or left alone after trouble."""
        return cls.objects.filter(Q(is_paused=True) | Q(retry_at__gt=Now()))
