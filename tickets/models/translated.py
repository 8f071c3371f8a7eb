"""Texts that exist in each language of the service, as columns `NAME_en` and `NAME_es`."""

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("en", "es")


def in_language(en: str, es: str, language: str | None = None) -> str:
    """The text in `language` (a code such as "es" or "es-mx"; default: the active one), or else the other."""
    code = (language or get_language() or "en")[:2]
    return es or en if code == "es" else en or es


class Translated(models.Model):
    """A noun with texts in English and Spanish; an empty one falls back to the other language."""

    class Meta:
        abstract = True

    def text_in(self, field: str, language: str | None = None) -> str:
        """The text of `field`, as `in_language` chooses it."""
        en, es = (str(getattr(self, f"{field}_{code}")) for code in LANGUAGES)
        return in_language(en, es, language)
