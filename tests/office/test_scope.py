from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import Procedure

PAGES = [
    "/office/",
    "/office/figures/days.csv",
    "/office/figures/days.xlsx",
    "/office/figures/teams.csv",
    "/office/figures/teams.xlsx",
    "/office/figures/ratings/",
    "/office/figures/first_response/",
    "/office/figures/first_response.csv",
    "/office/figures/first_response.xlsx",
    "/office/testimonials.xlsx",
    "/office/procedures/",
    "/office/procedures/new/",
    "/office/categories/",
    "/office/responses/new/",
    "/office/channels/",
    "/office/policies/",
    "/office/calendars/new/",
    "/office/teams/",
    "/office/stopped-addresses/",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_lead_comes_in(office: Client, page: str) -> None:
    assert office.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_for_an_agent_the_office_is_not_found(agent_client: Client, page: str) -> None:
    assert agent_client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(db: None, client: Client, page: str) -> None:
    assert client.get(page)["Location"].startswith("/accounts/login/")


def test_an_agent_changes_nothing(agent_client: Client, procedure: Procedure) -> None:
    address = f"/office/procedures/{procedure.pk}/steps/checked/remove/"
    assert agent_client.post(address).status_code == 404
    assert procedure.open_draft() is None


def test_no_get_changes_anything(office: Client, procedure: Procedure) -> None:
    verbs = [f"steps/checked/{verb}" for verb in ("remove", "move", "preview")]
    for verb in (*verbs, "publish", "discard", "add-steps"):
        assert office.get(f"/office/procedures/{procedure.pk}/{verb}/").status_code == 405


def test_what_managers_see_is_kept_out_of_caches(office: Client) -> None:
    assert "no-store" in office.get("/office/")["Cache-Control"]
