from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from tickets.models import Agent, Alternative, Procedure

REFUND = {
    "name_en": "Refund",
    "name_es": "Reembolso",
    "words_en": "We send your money back.",
    "words_es": "Le devolvemos el dinero.",
    "granted_by": "agent",
    "limit": "50",
}


def at(procedure: Procedure, rest: str) -> str:
    return f"/office/procedures/{procedure.pk}/{rest}"


def test_an_alternative_is_added_to_the_draft(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "new-alternative/"), REFUND)
    assert [str(each) for each in procedure.draft().alternatives.all()] == ["Refund"]
    assert procedure.published
    assert not procedure.published.alternatives.exists()


def test_it_needs_words_for_the_customer(office: Client, procedure: Procedure) -> None:
    mute = {**REFUND, "words_en": "", "words_es": ""}
    assert "Say it to the customer" in office.post(at(procedure, "new-alternative/"), mute).text


def test_it_is_changed_and_taken_out(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "new-alternative/"), REFUND)
    office.post(at(procedure, "alternatives/refund/"), {**REFUND, "limit": ""})
    assert procedure.draft().alternatives.get().limit is None
    office.post(at(procedure, "alternatives/refund/remove/"))
    assert not procedure.draft().alternatives.exists()


@pytest.mark.parametrize(
    ("granted_by", "value", "by_agent", "by_lead"),
    [("agent", "50", True, True), ("agent", "51", False, True), ("lead", None, False, True)],
)
def test_who_may_grant_it(
    ana: Agent, luisa: Agent, granted_by: str, value: str | None, by_agent: bool, by_lead: bool
) -> None:
    offered = Alternative(granted_by=granted_by, limit=Decimal(50))
    worth = Decimal(value) if value else None
    assert offered.may_be_granted_by(ana, worth) is by_agent
    assert offered.may_be_granted_by(luisa, worth) is by_lead


def test_amounts_are_in_the_desks_currency(
    office: Client, procedure: Procedure, refund: Alternative, settings: Settings
) -> None:
    settings.CURRENCY = "MXN"
    page = office.get(at(procedure, "")).text
    assert "up to MXN\N{NO-BREAK SPACE}50.00" in page
    assert "(MXN)" in office.get(at(procedure, "new-alternative/")).text
