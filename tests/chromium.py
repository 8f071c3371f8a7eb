"""A real browser for the journeys: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.requirements import program

if TYPE_CHECKING:  # a quarter of a second that most runs can do without
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE_MS = 60_000  # Playwright gives up after 30 s, which a busy machine may need for a page


def window(chromium: Browser, **options: Any) -> BrowserContext:
    """A window of its own, without the cookies of any other."""
    context = chromium.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of the process; each test opens contexts of its own."""
    from playwright.sync_api import sync_playwright

    executable = program("chromium", package="chromium")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(executable), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window whose script errors and refusals by the content policy fail the test."""
    context = window(chromium, viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not complaints, complaints
