from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.cast import published
from tickets.models import Agent, Category, Procedure, Ticket


def test_a_step_is_done_and_the_next_one_begins(desk: Client, ticket: Ticket) -> None:
    step = ticket.current_step()
    assert step
    address = reverse("desk:complete_step", args=[ticket.number, step.pk])
    page = desk.post(address, follow=True).text
    now = ticket.current_step()
    assert now
    assert now.step.name_en == "Checked"
    assert "Step done: Received" in page


def test_a_step_clicked_twice_is_done_once(desk: Client, ticket: Ticket) -> None:
    step = ticket.current_step()
    assert step
    for _ in range(2):
        desk.post(reverse("desk:complete_step", args=[ticket.number, step.pk]))
    ticket.refresh_from_db()
    assert ticket.steps_done == 1


def test_a_step_is_skipped_only_with_a_reason(desk: Client, ticket: Ticket) -> None:
    step = ticket.current_step()
    assert step
    address = reverse("desk:skip_step", args=[ticket.number, step.pk])
    desk.post(address, {"reason": ""})
    assert ticket.current_step() == step
    desk.post(address, {"reason": "ya lo sabemos"})
    step.refresh_from_db()
    assert (step.state, step.reason) == ("skipped", "ya lo sabemos")


def test_a_category_brings_its_procedure(
    desk: Client, ticket: Ticket, procedure: Procedure
) -> None:
    other = published(("Return", "Devolución"), ("Label", "Etiqueta"))
    category = Category.objects.create(name_en="Returns", name_es="Devoluciones", procedure=other)
    desk.post(reverse("desk:category", args=[ticket.number]), {"category": category.pk})
    ticket.refresh_from_db()
    assert (ticket.category, ticket.procedure) == (category, other)


def test_a_category_that_is_gone_is_said_so(desk: Client, ticket: Ticket) -> None:
    address = reverse("desk:category", args=[ticket.number])
    assert "not in use any more" in desk.post(address, {"category": "0"}, follow=True).text


def drafted(ticket: Ticket, **fields: object) -> None:
    """The ticket goes on by a version whose first step has these fields."""
    assert ticket.procedure
    first = ticket.procedure.draft().line()[0]
    for name, value in fields.items():
        setattr(first, name, value)
    first.save()
    version = ticket.procedure.publish()
    assert version
    ticket.move_to_version(version, by=Agent.objects.get(email="ana@papeleria.example"))


def complete_url(ticket: Ticket) -> str:
    step = ticket.current_step()
    assert step
    return reverse("desk:complete_step", args=[ticket.number, step.pk])


def test_a_question_is_answered_by_one_of_its_buttons(desk: Client, ticket: Ticket) -> None:
    drafted(ticket, question_en="Ours?", answers=[{"key": k, "en": k, "es": k} for k in ("y", "n")])
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert 'name="answer" value="y"' in page
    refused = desk.post(complete_url(ticket), follow=True).text
    assert "Answer the question: Ours?" in refused
    assert (
        "Step done: Received" in desk.post(complete_url(ticket), {"answer": "n"}, follow=True).text
    )


def test_a_step_is_done_only_with_its_facts(desk: Client, ticket: Ticket) -> None:
    drafted(ticket, facts=[{"key": "day", "en": "Day", "es": "Día", "kind": "date"}])
    for wrong in ({}, {"fact_day": "soon"}):
        refused = desk.post(complete_url(ticket), wrong, follow=True).text
        assert "Note it before the step is done: Day" in refused
    desk.post(complete_url(ticket), {"fact_day": "2026-11-20"})
    assert ticket.steps.get(state="done").noted == {"day": "2026-11-20"}


def test_a_point_of_the_checklist_is_ticked_and_unticked(desk: Client, ticket: Ticket) -> None:
    drafted(ticket, checklist_en="Look\nAsk")
    step = ticket.current_step()
    assert step
    address = reverse("desk:tick", args=[ticket.number, step.pk])
    for given, ticked in (({"is_done": "1"}, [1]), ({}, [])):
        desk.post(address, {"place": "1", **given})
        step.refresh_from_db()
        assert step.ticked == ticked
    desk.post(address, {"place": "7", "is_done": "1"})
    step.refresh_from_db()
    assert step.ticked == []


def test_one_goes_back_to_a_step_with_a_reason(desk: Client, ticket: Ticket) -> None:
    desk.post(complete_url(ticket))
    done = ticket.steps.get(state="done")
    address = reverse("desk:go_back", args=[ticket.number])
    assert "with a reason" in desk.post(address, {"step": done.pk}, follow=True).text
    page = desk.post(address, {"step": done.pk, "reason": "wrong bill"}, follow=True).text
    assert "Back at the step: Received (wrong bill)" in page
    now = ticket.current_step()
    assert now
    assert now.step.name_en == "Received"


def test_another_procedure_shows_what_is_kept(desk: Client, ticket: Ticket) -> None:
    other = published(("Return", "Devolución"), ("Label", "Etiqueta"))
    desk.post(complete_url(ticket))
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert "Stays on the line: Received" in page
    assert "Is left unfinished: Checked" in page
    desk.post(reverse("desk:change_procedure", args=[ticket.number]), {"procedure": other.pk})
    line = [f"{stop.step} {stop.state}" for stop in ticket.line_of_stops()]
    assert line == ["Received done", "Label current"]
