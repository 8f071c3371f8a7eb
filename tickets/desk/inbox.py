from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.desk.keyset import page_of
from tickets.desk.notice import calling
from tickets.desk.scope import AgentRequest, agents_only
from tickets.desk.signs import flags_of
from tickets.models import Agent, Callback, OutgoingMail, Priority, Ticket
from tickets.models.ticket import Status
from tickets.models.ticket.queryset import DUE_SOON, TicketQuerySet


@dataclass(frozen=True)
class View:
    """One list of the desk."""

    key: str
    label: Promise
    icon: str
    tickets: Callable[[TicketQuerySet, Agent, dt.datetime], TicketQuerySet]
    empty: Promise
    recent_first: bool = False
    due: str = "listed_at"  # by which moment the others are sorted


VIEWS = {
    view.key: view
    for view in (
        View("mine", _("Mine"), "person", lambda all_, me, _now: all_.assigned_to(me),
             _("Nothing is assigned to you. Take one from Unassigned.")),
        View("unassigned", _("Unassigned"), "inbox", lambda all_, _me, _now: all_.unassigned(),
             _("Everything has someone who looks after it. New mail appears here by itself.")),
        View("soon", _("Due soon"), "clock",
             lambda all_, _me, now: all_.due_before(now + DUE_SOON),
             _("Nothing falls due in the next two hours.")),
        View("upset", _("Upset"), "upset", lambda all_, _me, _now: all_.flagged(),
             _("No sign of an upset customer or a matter at risk.")),
        View("calls", _("Calls"), "phone",
             lambda all_, _me, _now: all_.to_be_called(),
             _("Nobody has asked to be called."), due="call_at"),
        View("warned", _("Warnings"), "bell",
             lambda all_, me, _now: all_.warned_of(me),
             _("You were told of no target that nears or was missed.")),
        View("pressing", _("High and urgent"), "flag",
             lambda all_, _me, _now: all_.pressing(),
             _("No open ticket is of high priority.")),
        View("open", _("All open"), "lines", lambda all_, _me, _now: all_.open(),
             _("There is no open ticket.")),
        View("waiting", _("Waiting"), "pause", lambda all_, _me, _now: all_.waiting(),
             _("We wait for no customer.")),
        View("proposed", _("Proposed"), "handshake", lambda all_, _me, _now: all_.proposed(),
             _("No proposed resolution waits for a customer's yes.")),
        View("failed", _("Not delivered"), "alert",
             lambda all_, _me, _now: all_.with_failed_mail(),
             _("Every answer arrived, as far as we know.")),
        View("closed", pgettext_lazy("several tickets", "Closed"), "check",
             lambda all_, _me, _now: all_.closed(),
             _("No ticket was closed yet."), recent_first=True),
        View("spam", _("Spam"), "spam", lambda all_, _me, _now: all_.spam(),
             _("There is no spam."), recent_first=True),
    )
}  # fmt: skip
# A list of what is over grows for ever: it is never counted (DESIGN.md, data and scale).
UNCOUNTED = ("closed", "spam")


@agents_only
def inbox(request: AgentRequest, view: str = "mine") -> HttpResponse:
    template = "desk/list.html" if request.htmx.target == "list" else "desk/inbox.html"
    return render(request, template, listing(request, VIEWS[view]))


def listing(request: AgentRequest, view: View) -> dict[str, Any]:
    """One page of this list."""
    visible = Ticket.objects.visible_to(request.user)
    tickets = view.tickets(visible, request.user, timezone.now())
    address = reverse("desk:view", args=[view.key])
    shown = shelf(request, tickets, address=address, recent_first=view.recent_first, due=view.due)
    return {
        **shown,
        "view": view,
        "title": view.label,
        "count": shown["numbers"].get(view.key),
        "back": f"?view={view.key}",
    }


def shelf(
    request: AgentRequest,
    tickets: TicketQuerySet,
    *,
    address: str,
    recent_first: bool,
    due: str = "listed_at",
) -> dict[str, Any]:
    """A page of tickets, beside all lists with their counts. `address` is that of the first page."""
    now = timezone.now()
    page = page_of(
        tickets.select_related("customer", "assignee"),
        request.GET.get("after", ""),
        recent_first=recent_first,
        due=due,
    )
    told = calling(request.user)
    numbers = {**counted(request.user, now), "warned": told["told"]}
    more = "&" if "?" in address else "?"
    return {
        "views": [(each, numbers.get(each.key)) for each in VIEWS.values()],
        "numbers": numbers,
        "calling": numbers["calling"],
        **told,
        "page": page,
        "undelivered": undelivered(page.tickets),
        "calls": calls(page.tickets),
        "flagged": flags_of(page.tickets),
        "list_url": address,
        "next_url": f"{address}{more}{urlencode({'after': page.after})}" if page.after else "",
        "first_url": "" if page.is_first else address,
        "now": now,
        "door": "desk",
        "colleagues": Agent.objects.filter(is_active=True).order_by("name"),
    }


def counted(agent: Agent, now: dt.datetime) -> dict[str, int]:
    """How many open tickets each list holds; `calling`: how many wait for this agent or for anyone."""
    visible = Ticket.objects.visible_to(agent)
    awaits_us = Q(status__in=(Status.NEW, Status.OPEN))
    counts = visible.open().aggregate(
        open=Count("pk"),
        mine=Count("pk", filter=Q(assignee=agent)),
        unassigned=Count("pk", filter=awaits_us & Q(assignee=None)),
        soon=Count("pk", filter=Q(next_due_at__lt=now + DUE_SOON)),
        upset=Count("pk", filter=Q(flagged_at__isnull=False)),
        pressing=Count("pk", filter=Q(priority__gte=Priority.HIGH)),
        calls=Count("pk", filter=Q(pk__in=Callback.objects.open().values("ticket"))),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
        proposed=Count("pk", filter=Q(status=Status.PROPOSED)),
        calling=Count("pk", filter=awaits_us & (Q(assignee=agent) | Q(assignee=None))),
    )
    return {**counts, "failed": visible.with_failed_mail().count()}


def calls(tickets: list[Ticket]) -> dict[int, Callback]:
    """The calls that the customers of these tickets asked for, by ticket."""
    return {each.ticket_id: each for each in Callback.objects.open().filter(ticket__in=tickets)}


def undelivered(tickets: list[Ticket]) -> set[int]:
    """Which of these tickets have a mail of ours that did not arrive."""
    failed = OutgoingMail.objects.filter(ticket__in=tickets, state__in=OutgoingMail.FAILURES)
    return set(failed.values_list("ticket_id", flat=True))
