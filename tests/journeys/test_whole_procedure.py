"""A parcel that does not come (R7 to R10): five steps, a question that decides the way, a wait for the
carrier and one for the customer, a proposal declined, another accepted, a call, a rating."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dovecot import Dovecot
from tests.journeys import agent
from tests.journeys.letters import link_in, words, written
from tests.journeys.phone import Phone
from tests.journeys.product import Product
from tests.smtp_sink import SmtpSink
from tickets.models import Agent, Callback, Category, Channel, Proposal, Rating, Team, Ticket
from tickets.protocol.ready_made import READY_MADE
from tickets.protocol.taking_in import take_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.timeout(240)]
SUBJECT = "Mi pedido no llega"
CUSTOMER = "lucia@correo.example"
QUESTION = "Mi pedido 5512 no ha llegado y ya han pasado nueve días. ¿Dónde está?"
STEPS = ["received", "order-checked", "carrier-asked", "solution", "agreement"]


@pytest.fixture
def category(transactional_db: None, channel: Channel, ana: Agent) -> Category:
    """The ready protocol of a shop instead of the cast's; Ana serves all its teams."""
    take_in(READY_MADE["shop"].text())
    ana.teams.add(*Team.objects.all())
    return Category.objects.get(is_default=True)


@pytest.fixture
def phone(
    product: Product,
    desk: Page,
    dovecot: Dovecot,
    support: str,
    smtp_sink: SmtpSink,
    tmp_path: Path,
) -> Iterator[Phone]:
    """Lucía has written, and opens the page that the acknowledgement links."""
    dovecot.deliver(support, written(QUESTION, subject=SUBJECT))
    acknowledgement = smtp_sink.wait_for_recipient(CUSTOMER)[0]
    assert desk.context.browser
    phone = Phone(desk.context.browser, link_in(words(acknowledgement)), tmp_path / "pictures")
    yield phone
    phone.close()


def test_the_customer_knows_at_every_step_what_comes_next(
    desk: Page, phone: Phone, smtp_sink: SmtpSink
) -> None:
    phone.shows("new", "Hemos recibido su mensaje")
    the_parcel_is_looked_for(desk, phone, smtp_sink)
    the_customer_declines(desk, phone)
    they_talk(desk, phone)
    the_customer_agrees(desk, phone)
    assert_it_is_on_record()


def the_parcel_is_looked_for(desk: Page, phone: Phone, smtp_sink: SmtpSink) -> None:
    agent.sees(desk, SUBJECT)
    agent.takes(desk, category="Delivery", leads_to="Order checked")
    phone.shows("sorted", "Hemos recibido su mensaje y lo estamos leyendo.", "Pedido revisado")
    agent.ends_step(desk, "Step done", order="5512", then="Order checked")
    phone.shows("order-checked", "Estamos revisando su pedido", "Solución")
    agent.ends_step(desk, "Not sure yet: ask the carrier", then="Carrier asked")
    phone.shows("carrier-asked", "Hemos preguntado al transportista", "Consulta al transportista")
    told = words(smtp_sink.wait_for_recipient(CUSTOMER, count=2)[1])
    assert "Hemos preguntado al transportista" in told
    agent.ends_step(desk, "Step done", then="Solution")


def the_customer_declines(desk: Page, phone: Phone) -> None:
    agent.proposes(desk, "Lo dan por perdido.", again=("Le enviamos otro el lunes.", "20"))
    phone.shows("proposed-one", "Lo dan por perdido.", "Le enviamos otro el lunes.")
    phone.page.get_by_text("Todavía no", exact=True).click()
    phone.page.fill("textarea[name=why]", "El lunes no me sirve: era un regalo.")
    phone.page.get_by_role("button", name="Enviar y seguir").click()
    phone.shows("declined", "El lunes no me sirve: era un regalo.")
    expect(desk.locator("#conversation")).to_contain_text(
        "El lunes no me sirve", timeout=agent.VISIBLE_MS
    )


def they_talk(desk: Page, phone: Phone) -> None:
    phone.page.get_by_role("link", name="Llámenme").click()
    phone.page.fill("input[name=number]", "612 34 56 78")
    phone.page.select_option("select[name=window]", index=1)
    phone.page.check("input[name=consent]")
    phone.page.get_by_role("button", name="Llámenme").click()
    phone.shows("call-booked", "612 34 56 78")
    expect(desk.locator("#side")).to_contain_text("612 34 56 78", timeout=agent.VISIBLE_MS)
    agent.calls(desk, "Prefiere el dinero, o un vale.")
    phone.shows("called")


def the_customer_agrees(desk: Page, phone: Phone) -> None:
    refund, voucher = "Le devolvemos los 20 euros.", "Un vale de 10 euros."
    agent.proposes(desk, "Usted elige.", refund=(refund, "20"), voucher=(voucher, "10"))
    phone.shows("proposed-two", refund, voucher)
    agent.ends_step(desk, "Step done", then="Your agreement")
    phone.shows("your-agreement", "Su conformidad", "Ahora")
    phone.page.get_by_text(refund).last.click()
    phone.page.get_by_role("button", name="Sí, estoy de acuerdo").click()
    phone.shows("agreed", refund)
    phone.page.locator("button[name=score][value='5']").click()
    phone.page.fill("textarea[name=comment]", "Me llamaron enseguida.")
    phone.page.get_by_role("button", name="Enviar comentario").click()
    expect(phone.page.locator("body")).to_contain_text("Me llamaron enseguida.")
    phone.shows("rated", "Su valoración")


def assert_it_is_on_record() -> None:
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.close_reason) == ("closed", "agreed")
    steps = ticket.line_of_stops()
    assert [str(stop.step.key) for stop in steps] == STEPS
    assert all(stop.ended_at for stop in steps)
    states = [proposal.state for proposal in Proposal.objects.order_by("pk")]
    assert states == ["declined", "accepted"]
    chosen = ticket.chosen_option()
    assert chosen
    assert chosen.value == 20
    assert Callback.objects.get().state == "reached"
    rating = Rating.objects.get()
    assert (rating.score, rating.comment) == (5, "Me llamaron enseguida.")
