"""Moments in whole words, for letters and the customer's page, in the active language and time zone."""

from __future__ import annotations

import datetime as dt
import re

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tickets.models import Attachment, Message
from tickets.rules import moments
from tickets.rules.windows import Window

register = template.Library()


@register.filter
def in_words(moment: dt.datetime) -> str:
    """ "tomorrow, Tuesday 24 November, at 10:00 (Madrid time)"; reads well after "by" and "a más tardar"."""
    return moments.in_words(
        moment,
        language=get_language() or "en",
        timezone=timezone.get_current_timezone_name(),
        now=timezone.now(),
    )


@register.filter
def day_in_words(moment: dt.datetime | dt.date) -> str:
    """ "Tuesday 24 November", with the year when it is not this one."""
    day = timezone.localdate(moment) if isinstance(moment, dt.datetime) else moment
    return moments.date_in_words(day, language=get_language() or "en", today=timezone.localdate())


@register.filter
def window_in_words(window: Window) -> str:
    """ "tomorrow, Tuesday 24 November, between 9:00 and 11:00 (Madrid time)"."""
    return moments.window_in_words(
        window.begin,
        window.end,
        language=get_language() or "en",
        timezone=timezone.get_current_timezone_name(),
        now=timezone.now(),
    )


@register.filter
def quoted(text: str) -> str:
    """As mail quotes: "> " before each line."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@register.filter
def with_pictures(html: SafeString, message: Message) -> SafeString:
    """The message's own pictures where its text names them, as parts of the same mail; for letters.

    Only at the beginning of a word: never within an address that has become a link.
    """
    for picture in message.attachments.filter(is_inline=True).exclude(content_id=""):
        place = re.compile(r"(?<![^\s>])" + re.escape(escape(f"[{picture.name}]")))
        html = mark_safe(_shown(picture).join(place.split(html)))  # noqa: S308  both were escaped
    return html


def _shown(picture: Attachment) -> str:
    return format_html(
        '<img src="cid:{}" alt="{}" style="max-width:100%;height:auto;">',
        picture.content_id,
        picture.name,
    )
