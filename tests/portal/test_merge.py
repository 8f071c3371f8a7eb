"""After a merge: the link of the merged ticket shows the other, if it is the same customer's."""

from __future__ import annotations

from tests.cast import Receive
from tests.portal.conftest import Counter
from tickets.models import Agent, Ticket


def test_the_link_of_a_merged_ticket_shows_the_other(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    first = lucia.ticket
    later = Ticket.open_from(mail("¿Han visto mi correo?"), channel=first.channel)
    later.merge_into(first, by=ana)
    page = Counter(later).words()
    assert f"N.º {first.number}" in page
    assert "Me han cobrado dos veces" in page
    assert "¿Han visto mi correo?" in page


def test_another_customers_link_shows_nothing_of_the_other(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    theirs = mail("A mí también.", from_addr="otto@elsewhere.example")
    otto = Ticket.open_from(theirs, channel=lucia.ticket.channel)
    otto.merge_into(lucia.ticket, by=ana)
    page = Counter(otto).words()
    assert "A mí también." in page
    assert "Me han cobrado dos veces" not in page
    assert "A mí también." not in lucia.words()


def test_what_another_customer_writes_there_is_held(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    theirs = mail("A mí también.", from_addr="otto@elsewhere.example")
    otto = Ticket.open_from(theirs, channel=lucia.ticket.channel)
    otto.merge_into(lucia.ticket, by=ana)
    Counter(otto).send("reply", text="¿Y lo mío?")
    assert lucia.ticket.messages.get(text="¿Y lo mío?").held_at
    assert "¿Y lo mío?" not in lucia.words()


def test_a_file_of_the_merged_ticket_can_be_fetched_from_the_other(
    lucia: Counter, ana: Agent, mail: Receive
) -> None:
    from tickets.models.attachment import IncomingFile

    file = IncomingFile.stored("nota.txt", "text/plain", b"hola")
    later = Ticket.open_from(mail("Va adjunto.", files=(file,)), channel=lucia.ticket.channel)
    later.merge_into(lucia.ticket, by=ana)
    kept = later.messages.get(kind="customer").attachments.get()
    assert lucia.look("attachment", kept.pk).status_code == 200


def test_a_look_at_a_merged_ticket_makes_no_link(lucia: Counter, ana: Agent, mail: Receive) -> None:
    later = Ticket.open_from(mail("¿Han visto mi correo?"), channel=lucia.ticket.channel)
    page = Counter(later)
    later.merge_into(lucia.ticket, by=ana)
    address = page.address()
    lucia.ticket.links.all().delete()
    assert page.browser.get(address).status_code == 200
    assert not lucia.ticket.links.exists()
