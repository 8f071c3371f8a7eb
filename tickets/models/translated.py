"""Texts that exist in each language of the service, as columns `NAME_en` and `NAME_es`."""

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("en", "es")


class Translated(models.Model):
    """A noun with texts in English and Spanish; an empty one falls back to the other language."""

    class Meta:
        abstract = True

    def text_in(self, field: str, language: str | None = None) -> str:
        """The text of `field` in `language` (a code such as "es" or "es-mx"; default: the active one)."""
        code = (language or get_language() or "en")[:2]
        wanted = code if code in LANGUAGES else "en"
        other = "es" if wanted == "en" else "en"
        return str(getattr(self, f"{field}_{wanted}") or getattr(self, f"{field}_{other}"))
