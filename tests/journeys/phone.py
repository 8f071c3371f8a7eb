"""The customer's phone: no account, no JavaScript, and a picture of every state that it shows.

With SCREENSHOTS=FOLDER the pictures stay there, for a person to look at: one in Spanish and one in English.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

NARROW = {"width": 360, "height": 740}
LANGUAGES = ("es", "en")


class Phone:
    """One window a language. What the customer does, is done in the first, in Spanish."""

    def __init__(self, browser: Browser, link: str, pictures: Path) -> None:
        self.link = link
        self.pictures = Path(os.environ.get("SCREENSHOTS") or pictures)
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.contexts = [_opened(browser, language) for language in LANGUAGES]
        self.windows = [context.new_page() for context in self.contexts]
        for window in self.windows:
            window.goto(link)
        self.windows[1].get_by_role("button", name="English").click()
        self._taken = 0

    @property
    def page(self) -> Page:
        return self.windows[0]

    def shows(self, state: str, *sentences: str) -> None:
        """The page says these sentences, in Spanish; it fits its width, in both languages."""
        for window in self.windows:
            window.goto(self.link)
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence)
        self._taken += 1
        for language, window in zip(LANGUAGES, self.windows, strict=True):
            assert window.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
            name = f"{self._taken:02}-{state}-{language}.png"
            window.screenshot(path=self.pictures / name, full_page=True)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def _opened(browser: Browser, language: str) -> BrowserContext:
    scheme = "light" if language == "es" else "dark"
    return browser.new_context(
        java_script_enabled=False,
        viewport=NARROW,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=language,
    )
