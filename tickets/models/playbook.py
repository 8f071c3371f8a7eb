"""What to do when a matter is more than its procedure: complex, upset, abusive, legal threat, press (R11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.models.translated import Translated


class Matter(models.TextChoices):
    """What a matter may be besides its category, gravest first."""

    LEGAL = "legal", pgettext_lazy("flag", "Legal threat")
    PRESS = "press", pgettext_lazy("flag", "Press")
    ABUSIVE = "abusive", pgettext_lazy("flag", "Abusive")
    UPSET = "upset", pgettext_lazy("flag", "Upset")
    AT_RISK = "at_risk", pgettext_lazy("flag", "At risk")
    COMPLEX = "complex", pgettext_lazy("flag", "Complex")


class Playbook(Translated):
    """Opens beside a ticket with a flag of its kind.

    `signs` are words or phrases, one a line, by which a customer's message raises that flag too.
    """

    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120, blank=True)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Matter.choices,
        default=Matter.COMPLEX,
        db_default=Matter.COMPLEX,
    )
    signs_en = models.TextField(_("signs, in English"), max_length=4000, blank=True)
    signs_es = models.TextField(_("signs, in Spanish"), max_length=4000, blank=True)
    instructions_en = models.TextField(
        _("what the agent does, in English"), max_length=4000, blank=True
    )
    instructions_es = models.TextField(
        _("what the agent does, in Spanish"), max_length=4000, blank=True
    )
    escalates_to = models.ForeignKey(
        "tickets.Team",
        verbose_name=_("escalated to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ("name_en", "name_es")

    def __str__(self) -> str:
        return self.text_in("name")

    @property
    def instructions(self) -> str:
        return self.text_in("instructions")

    def signs(self, language: str) -> list[str]:
        """The signs of a language, without falling back to the other."""
        words = self.signs_es if language.startswith("es") else self.signs_en
        return [line.strip() for line in words.splitlines() if line.strip()]
