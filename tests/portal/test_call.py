"""The customer asks to be called (R10)."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import MONDAY
from tests.portal.conftest import Counter
from tickets.models import Agent, Callback

FORM = {"number": "612 34 56 78", "window": "202611161000", "consent": "on"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY):
        yield


def test_a_call_is_asked_for_on_a_page_with_a_form(lucia: Counter) -> None:
    assert "11:00–13:00" in lucia.look("call").content.decode()
    answer = lucia.send("ask_call", **FORM)
    assert answer.status_code == 302
    assert Callback.objects.get().number == "+34612345678"
    assert "hoy entre las 11:00 y las 13:00" in lucia.words()


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "12"), ("window", "202611150900"), ("window", ""), ("consent", "")],
)
def test_what_cannot_be_done_is_said_at_its_field(lucia: Counter, field: str, value: str) -> None:
    answer = lucia.send("ask_call", **{**FORM, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Callback.objects.exists()


def test_too_many_calls_are_refused_in_words(lucia: Counter) -> None:
    for day in range(5):
        lucia.send("ask_call", **{**FORM, "number": f"612 34 56 7{day}"})
    answer = lucia.send("ask_call", **FORM)
    assert answer.status_code == 429
    assert 'role="alert"' in answer.content.decode()


def test_a_call_can_be_changed_and_cancelled(lucia: Counter) -> None:
    lucia.send("ask_call", **FORM)
    assert "+34 612 34 56 78" in lucia.look("call").content.decode()
    lucia.send("cancel_call")
    assert Callback.objects.get().state == "cancelled"


def test_a_logged_call_stands_in_the_conversation(lucia: Counter, ana: Agent) -> None:
    from tickets.models.ticket.phoning import Call

    lucia.ticket.log_call(ana, Call(outcome="reached", note="Prefiere un vale."))
    assert "Hablamos por teléfono." in lucia.words()
    assert "Prefiere un vale." not in lucia.words()
