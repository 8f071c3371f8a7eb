"""Mail texts: templates/letters/LANGUAGE/NAME.{subject.txt,txt,html} become subject, text and HTML body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine
from django.utils import timezone, translation

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def write(name: str, *, language: str, facts: Mapping[str, Any]) -> Letter:
    """The letter of this name ("acknowledgement", "reply", …) in the reader's language.

    Moments are said in the zone of the calendar of `facts["channel"]`. Only the HTML is escaped: a text with
    "&amp;" in it would be read as it stands.
    """
    language = language if language in LANGUAGES else "en"
    folder = f"letters/{language}/{name}"
    zone = facts["channel"].calendar.timezone
    with translation.override(language), timezone.override(zone):
        return Letter(
            subject=" ".join(_rendered(f"{folder}.subject.txt", facts).split()),
            text=_rendered(f"{folder}.txt", facts).strip() + "\n",
            html=_rendered(f"{folder}.html", facts, is_html=True).strip() + "\n",
        )


def _rendered(path: str, facts: Mapping[str, Any], *, is_html: bool = False) -> str:
    template = Engine.get_default().get_template(path)
    return template.render(Context(dict(facts), autoescape=is_html))
