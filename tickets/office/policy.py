"""The policies in the order in which they count, and which of them a ticket would get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from tickets.models import (
    Alarm,
    BusinessCalendar,
    Category,
    Channel,
    CustomerGroup,
    PolicyBook,
    Priority,
    SLAPolicy,
)
from tickets.office.scope import ManagerRequest, managers_only
from tickets.rules.durations import spelled
from tickets.rules.policies import Scope


@dataclass(frozen=True)
class Line:
    """A policy as the list tells of it."""

    policy: SLAPolicy
    applies_to: str
    targets: list[tuple[str, str]]
    alarms: list[str]


class MatterForm(forms.Form):
    """What a ticket has that decides its policy."""

    channel = forms.ModelChoiceField(Channel.objects.all(), empty_label=None, label=__("Channel"))
    group = forms.ModelChoiceField(
        CustomerGroup.objects.all(), required=False, empty_label=__("none"), label=__("Group")
    )
    priority = forms.TypedChoiceField(
        choices=Priority.choices, coerce=int, initial=Priority.NORMAL, label=__("Priority")
    )
    category = forms.ModelChoiceField(
        Category.objects.filter(is_retired=False),
        required=False,
        empty_label=pgettext_lazy("category", "none"),
        label=__("Category"),
    )


@require_GET
@managers_only
def policies(request: ManagerRequest) -> HttpResponse:
    """All policies, the most specific first, with an answer to "a ticket of … gets …"."""
    found = SLAPolicy.objects.select_related("group", "category", "channel").prefetch_related(
        "channels", "alarms__person"
    )
    ordered = sorted(
        found, key=lambda each: (each.scope.weight, each.channels.count()), reverse=True
    )
    context = {"lines": [_line(policy) for policy in ordered], "section": "policies"}
    return render(request, "office/policies.html", {**context, **_asked(request)})


def _asked(request: ManagerRequest) -> dict[str, Any]:
    """Which policy the matter in the address gets, and what that would mean for a mail that came now."""
    channel = Channel.objects.first()
    if not channel:
        return {}
    usual = {"channel": channel.pk, "priority": Priority.NORMAL}
    form = MatterForm({**usual, **request.GET.dict()})
    if not form.is_valid():
        return {"form": form}
    matter = form.cleaned_data
    policy = PolicyBook.read().policy_for(
        Scope(
            group=_key(matter["group"]),
            priority=matter["priority"],
            category=_key(matter["category"]),
            channel=matter["channel"].pk,
        ),
        otherwise=matter["channel"].policy,
    )
    return {"form": form, "chosen": policy, "dues": _dues(policy, matter["channel"].calendar)}


def _dues(policy: SLAPolicy, calendar: BusinessCalendar) -> list[tuple[str, Any]]:
    now, open_hours = timezone.now(), calendar.work_calendar()
    return [
        (name, open_hours.add(now, seconds=policy.target_seconds(kind)))
        for kind, name in (("first_response", _("First response")), ("resolution", _("Resolution")))
    ]


def _line(policy: SLAPolicy) -> Line:
    targets = [
        (_("First response"), spelled(policy.first_response_seconds)),
        (_("Next response"), spelled(policy.next_response_seconds)),
        (_("Resolution"), spelled(policy.resolution_seconds)),
    ]
    return Line(
        policy, _applies_to(policy), targets, [_rings(each) for each in policy.alarms.all()]
    )


def _applies_to(policy: SLAPolicy) -> str:
    parts = [
        (policy.group, _("customers of %s")),
        (policy.priority and policy.get_priority_display(), _("priority %s")),
        (policy.category, _("category %s")),
        (policy.channel, _("channel %s")),
    ]
    named = [words % thing for thing, words in parts if thing]
    channels = [channel.name for channel in policy.channels.all()]
    if channels:
        named.append(_("all else that comes by %s") % ", ".join(channels))
    return " · ".join(named) or _("no ticket: no channel has it, and it names nothing")


def _rings(alarm: Alarm) -> str:
    words = {
        Alarm.When.SHARE_LEFT: _("%(amount)s of the target before: %(whom)s"),
        Alarm.When.BEFORE: _("%(amount)s before: %(whom)s"),
        Alarm.When.AFTER: _("%(amount)s late: %(whom)s")
        if alarm.amount
        else _("when missed: %(whom)s"),
    }[Alarm.When(alarm.when)]
    whom = alarm.person or alarm.get_whom_display()
    return words % {"amount": alarm.amount_spelled, "whom": whom}


def _key(thing: CustomerGroup | Category | None) -> int | None:
    return thing.pk if thing else None
