"""The nouns of the protocol that are one form each: list, add, edit. Procedures have a file of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, ProtectedError, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from tickets.models import (
    Agent,
    BusinessCalendar,
    CannedResponse,
    Category,
    Channel,
    CustomerGroup,
    Playbook,
    SLAPolicy,
    Team,
)
from tickets.office.forms import (
    CannedResponseForm,
    CategoryForm,
    ChannelForm,
    CustomerGroupForm,
    PlaybookForm,
    TeamForm,
)
from tickets.office.hours import CalendarForm
from tickets.office.people import PersonForm
from tickets.office.policy_form import PolicyForm
from tickets.office.scope import ManagerRequest, managers_only
from tickets.rules.durations import spelled
from tickets.rules.moments import opening_hours_in_words


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One noun of the protocol, and how a line of its list tells about it."""

    key: str
    plural: Promise
    lead: Promise
    add: Promise
    things: Callable[[], QuerySet[Any]]
    form: type[forms.ModelForm[Any]]
    line: Callable[[Any], str]
    is_for_administrators: bool = False
    is_kept: bool = False  # tickets remember it: it may be retired or renamed, never deleted


def _category(category: Category) -> str:
    words = [str(category.procedure or _("no procedure"))]
    words += [str(category.team)] if category.team else []
    words += [_("for new tickets")] if category.is_default else []
    words += [_("retired")] if category.is_retired else []
    return " · ".join(words)


def _playbook(playbook: Playbook) -> str:
    words = [", ".join(playbook.text_in("signs").splitlines()[:4])]
    words += [_("goes up to %s") % playbook.escalates_to] if playbook.escalates_to else []
    return " · ".join(word for word in words if word)


def _person(agent: Agent) -> str:
    words = [agent.email, agent.get_role_display(), *(team.name for team in agent.teams.all())]
    return " · ".join([*words, *([] if agent.is_active else [_("may not sign in")])])


def _channel(channel: Channel) -> str:
    targets = _("%(policy)s: first response %(first)s, next response %(next)s") % {
        "policy": channel.policy,
        "first": spelled(channel.policy.first_response_seconds),
        "next": spelled(channel.policy.next_response_seconds),
    }
    return " · ".join(
        filter(None, (channel.address, str(channel.team or ""), targets, str(channel.calendar)))
    )


def _group(group: CustomerGroup) -> str:
    count = group.customers.count()
    by_hand = ngettext("%d customer by hand", "%d customers by hand", count) % count
    return " · ".join([*group.domains, *([by_hand] if count else [])])


def _calendar(calendar: BusinessCalendar) -> str:
    week = opening_hours_in_words(calendar.work_calendar(), get_language() or "en")
    return f"{week} ({calendar.timezone})"


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            key="categories",
            plural=__("Categories"),
            lead=__("The type of problem. It brings the procedure that a ticket follows."),
            add=__("Add a category"),
            things=lambda: Category.objects.select_related("procedure", "team"),
            form=CategoryForm,
            line=_category,
            is_kept=True,
        ),
        Kind(
            key="playbooks",
            plural=__("Playbooks"),
            lead=__("What to do when a matter is more than its procedure: upset, abusive, press …"),
            add=__("Add a playbook"),
            things=lambda: Playbook.objects.select_related("escalates_to"),
            form=PlaybookForm,
            line=_playbook,
        ),
        Kind(
            key="responses",
            plural=__("Canned responses"),
            lead=__("Ready texts that agents adapt to the customer before they send them."),
            add=__("Add a canned response"),
            things=CannedResponse.objects.all,
            form=CannedResponseForm,
            line=lambda response: response.text_in("body")[:120],
        ),
        Kind(
            key="channels",
            plural=__("Channels"),
            lead=__("A way in, with its responsible team, its targets and its hours."),
            add=__("Add a channel"),
            things=lambda: Channel.objects.select_related("team", "policy", "calendar"),
            form=ChannelForm,
            line=_channel,
        ),
        Kind(
            key="policies",
            plural=__("SLA policies"),
            lead=__("How soon we promise to answer, in working time."),
            add=__("Add a policy"),
            things=SLAPolicy.objects.all,
            form=PolicyForm,
            line=str,  # its list is a page of its own: office/policy.py
        ),
        Kind(
            key="groups",
            plural=__("Customer groups"),
            lead=__("Customers to whom the same is promised: a contract, a company, a membership."),
            add=__("Add a group"),
            things=CustomerGroup.objects.all,
            form=CustomerGroupForm,
            line=_group,
        ),
        Kind(
            key="calendars",
            plural=__("Calendars"),
            lead=__("When the desk is open. Targets count only this time."),
            add=__("Add a calendar"),
            things=BusinessCalendar.objects.all,
            form=CalendarForm,
            line=_calendar,
        ),
        Kind(
            key="teams",
            plural=__("Teams"),
            lead=__("Who looks after what."),
            add=__("Add a team"),
            things=lambda: Team.objects.prefetch_related("agents"),
            form=TeamForm,
            line=lambda team: ", ".join(agent.name for agent in team.agents.all()),
            is_kept=True,
        ),
        Kind(
            key="people",
            plural=__("People"),
            lead=__("Who works at the desk. Someone who leaves is switched off, never deleted."),
            add=__("Add a person"),
            things=lambda: Agent.objects.order_by("name").prefetch_related("teams"),
            form=PersonForm,
            line=_person,
            is_for_administrators=True,
            is_kept=True,
        ),
    )
}


@managers_only
def things(request: ManagerRequest, kind: str) -> HttpResponse:
    shown = _kind(request, kind)
    lines = [(thing, shown.line(thing)) for thing in shown.things()]
    return render(request, "office/things.html", {"kind": shown, "lines": lines, "section": kind})


@managers_only
def thing(request: ManagerRequest, kind: str, thing_id: int | None = None) -> HttpResponse:
    """Add (without a key) or edit one."""
    shown = _kind(request, kind)
    known: Model | None = get_object_or_404(shown.things(), pk=thing_id) if thing_id else None
    form = shown.form(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved: %s") % form.instance)
        return redirect("office:things", kind)
    context = {"kind": shown, "thing": known, "form": form, "section": kind}
    return render(request, "office/thing.html", context)


@require_POST
@managers_only
def delete(request: ManagerRequest, kind: str, thing_id: int) -> HttpResponse:
    """Only what nothing refers to can go; the rest stays, and we say why."""
    shown = _kind(request, kind)
    if shown.is_kept:
        raise Http404
    known = get_object_or_404(shown.things(), pk=thing_id)
    try:
        known.delete()
    except ProtectedError:
        messages.error(request, _("“%s” is in use and stays.") % known)
        return redirect("office:thing", kind, thing_id)
    messages.success(request, _("Deleted: %s") % known)
    return redirect("office:things", kind)


def _kind(request: ManagerRequest, key: str) -> Kind:
    kind = KINDS.get(key)
    if not kind or (kind.is_for_administrators and not request.user.is_administrator):
        raise Http404
    return kind
