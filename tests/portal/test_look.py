"""Every state of the customer's page: it fits the narrowest phone, and axe finds nothing.

Each state is looked at in one language and one light, the next one in another. With PICTURES=folder in the
environment each is photographed there in all of them, for people to look at.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cast import Receive
from tests.chromium import window
from tests.portal.conftest import Counter
from tests.portal.states import NAMES, States
from tickets.models import Agent, Alternative

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)

NARROWEST = 320
# Language, light and width.
LOOKS = [
    ("es", "light", 390),
    ("en", "dark", NARROWEST),
    ("es", "dark", 390),
    ("en", "light", 1280),
]
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def states(
    alternatives: tuple[Alternative, Alternative], lucia: Counter, ana: Agent, mail: Receive
) -> States:
    return States(lucia, ana, mail)


@pytest.mark.parametrize(
    ("name", "look"), list(zip(NAMES, itertools.cycle(LOOKS[:2]), strict=False))
)
def test_it_fits_a_narrow_phone_and_is_accessible(
    chromium: Browser, live_server: LiveServer, states: States, name: str, look: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    address = live_server.url + getattr(states, name)()
    for language, scheme, width in [look, *(LOOKS if PICTURES else ())]:
        context = window(chromium, color_scheme=scheme, locale=language)
        page = context.new_page()
        context.add_cookies([
            {"name": "portal_language", "value": language, "url": live_server.url}
        ])  # fmt: skip
        show(page, address, width=width)
        if PICTURES:
            Path(PICTURES).mkdir(exist_ok=True)
            place = Path(PICTURES) / f"{name}-{language}-{scheme}-{width}.png"
            page.screenshot(path=place, full_page=True)
        else:
            page.set_viewport_size({"width": NARROWEST, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST
            found = Axe().run(page, options={"preload": False}).response["violations"]
            assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
        context.close()


def show(page: Page, address: str, *, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
