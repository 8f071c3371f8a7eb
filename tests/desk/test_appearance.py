from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Agent


def test_dark_is_remembered_with_the_agent_and_in_the_browser(desk: Client, ana: Agent) -> None:
    answer = desk.post(reverse("desk:appearance"), {"theme": "dark", "next": "/desk/mine/"})
    ana.refresh_from_db()
    assert answer.headers["Location"] == "/desk/mine/"
    assert ana.theme == "dark"
    assert 'data-theme="dark"' in desk.get("/desk/").text


def test_a_visitor_may_choose_too(client: Client, db: None) -> None:
    client.post(reverse("desk:appearance"), {"theme": "light"})
    assert 'data-theme="light"' in client.get("/accounts/login/").text


def test_the_language_of_the_page_changes(desk: Client, ana: Agent) -> None:
    desk.post(reverse("desk:appearance"), {"language": "es"})
    ana.refresh_from_db()
    assert ana.language == "es"
    assert '<html lang="es"' in desk.get("/desk/").text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_the_way_back_never_leads_elsewhere(client: Client, db: None, elsewhere: str) -> None:
    answer = client.post(reverse("desk:appearance"), {"theme": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_an_unknown_theme_is_ignored(desk: Client, ana: Agent) -> None:
    desk.post(reverse("desk:appearance"), {"theme": '"><script>', "language": "xx"})
    ana.refresh_from_db()
    assert (ana.theme, ana.language) == ("", "")


def test_the_news_of_ones_tickets_is_mailed_to_who_asks_for_it(desk: Client, ana: Agent) -> None:
    for wanted, is_on in (("yes", True), ("maybe", True), ("no", False)):
        desk.post("/desk/appearance/", {"news": wanted})
        ana.refresh_from_db()
        assert ana.wants_mail is is_on
