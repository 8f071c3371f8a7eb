from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.cast import published
from tickets.models import Category, Procedure, Ticket


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
