from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.translated import Translated


class CannedResponse(Translated):
    """A ready text. `{name}`, `{number}` and `{agent}` are replaced by plain substitution (A44)."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    body_en = models.TextField(_("text in English"), blank=True)
    body_es = models.TextField(_("text in Spanish"), blank=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def filled(self, *, language: str, name: str, number: int, agent: str) -> str:
        text = self.text_in("body", language)
        for placeholder, value in (("name", name), ("number", str(number)), ("agent", agent)):
            text = text.replace("{" + placeholder + "}", value)
        return text
