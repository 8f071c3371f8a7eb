"""The cast: people and things that tests speak of by name. Loaded as a plugin by tests/conftest.py."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from django.utils.text import slugify

from tickets.models import (
    Agent,
    Alternative,
    BusinessCalendar,
    Category,
    Channel,
    Procedure,
    SLAPolicy,
    Step,
    Team,
    Ticket,
)
from tickets.models.ticket import Incoming

PASSWORD = "paper-and-ink"
MONDAY = dt.datetime(2026, 11, 16, 8, 30, tzinfo=dt.UTC)  # 09:30 in Madrid
_serial = itertools.count(1)

Receive = Callable[..., Incoming]


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Pedidos")


@pytest.fixture
def channel(team: Team) -> Channel:
    """Open Monday to Friday, 9 to 18 in Madrid; first response within 4 working hours."""
    return Channel.objects.create(
        name="Papelería Sol",
        address="hola@papeleria.example",
        team=team,
        policy=SLAPolicy.standard(),
        calendar=BusinessCalendar.objects.create(name="Madrid"),
        phone="+34 910 000 000",
    )


@pytest.fixture
def procedure(db: None) -> Procedure:
    """Three steps: received, checked, refunded; one working day each."""
    return published(
        ("Double charge", "Cargo doble"),
        ("Received", "Recibido"),
        ("Checked", "Comprobado"),
        ("Refunded", "Devuelto"),
    )


def published(name: tuple[str, str], *steps: tuple[str, str]) -> Procedure:
    """A procedure with these steps, in English and Spanish, that tickets may begin.

    The rows that the verbs would make (tests/models/test_procedure.py), without what the verbs ask first.
    """
    procedure = Procedure.objects.create(key=slugify(name[0]), name_en=name[0], name_es=name[1])
    version = procedure.versions.create(number=1, published_at=timezone.now())
    Step.objects.bulk_create(
        Step(version=version, key=slugify(english), position=position, **_texts(english, spanish))
        for position, (english, spanish) in enumerate(steps)
    )
    procedure.published = version
    procedure.save(update_fields=["published"])
    return procedure


def add_step(procedure: Procedure, english: str, spanish: str = "", **fields: Any) -> Step:
    """One more step of one working day in the draft."""
    step = Step(**{**_texts(english, spanish), **fields})
    step.append_to(procedure.draft(), words=english)
    return step


def _texts(english: str, spanish: str) -> dict[str, str]:
    return {
        "name_en": english,
        "name_es": spanish,
        "customer_en": f"We are at: {english}.",
        "customer_es": f"Estamos en: {spanish or english}.",
        "instructions_en": "Look at the bank statement.",
    }


@pytest.fixture
def category(procedure: Procedure) -> Category:
    return Category.objects.create(
        name_en="Payments", name_es="Pagos", procedure=procedure, is_default=True
    )


@pytest.fixture
def ana(team: Team) -> Agent:
    """An agent of the channel's team."""
    agent = Agent.objects.create_user("ana@papeleria.example", PASSWORD, name="Ana Ruiz")
    agent.teams.add(team)
    return agent


@pytest.fixture
def bruno(db: None) -> Agent:
    """An agent of another team."""
    agent = Agent.objects.create_user("bruno@papeleria.example", PASSWORD, name="Bruno Gil")
    agent.teams.add(Team.objects.create(name="Almacén"))
    return agent


@pytest.fixture
def luisa(db: None) -> Agent:
    """The lead."""
    return Agent.objects.create_user(
        "luisa@papeleria.example", PASSWORD, name="Luisa Mora", role="lead"
    )


@pytest.fixture
def olga(db: None) -> Agent:
    """The administrator."""
    return Agent.objects.create_superuser("olga@papeleria.example", PASSWORD, name="Olga Vidal")


@pytest.fixture
def mail() -> Receive:
    """Makes what Lucía writes; keywords replace any part of it."""

    def incoming(text: str = "Me han cobrado dos veces el pedido 5512.", **parts: Any) -> Incoming:
        number = next(_serial)
        return Incoming(
            **{
                "from_addr": "lucia@correo.example",
                "from_name": "Lucía Pérez",
                "to": ("hola@papeleria.example",),
                "subject": "Cargo doble",
                "text": text,
                "new_text": text,
                "language": "es",
                "message_id": f"<{number}@correo.example>",
                "received_at": dt.datetime.now(dt.UTC),
                "source_key": f"test:{number}",
                "is_authenticated": True,
                **parts,
            }
        )

    return incoming


@pytest.fixture
def ticket(channel: Channel, category: Category, mail: Receive) -> Ticket:
    """Lucía's ticket, just opened."""
    return Ticket.open_from(mail(), channel=channel)


@pytest.fixture
def alternatives(procedure: Procedure) -> tuple[Alternative, Alternative]:
    """A refund, of which an agent grants up to 50, and a voucher: published together."""
    refund = Alternative(name_en="Refund", words_es="Le devolvemos el dinero.", limit=Decimal(50))
    voucher = Alternative(name_en="Voucher", words_es="Le damos un vale.")
    for each in (refund, voucher):
        each.append_to(procedure.draft(), words=each.name_en)
    procedure.publish()
    return refund, voucher


@pytest.fixture
def refund(alternatives: tuple[Alternative, Alternative]) -> Alternative:
    return alternatives[0]


@pytest.fixture
def voucher(alternatives: tuple[Alternative, Alternative]) -> Alternative:
    return alternatives[1]
