"""Agents who answer in the browser's stead: a form with its nonce, sent again until an answer is certain."""

from __future__ import annotations

import random
import threading
import time

import requests
from selectolax.lexbor import LexborHTMLParser

from tests.crash.soak.people import Memory

PASSWORD = "paper-and-ink"
AGAIN_AFTER = 0.3  # seconds
PATIENCE = 20  # seconds for one request
Fields = dict[str, str]


class Agent(threading.Thread):
    """Answers tickets one after the other until the load has ended, and then finishes the one in hand."""

    def __init__(self, memory: Memory, url: str, address: str, *, seed: int) -> None:
        super().__init__(name=address, daemon=True)
        self._memory, self._url, self._rng = memory, url, random.Random(seed)
        self._session = requests.Session()
        self._sign_in(address)

    def run(self) -> None:
        while not self._memory.ended.wait(self._rng.uniform(0.2, 1.5)):
            numbers = sorted({mail.ticket for mail in self._memory.seen()})
            if numbers:
                self._answer(self._rng.choice(numbers))

    def _answer(self, number: int) -> None:
        serial = next(self._memory.serials)
        page = self._until_certain("GET", f"/desk/tickets/{number}/")
        form = _fields(page) | {"text": f"Sale mañana. Respuesta [{serial:05}].", "then": "waiting"}
        while True:
            said = self._until_certain("POST", f"/desk/tickets/{number}/reply/", form)
            if said.status_code == 302 and "/login/" not in said.headers["Location"]:
                self._memory.answers[serial] = number
                return
            if number in self._memory.returned.values():
                return  # its address takes no mail any more, and the page said so
            if said.status_code != 422:
                self._note(said)
                return
            form |= _fields(said)  # there was news: sent all the same

    def _until_certain(
        self, method: str, path: str, form: Fields | None = None
    ) -> requests.Response:
        """Repeat what met a 503 or a broken line, as a person would; the nonce makes that harmless."""
        while True:
            try:
                said = self._session.request(
                    method, self._url + path, data=form, allow_redirects=False, timeout=PATIENCE
                )
            except requests.RequestException:
                said = None
            if said is not None and said.status_code != 503:
                if said.status_code < 500:
                    return said
                self._note(said)
            self._memory.busy += 1
            time.sleep(AGAIN_AFTER)

    def _sign_in(self, address: str) -> None:
        form = _fields(self._until_certain("GET", "/accounts/login/"))
        form |= {"login": address, "password": PASSWORD}
        said = self._until_certain("POST", "/accounts/login/", form)
        assert said.status_code == 302, said.text[:2000]

    def _note(self, said: requests.Response) -> None:
        self._memory.unexpected.append(f"{said.status_code} {said.request.method} {said.url}")


def _fields(page: requests.Response) -> Fields:
    tree = LexborHTMLParser(page.text)
    hidden = tree.css('#composer input[type="hidden"]') or tree.css('input[type="hidden"]')
    return {str(field.attributes["name"]): field.attributes.get("value") or "" for field in hidden}
