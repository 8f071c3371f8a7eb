"""Chromium as the judge: whatever a page does that no mail may make it do is written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.test import Client

from tests.chromium import window
from tickets.models import Agent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Frame, Page, Request, Route

# The live stream is another process's work.
STREAM = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}


@dataclass
class Judge:
    """One window. `home` is our own origin; every other is asked nothing and answers nothing."""

    page: Page
    home: str
    ran: list[str] = field(default_factory=list)  # scripts: they call alert with their name
    asked: list[str] = field(default_factory=list)  # requests to elsewhere
    went: list[str] = field(default_factory=list)  # where the window or a new one was led
    refused: list[str] = field(default_factory=list)  # what only the content policy stopped

    def __post_init__(self) -> None:
        self.page.on("dialog", self._note_dialog)
        self.page.on("popup", lambda other: self.went.append(other.url))
        self.page.on("framenavigated", self._note_way)
        self.page.on("console", lambda said: self._note_refusal(said.text))
        self.page.context.route("**/*", self._answer)

    @property
    def verdict(self) -> dict[str, list[str]]:
        """What was seen, by kind; empty when the page did nothing of it."""
        seen = {"ran": self.ran, "asked": self.asked, "went": self.went, "refused": self.refused}
        return {kind: each for kind, each in seen.items() if each}

    def open(self, address: str) -> None:
        self.page.goto(f"{self.home}{address}", wait_until="load")
        self.went.clear()  # it went there at our word

    def unfold(self) -> int:
        """Open every folded part and wait for its frames; returns how many frames there are."""
        self.page.evaluate(
            """() => {
                document.querySelectorAll("details").forEach((each) => { each.open = true })
                document.querySelectorAll("iframe").forEach((each) => { each.loading = "eager" })
            }"""
        )
        for frame in self.page.frames:
            frame.wait_for_load_state("load")
        # What is to run, load or lead away has begun by then.
        self.page.wait_for_timeout(300 if len(self.page.frames) > 1 else 50)
        return len(self.page.frames) - 1

    def _note_dialog(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def _note_way(self, frame: Frame) -> None:
        if frame.parent_frame is None or not frame.url.startswith((self.home, "about:")):
            self.went.append(frame.url)

    def _note_refusal(self, said: str) -> None:
        if "Content Security Policy" in said or "Blocked script execution" in said:
            self.refused.append(said)

    def _answer(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).path.endswith("/events"):
            route.fulfill(**STREAM)  # type: ignore[arg-type]
        elif request.url.startswith(self.home):
            route.continue_()
        else:
            self.asked.append(request.url)
            route.abort()


@contextmanager
def watched(chromium: Browser, home: str, agent: Agent | None = None) -> Iterator[Judge]:
    """A fresh window, signed in as this agent."""
    context = window(chromium, viewport={"width": 1440, "height": 900}, locale="en-GB")
    try:
        if agent:
            client = Client()
            client.force_login(agent)
            session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}
            context.add_cookies([session])  # type: ignore[list-item]
        yield Judge(context.new_page(), home)
    finally:
        context.close()
