from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import Agent


@pytest.fixture
def office(olga: Agent) -> Client:
    """Olga, the administrator, signed in."""
    client = Client()
    client.force_login(olga)
    return client
