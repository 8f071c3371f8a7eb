from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.translated import Translated
from tickets.rules import placeholders


class CannedResponse(Translated):
    """A ready text; the names of `tickets.rules.placeholders` in braces are filled in (A44)."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    body_en = models.TextField(_("text in English"), blank=True)
    body_es = models.TextField(_("text in Spanish"), blank=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def filled(self, *, language: str, values: Mapping[str, str]) -> str:
        return placeholders.filled(self.text_in("body", language), values)
