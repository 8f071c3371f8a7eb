"""The status page is light: with everything that it needs it stays under 50 kB (50,000 bytes), by either measure.

- Plain: the HTML and its style sheets (there is no script), as they are written.
- Sent: what goes over the line at a first visit: the HTML as it is (it is not compressed, since pages with secrets in
  their forms should not be), and style sheets and icons by gzip, as WhiteNoise sends them.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.cast import Receive
from tests.portal.conftest import Counter
from tests.portal.states import States
from tickets.models import Agent, Alternative

LIMIT = 50_000


def static(address: str) -> bytes:
    found = finders.find(address.removeprefix("/static/").partition("#")[0])
    assert found, address
    return Path(str(found)).read_bytes()


def needs(html: str) -> set[str]:
    """Every address that the page loads."""
    assert "<script" not in html
    loaded = set(re.findall(r'<link[^>]+href="([^"]+)"', html))
    loaded |= {each.partition("#")[0] for each in re.findall(r'<use href="([^"]+)"', html)}
    for sheet in [each for each in loaded if each.endswith(".css")]:
        parts = re.findall(r'@import url\("([^"]+)"\)', static(sheet).decode())
        loaded |= {f"{sheet.rpartition('/')[0]}/{part}" for part in parts}
    return loaded


@pytest.mark.parametrize("state", ["new", "proposed_with_several", "rated", "files", "long"])
def test_the_page_is_light(
    alternatives: tuple[Alternative, Alternative], lucia: Counter, ana: Agent, mail: Receive, state: str
) -> None:  # fmt: skip
    address = getattr(States(lucia, ana, mail), state)()
    page = lucia.browser.get(address).content
    files = {each: static(each) for each in needs(page.decode())}
    sheets = sum(len(content) for name, content in files.items() if name.endswith(".css"))
    sent = sum(len(gzip.compress(content)) for content in files.values())
    assert len(page) + sheets < LIMIT
    assert len(page) + sent < LIMIT
