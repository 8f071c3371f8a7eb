from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.desk.conftest import Sheet
from tickets.models import Message, OutgoingMail, Ticket


def test_a_note_is_kept_and_nothing_leaves(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    mails = OutgoingMail.objects.count()
    desk.post(
        reverse("desk:note", args=[ticket.number]), sheet(text="Ojo: es la hermana de Marta.")
    )
    assert Message.objects.get(kind=Message.Kind.NOTE).text == "Ojo: es la hermana de Marta."
    assert OutgoingMail.objects.count() == mails


def test_an_empty_note_is_refused_in_words(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    answer = desk.post(
        reverse("desk:note", args=[ticket.number]), {**sheet(text=""), "mode": "note"}
    )
    assert "Nothing is written yet." in answer.text
    assert 'value="note" checked' in answer.text


def test_a_double_click_is_one_note(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    for _ in range(2):
        desk.post(reverse("desk:note", args=[ticket.number]), sheet())
    assert Message.objects.filter(kind=Message.Kind.NOTE).count() == 1
