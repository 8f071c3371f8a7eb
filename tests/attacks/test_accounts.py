"""A38, A40, A48: passwords tried, sessions that should have ended, fields that no form has, tasks that are code."""

from __future__ import annotations

import pickle

import pytest
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads, prepare_accept_content

from tests.cast import PASSWORD
from tickets.models import Agent


@pytest.fixture
def door(ana: Agent) -> Client:
    """From an address that has tried nothing yet."""
    cache.clear()
    ana.set_password(PASSWORD)
    ana.save()
    return Client()


def sign_in(door: Client, agent: Agent, password: str) -> bool:
    door.post(reverse("account_login"), {"login": agent.email, "password": password})
    return "_auth_user_id" in door.session


def test_whoever_tries_passwords_is_stopped_before_the_right_one(door: Client, ana: Agent) -> None:
    assert not any(sign_in(door, ana, f"wrong-{number}") for number in range(12))
    assert not sign_in(door, ana, PASSWORD)
    cache.clear()  # some minutes later
    assert sign_in(door, ana, PASSWORD)


def test_signing_in_makes_a_new_session(door: Client, ana: Agent) -> None:
    door.get(reverse("account_login"))
    session = door.session
    session["planted"] = True
    session.save()
    before = session.session_key
    assert sign_in(door, ana, PASSWORD)
    assert door.session.session_key != before


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_sessions_end_with_the_account_and_with_its_password(
    door: Client, ana: Agent, change: dict[str, object]
) -> None:
    assert sign_in(door, ana, PASSWORD)
    assert door.get("/desk/").status_code == 200
    Agent.objects.filter(pk=ana.pk).update(**change)
    assert door.get("/desk/").status_code == 302


def test_a_field_that_the_form_does_not_have_changes_nothing(door: Client, ana: Agent) -> None:
    assert sign_in(door, ana, PASSWORD)
    wanted = {"role": "administrator", "is_active": "on", "teams": "1", "email": "eva@evil.example"}
    door.post("/desk/appearance/", {"language": "en", "theme": "dark", **wanted})
    fresh = Agent.objects.get(pk=ana.pk)
    assert (fresh.role, fresh.email) == (ana.role, ana.email)
    assert not fresh.teams.exclude(pk__in=ana.teams.values("pk")).exists()


def test_a_pickled_task_is_refused_before_it_is_opened() -> None:
    accepted = prepare_accept_content(current_app.conf.accept_content)
    with pytest.raises(ContentDisallowed):
        loads(pickle.dumps([1]), "application/x-python-serialize", "binary", accept=accepted)
    assert loads(b"[1]", "application/json", "utf-8", accept=accepted) == [1]
