from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import Agent


@pytest.fixture
def office(luisa: Agent) -> Client:
    """Luisa, the lead, signed in."""
    client = Client()
    client.force_login(luisa)
    return client


@pytest.fixture
def agent_client(ana: Agent) -> Client:
    """Ana, who is neither lead nor administrator, signed in."""
    client = Client()
    client.force_login(ana)
    return client
