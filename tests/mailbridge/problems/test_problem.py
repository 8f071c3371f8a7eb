from __future__ import annotations

import pytest
from django.utils import translation

from mailbridge.models import Mailbox
from mailbridge.problems.problem import Problem
from mailbridge.problems.words import WORDS
from tickets.models import Channel


def test_a_problem_is_told_in_the_language_of_its_reader(channel: Channel) -> None:
    mailbox = Mailbox.objects.create(channel=channel, host="imap.papeleria.example")
    with translation.override("es"):
        mailbox.note_trouble(Problem("folder", {"folder": "Ventas"}), pause=60)
    mailbox.refresh_from_db()
    with translation.override("en"):
        assert str(mailbox.problem).startswith("The folder “Ventas” could not be opened.")
    with translation.override("es"):
        assert str(mailbox.problem).startswith("No se pudo abrir la carpeta «Ventas».")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", WORDS)
def test_every_problem_can_be_told(kind: str, language: str) -> None:
    with translation.override(language):
        told = Problem(kind)
        assert not told.reason[-1].isalnum()
        assert "%" not in str(told)


def test_a_problem_of_another_version_is_told_by_its_code() -> None:
    assert str(Problem("sunspots")) == "sunspots"
    assert Problem("folder").reason == "The folder “?” could not be opened."
