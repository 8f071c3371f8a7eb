"""The list of all tickets of an address: what it shows, what it opens, and how it ends (A33, A36)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Receive
from tests.portal.conftest import ASK, LUCIA, Counter, ask, mailed
from tickets.models import Agent, AllTicketsLink, ShareLink, Ticket
from tickets.models.all_tickets_link import MINUTES_VALID
from tickets.models.ticket import CloseReason, Status


def words(page: str) -> str:
    return Client().get(page).content.decode()


def post(page: str, name: str = "", browser: Client | None = None) -> Any:
    """Press a button of the list."""
    browser = browser or Client(enforce_csrf_checks=True)
    key = re.search(r'name="key" value="([^"]+)"', browser.get(page).content.decode())
    assert key
    return browser.post(page + name, {"key": key[1]})


def test_the_list_says_where_each_stands_open_ones_first(
    ticket: Ticket, mail: Receive, ana: Agent
) -> None:
    closed = Ticket.open_from(mail(subject="Lo viejo"), channel=ticket.channel)
    closed.close(ana, why="settled on the phone")
    ask(LUCIA)
    found = mailed()
    assert found
    page = words(found[0])
    assert page.index("Cargo doble") < page.index("Lo viejo")
    assert "Estamos en: Recibido." in page
    assert "Hemos cerrado este asunto." in page


def test_it_is_paged(ticket: Ticket, mail: Receive, all_page: str) -> None:
    for number in range(25):
        Ticket.open_from(mail(subject=f"Asunto-{number}"), channel=ticket.channel)
    first = words(all_page)
    after = re.search(r'href="(\?after=[^"]+)"', first)
    assert after
    second = words(all_page + after[1])
    shown = re.findall(r"Asunto-\d+|Cargo doble", first) + re.findall(
        r"Asunto-\d+|Cargo doble", second
    )
    assert shown == [*(f"Asunto-{number}" for number in range(24, -1, -1)), "Cargo doble"]
    for unreadable in ("0.x", "9.9", "%00", "0.9" * 99):
        assert "Asunto-24" in words(f"{all_page}?after={unreadable}")


def test_only_their_own_is_listed(
    ticket: Ticket, mail: Receive, ana: Agent, olga: Agent, all_page: str
) -> None:
    def other(subject: str, **parts: Any) -> Ticket:
        return Ticket.open_from(mail(subject=subject, **parts), channel=ticket.channel)

    other("canary-otto", from_addr="otto@elsewhere.example")
    other("canary-spam").mark_spam(olga)
    held = other("canary-held")
    held.messages.filter(kind="customer").update(held_at=timezone.now())
    held.messages.exclude(kind="customer").delete()
    other("canary-merged").merge_into(ticket, by=ana)
    assert "canary" not in words(all_page)


def test_what_was_merged_into_anothers_ticket_stays_theirs(
    ticket: Ticket, mail: Receive, ana: Agent, all_page: str
) -> None:
    theirs = mail("A mí también.", from_addr="otto@elsewhere.example", subject="canary")
    otto = Ticket.open_from(theirs, channel=ticket.channel)
    ticket.merge_into(otto, by=ana)
    assert "Cargo doble" in words(all_page)
    assert "canary" not in words(all_page)


def test_a_button_leads_on_to_the_page_of_one_ticket(
    ticket: Ticket, all_page: str, ana: Agent
) -> None:
    ShareLink.objects.update(revoked_at=timezone.now())
    answer = post(all_page, f"open/{ticket.number}/")
    assert answer.url == f"/t/{ticket.share_link().token}/"
    assert "Me han cobrado dos veces" in words(answer.url)


def test_nobody_opens_anothers_ticket_with_it(ticket: Ticket, mail: Receive, all_page: str) -> None:
    theirs = mail("A mí también.", from_addr="otto@elsewhere.example")
    otto = Ticket.open_from(theirs, channel=ticket.channel)
    assert post(all_page, f"open/{otto.number}/").status_code == 404


def test_a_page_that_has_ended_is_listed_and_not_opened(ticket: Ticket, all_page: str) -> None:
    long_ago = timezone.now() - dt.timedelta(days=400)
    Ticket.objects.update(status=Status.CLOSED, close_reason=CloseReason.AGREED, closed_at=long_ago)
    assert f"open/{ticket.number}/" not in words(all_page)
    assert post(all_page, f"open/{ticket.number}/").status_code == 404


def test_scanners_may_follow_it_and_it_still_opens(ticket: Ticket, all_page: str) -> None:
    before = list(AllTicketsLink.objects.values()), list(ShareLink.objects.values())
    browser = Client()
    for path in (all_page, f"{all_page}open/{ticket.number}/", f"{all_page}end/") * 30:
        browser.get(path)
        browser.head(path)
    assert before == (list(AllTicketsLink.objects.values()), list(ShareLink.objects.values()))
    assert "Cargo doble" in words(all_page)


def test_it_ends_after_the_time_that_the_mail_names(all_page: str) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=MINUTES_VALID - 1)):
        assert Client().get(all_page).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=MINUTES_VALID + 1)):
        assert Client().get(all_page).status_code == 404


def test_the_customer_ends_it(all_page: str) -> None:
    assert post(all_page, "end/").url == ASK
    assert Client().get(all_page).status_code == 404


def test_the_desk_ends_it_with_the_link_of_any_ticket(
    ticket: Ticket, all_page: str, ana: Agent
) -> None:
    ticket.revoke_links(ana)
    assert Client().get(all_page).status_code == 404


def test_a_guessed_an_ended_and_an_old_link_get_one_answer(
    all_page: str, ticket: Ticket, ana: Agent, django_assert_num_queries: Any
) -> None:
    ticket.revoke_links(ana)
    answers = []
    for path in (all_page, reverse("portal:all_tickets", args=["x" * 32]), f"/t/{'y' * 32}/"):
        with django_assert_num_queries(1):
            answers.append(Client().get(path))
    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1


def test_no_cache_index_or_referer_keeps_the_list(all_page: str) -> None:
    headers = Client().get(all_page).headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_a_form_key_of_a_ticket_is_none_of_the_list(lucia: Counter, all_page: str) -> None:
    answer = Client().post(f"{all_page}end/", {"key": lucia.form_key()})
    assert answer.status_code == 403


def test_the_status_page_and_an_ended_link_lead_to_it(lucia: Counter) -> None:
    assert f'href="{ASK}"' in lucia.words()
    assert f'href="{ASK}"' in words(f"/t/{'x' * 32}/")


def test_page_and_mail_speak_the_readers_language(ticket: Ticket, all_page: str) -> None:
    spanish = Client().get(ASK, headers={"Accept-Language": "es-ES"}).content.decode()
    assert '<html lang="es">' in spanish
    assert '<html lang="es">' in words(
        all_page
    )  # Lucía writes in Spanish, whatever her browser says
