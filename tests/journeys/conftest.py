from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from playwright.sync_api import Browser, Page

from mailbridge.models import Mailbox
from tests.cast import PASSWORD
from tests.chromium import window
from tests.dovecot import Dovecot
from tests.journeys.product import Product
from tests.smtp_sink import SmtpSink
from tickets.models import Agent, Category, Channel


@pytest.fixture
def support(dovecot: Dovecot) -> str:
    """The user of the support mailbox, new for each test."""
    return dovecot.new_user("hola")


@pytest.fixture
def product(
    transactional_db: None,
    dovecot: Dovecot,
    support: str,
    smtp_sink: SmtpSink,
    channel: Channel,
    category: Category,
    tmp_path: Path,
) -> Iterator[Product]:
    """The running product, reading `support` and sending to the sink."""
    mailbox = Mailbox(channel=channel, host="127.0.0.1", port=dovecot.port, username=support)
    mailbox.security = Mailbox.Security.PLAIN
    mailbox.password = dovecot.password
    mailbox.save()
    running = Product(tmp_path / "product", smtp_port=smtp_sink.port)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        print(running.log())  # pytest shows it when the test failed


@pytest.fixture
def desk(product: Product, page: Page, ana: Agent) -> Page:
    """Ana, signed in, in front of the tickets that nobody has taken."""
    _sign_in(page, product, ana)
    page.goto(f"{product.url}/desk/unassigned/")
    return page


@pytest.fixture
def office(product: Product, chromium: Browser, olga: Agent) -> Iterator[Page]:
    """Olga, the administrator, at a window of her own."""
    context = window(chromium, viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    _sign_in(page, product, olga)
    page.goto(f"{product.url}/mail/health/")
    yield page
    context.close()


def _sign_in(page: Page, product: Product, agent: Agent) -> None:
    agent.password = Argon2PasswordHasher().encode(PASSWORD, "salt-of-the-journeys")
    agent.save()  # the cast's quick hash is for tests only; the product does not know it
    page.goto(f"{product.url}/accounts/login/")
    page.fill("input[name=login]", agent.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
