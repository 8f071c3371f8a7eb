"""The analysis of the complaints register as tables to take away (R32, R33)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tickets.figures import complaints
from tickets.figures.complaints import Answered, Summary
from tickets.figures.exports import Cell, Percent, Table
from tickets.figures.period import Period
from tickets.models import Complaint, CorrectiveAction, currency
from tickets.models.complaint_cause import CauseTree

A_DAY = 86_400
# Columns that the table of entries shows as they are.
IN_WORDS = ("harm", "asked", "remedy", "cost", "root_cause", "annulled_at", "annulled_why")


def analysis(period: Period, now: dt.datetime) -> list[Table]:
    """What the page shows, and below it every entry."""
    return [
        _summary(period, now),
        _causes(period),
        *(_by_column(column, period) for column in complaints.COLUMNS),
        _months(period),
        _repeaters(now),
        _actions(period),
        entries(period),
    ]


def entries(period: Period) -> Table:
    """All entries of the period, annulled ones too, one a row."""
    named = [_name(Complaint, name) for name in IN_WORDS]
    head = (
        _name(Complaint, "year"), _name(Complaint, "number"), _("Ticket"), _("Customer"), _("Address"),
        _name(Complaint, "received_at"), _name(Complaint, "cause"), _name(Complaint, "product"),
        _name(Complaint, "severity"), _name(Complaint, "harm_kind"), _("State"), _("Agreed"),
        _name(Complaint, "answer_due"), _name(Complaint, "answered_at"), _("Late"), *named,
    )  # fmt: skip
    found = complaints.entered(period).select_related("ticket__customer", "ticket__merged_into")
    causes = CauseTree().by_pk
    rows = [_entry(each, causes) for each in found.order_by("year", "number")]
    return Table(name=_("Complaints"), head=head, rows=rows)


def _entry(entry: Complaint, causes: dict[int, Any]) -> tuple[Cell, ...]:
    customer, cause = entry.ticket.customer, causes.get(entry.cause_id or 0)
    return (
        entry.year, entry.number, entry.ticket.number, str(customer), customer.email,
        entry.received_at, cause.path if cause else "", entry.product,
        entry.get_severity_display(), entry.get_harm_kind_display(),
        str(entry.state.label), str(entry.agreement.label),
        entry.answer_due, entry.answered_at, _yes(entry.is_late),
        *(getattr(entry, name) for name in IN_WORDS),
    )  # fmt: skip


def _summary(period: Period, now: dt.datetime) -> Table:
    told, before = (complaints.summary(each, now) for each in (period, period.before()))
    then = period.before()
    head = (_("Figure"), f"{period.first} – {period.last}", f"{then.first} – {then.last}")
    columns = zip(_figures(told), _figures(before), strict=True)
    rows = [(name, figure, earlier) for (name, figure), (_name, earlier) in columns]
    return Table(name=_("At a glance"), head=head, rows=rows)


def _figures(told: Summary) -> list[tuple[str, Cell]]:
    return [
        (_("Complaints"), told.count),
        *((str(each.label), getattr(told, each.value)) for each in Answered),
        (_("Answered by the legal date"), Percent.of(told.share)),
        (_("Median, calendar days"), _days(told.median)),
        (_("p90, calendar days"), _days(told.p90)),
        (_("Agreed"), told.yes),
        (_("Not agreed"), told.no),
        (_("Not settled yet"), told.not_yet),
        (_("Agreed with the customer"), Percent.of(told.agreement)),
        (currency.labelled(_("Cost")), told.cost),
        (_("Annulled"), told.annulled),
    ]


def _causes(period: Period) -> Table:
    head = (
        _("Level"), _("Cause"), _("Complaints"), _("Before"), currency.labelled(_("Cost")),
        _("Up to here"),
    )  # fmt: skip
    rows = [
        (
            line.level, line.cause.path if line.cause else _("No cause named"),
            line.count, line.before, line.cost, Percent.of(line.upto),
        )
        for line in complaints.pareto(period)
    ]  # fmt: skip
    return Table(name=_("Causes"), head=head, rows=rows)


def _by_column(column: str, period: Period) -> Table:
    head = (_name(Complaint, column), _("Complaints"), _("Before"), currency.labelled(_("Cost")))
    rows = [
        (line.name or _("Not named"), line.count, line.before, line.cost)
        for line in complaints.by_column(column, period)
    ]
    return Table(name=head[0], head=head, rows=rows)


def _months(period: Period) -> Table:
    rows = list(complaints.by_month(period.last).items())
    return Table(name=_("Month by month"), head=(_("Month"), _("Complaints")), rows=rows)


def _repeaters(now: dt.datetime) -> Table:
    rows = [(str(each), each.email, count) for each, count in complaints.repeaters(now)]
    head = (_("Customer"), _("Address"), _("Complaints within a year"))
    return Table(name=_("Who complained again"), head=head, rows=rows)


def _actions(period: Period) -> Table:
    """Those that are open, and those done in the period."""
    done = Q(done_at__gte=period.start, done_at__lt=period.end)
    found = CorrectiveAction.objects.filter(done | Q(done_at=None)).select_related("owner")
    names = ("text", "owner", "due_on", "done_at")
    head = (
        *(_name(CorrectiveAction, name) for name in names), _("Late"), _("Complaints"),
        _name(CorrectiveAction, "effect"),
    )  # fmt: skip
    rows = [
        (
            action.text, str(action.owner), action.due_on, action.done_at, _yes(action.is_late),
            ", ".join(str(each) for each in action.complaints.all()), action.effect,
        )
        for action in found.prefetch_related("complaints")
    ]  # fmt: skip
    return Table(name=_("Corrective actions"), head=head, rows=rows)


def _name(model: type[models.Model], column: str) -> str:
    field: Any = model._meta.get_field(column)
    name = capfirst(field.verbose_name)
    return currency.labelled(name) if column == "cost" else str(name)


def _yes(is_so: bool) -> str:
    return pgettext("in a table", "yes") if is_so else ""


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / A_DAY, 1)
