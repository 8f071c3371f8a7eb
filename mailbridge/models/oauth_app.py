"""Ventanilla as Google or Microsoft know it: the registered app with which people sign in to their mail."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mailbridge.secret import Sealed


class OAuthApp(models.Model):
    class Provider(models.TextChoices):
        GOOGLE = "google", "Google"
        MICROSOFT = "microsoft", "Microsoft 365"

    provider = models.CharField(max_length=12, choices=Provider.choices, primary_key=True)
    client_id = models.CharField(_("client ID"), max_length=200)
    sealed_secret = models.TextField(editable=False)
    tenant = models.CharField(_("directory (tenant) ID"), max_length=100, blank=True)
    secret_ends_on = models.DateField(_("last day of the client secret"), null=True, blank=True)

    client_secret = Sealed("sealed_secret")

    def __str__(self) -> str:
        return self.get_provider_display()

    @classmethod
    def of(cls, provider: str) -> OAuthApp | None:
        """As written in the office, else as the settings say; None where neither names one."""
        return cls.objects.filter(provider=provider).first() or cls._from_settings(provider)

    @classmethod
    def all_known(cls) -> list[OAuthApp]:
        return [app for provider in cls.Provider.values if (app := cls.of(provider))]

    @classmethod
    def _from_settings(cls, provider: str) -> OAuthApp | None:
        named = settings.OAUTH_APPS[provider]
        if not named["id"]:
            return None
        ends_on = named.get("secret_ends_on")
        app = cls(
            provider=provider,
            client_id=named["id"],
            tenant=named.get("tenant", ""),
            secret_ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
        )
        app.client_secret = named["secret"]
        return app
