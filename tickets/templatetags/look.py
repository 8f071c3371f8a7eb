"""How moments, states and people look: words and icons only. What is true is asked of the models."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message as Toast
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tickets.models import Ticket

register = template.Library()

WORD = re.compile(r"(\s+)")
LINK = re.compile(r"https?://[^\s<>\"]", re.IGNORECASE)
SOON = dt.timedelta(hours=2)
STATUS_ICONS = {
    "new": "mail",
    "open": "inbox",
    "waiting": "pause",
    "proposed": "handshake",
    "closed": "check",
    "spam": "spam",
    "failed": "alert",
}


@dataclass(frozen=True)
class Due:
    """A moment by which something is promised, in words for a list."""

    at: dt.datetime
    words: str
    exact: str
    urgency: str  # "late", "soon", "ahead"
    icon: str


@register.simple_tag
def due_at(moment: dt.datetime | None, now: dt.datetime | None = None) -> Due | None:
    """How long until `moment`: "12 min left", "in 2 h", "40 min late". Nothing when there is no moment."""
    if moment is None:
        return None
    left = moment - (now or timezone.now())
    exact = exact_time(moment)
    if left < dt.timedelta():
        words = _("%(time)s late") % {"time": short_duration(-left)}
        return Due(moment, words, exact, "late", "alert")
    if left < SOON:
        words = _("%(time)s left") % {"time": short_duration(left)}
        return Due(moment, words, exact, "soon", "clock")
    words = _("in %(time)s") % {"time": short_duration(left)}
    return Due(moment, words, exact, "ahead", "")


@register.simple_tag
def ago(moment: dt.datetime | None, now: dt.datetime | None = None) -> SafeString | str:
    """A past moment for a list ("5 min ago", "09:12" today, "3 Nov"), exact on hover."""
    if moment is None:
        return ""
    current = now or timezone.now()
    local, today = timezone.localtime(moment), timezone.localtime(current)
    if current - moment < dt.timedelta(hours=1):
        words = _("%(time)s ago") % {"time": short_duration(current - moment)}
    elif local.date() == today.date():
        words = formats.date_format(local, "H:i")
    elif local.year == today.year:
        words = formats.date_format(local, _("j M"))
    else:
        words = formats.date_format(local, _("j M Y"))
    return _time(moment, words)


@register.simple_tag
def at_time(moment: dt.datetime | None) -> SafeString | str:
    """Day and hour of a moment in the reader's zone, exact on hover."""
    if moment is None:
        return ""
    local, today = timezone.localtime(moment), timezone.localtime()
    shape = "H:i" if local.date() == today.date() else _("j M, H:i")
    if local.year != today.year:
        shape = _("j M Y, H:i")
    return _time(moment, formats.date_format(local, shape))


@register.filter
def of(found: dict[int, Any], key: int) -> Any:
    """What was found for this key; None when nothing was."""
    return found.get(key)


@register.filter
def duration(seconds: float | None) -> str:
    """A number of seconds with its unit; a dash when there is none."""
    return "–" if seconds is None else short_duration(dt.timedelta(seconds=seconds))


@register.filter
def initials(name: object) -> str:
    """Up to two letters for an avatar: first and last word of a name, or the start of an address."""
    words = [
        word for word in str(name).split("@")[0].replace(".", " ").split() if word[0].isalnum()
    ]
    letters = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in letters).upper() or "?"


@register.filter
def status_icon(status: str) -> str:
    return STATUS_ICONS.get(status, "inbox")


@dataclass(frozen=True)
class Dot:
    state: str


@dataclass(frozen=True)
class Steps:
    """How far a ticket of a list is along its procedure."""

    stops: list[Dot]
    label: str


@register.simple_tag
def steps_of(ticket: Ticket) -> Steps:
    done, total = ticket.steps_done, ticket.steps_total
    states = (
        "done" if place < done else "current" if place == done else "ahead"
        for place in range(total)
    )
    words = _("Step %(step)d of %(steps)d") % {"step": min(done + 1, total), "steps": total}
    return Steps([Dot(state) for state in states], words if done < total else _("All steps done"))


@register.filter(needs_autoescape=True)
def in_links(text: str, autoescape: bool = True) -> SafeString:
    """Plain text with its http(s) addresses as links: by tokens, each of them escaped (A3)."""
    pieces = []
    for token in WORD.split(text):
        if LINK.match(token):
            address = token.rstrip(".,;:!?)]}'\"»”’")
            link = '<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>{}'
            pieces.append(format_html(link, address, address, token[len(address) :]))
        else:
            pieces.append(conditional_escape(token))
    return mark_safe("".join(pieces))  # noqa: S308  every piece was escaped above


@register.filter
def labelled(field: BoundField) -> SafeString:
    """The bare input, for a row of inputs that reads as a sentence: its label is for screen readers alone."""
    return field.as_widget(attrs={"aria-label": str(field.label), "class": "input"})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def undo_url(toast: Toast) -> str:
    """The address in a toast's extra tags "undo ADDRESS"."""
    word, _space, address = (toast.extra_tags or "").partition(" ")
    return address if word == "undo" else ""


@register.filter
def undo_seconds(toast: Toast) -> int:
    return int(settings.UNDO_SECONDS)


def short_duration(length: dt.timedelta) -> str:
    """One number and its unit, rounded down: "40 s", "12 min", "5 h", "3 d"."""
    seconds = int(length.total_seconds())
    minutes = seconds // 60
    if minutes < 1:
        return _("%(number)d s") % {"number": seconds}
    if minutes < 90:
        return _("%(number)d min") % {"number": minutes}
    if minutes < 48 * 60:
        return _("%(number)d h") % {"number": minutes // 60}
    return _("%(number)d d") % {"number": minutes // 1440}


def exact_time(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def _time(moment: dt.datetime, words: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact_time(moment), words
    )
