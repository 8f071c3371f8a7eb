from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import Agent, Team

CARLA = {
    "name": "Carla Soto",
    "email": "Carla@papeleria.example",
    "role": "agent",
    "is_active": "on",
    "password": "a long new password",
}


@pytest.fixture
def administrator(olga: Agent) -> Client:
    """Olga, the administrator, signed in."""
    client = Client()
    client.force_login(olga)
    return client


def test_a_person_is_added_and_can_sign_in(administrator: Client, team: Team) -> None:
    administrator.post("/office/people/new/", {**CARLA, "teams": [team.pk]})
    carla = Agent.objects.get(email="carla@papeleria.example")
    assert carla.check_password(CARLA["password"])
    assert list(carla.teams.all()) == [team]


def test_an_empty_password_keeps_the_one_there_is(administrator: Client, ana: Agent) -> None:
    changed = {**CARLA, "email": ana.email, "password": ""}
    administrator.post(f"/office/people/{ana.pk}/", changed)
    before = ana.password
    ana.refresh_from_db()
    assert (ana.name, ana.password) == ("Carla Soto", before)


def test_an_easy_password_is_refused(administrator: Client) -> None:
    answer = administrator.post("/office/people/new/", {**CARLA, "password": "12345678"})
    assert "too common" in answer.content.decode()
    assert not Agent.objects.filter(name="Carla Soto").exists()


def test_the_last_administrator_stays_one(administrator: Client, olga: Agent) -> None:
    changed = {**CARLA, "email": olga.email, "password": ""}
    answer = administrator.post(f"/office/people/{olga.pk}/", changed)
    assert "must stay administrator" in answer.content.decode()
    olga.refresh_from_db()
    assert olga.is_administrator


def test_a_lead_makes_nobody_administrator(office: Client) -> None:
    new = {**CARLA, "role": "administrator"}
    assert office.post("/office/people/new/", new).status_code == 404
    assert office.get("/office/people/").status_code == 404
