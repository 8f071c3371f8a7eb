from tests.cast import Receive
from tickets.models import Category, Channel, Event, OutgoingMail, Ticket
from tickets.models.ticket.acknowledging import ADDRESS_AN_HOUR


def acknowledgement(ticket: Ticket) -> OutgoingMail | None:
    return OutgoingMail.objects.filter(ticket=ticket, kind="acknowledgement").first()


def test_the_acknowledgement_says_what_happens_next_and_by_when(ticket: Ticket) -> None:
    ack = acknowledgement(ticket)
    assert ack
    assert str(ticket.number) in ack.text
    assert "hora de Madrid" in ack.text
    assert "Estamos en: Recibido." in ack.text
    assert "Comprobado" in ack.text
    assert "+34 910 000 000" in ack.text
    assert ticket.share_link().url in ack.text


def test_an_authenticated_customer_reads_their_own_question(ticket: Ticket) -> None:
    ack = acknowledgement(ticket)
    assert ack
    assert "Me han cobrado dos veces el pedido 5512." in ack.text


def test_nothing_of_an_unauthenticated_sender_is_sent_back(
    channel: Channel, category: Category, mail: Receive
) -> None:
    forged = mail("Gane dinero en casino.example", subject="Casino", is_authenticated=False)
    ack = acknowledgement(Ticket.open_from(forged, channel=channel))
    assert ack
    assert "asino" not in ack.text + ack.html + ack.subject


def test_an_english_mail_is_acknowledged_in_english(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail("Where is my parcel?", language="en"), channel=channel)
    ack = acknowledgement(ticket)
    assert ack
    assert "Madrid time" in ack.text


def test_where_none_may_be_sent_the_reason_is_on_the_ticket(
    channel: Channel, mail: Receive
) -> None:
    ticket = Ticket.open_from(mail(no_ack_reason="It is a mailing list."), channel=channel)
    assert acknowledgement(ticket) is None
    event = ticket.events.get(kind=Event.Kind.NOT_ACKNOWLEDGED)
    assert event.data["why"] == "It is a mailing list."


def test_one_address_gets_no_flood_of_acknowledgements(channel: Channel, mail: Receive) -> None:
    tickets = [Ticket.open_from(mail(), channel=channel) for _ in range(ADDRESS_AN_HOUR + 1)]
    assert acknowledgement(tickets[-1]) is None
    assert OutgoingMail.objects.count() == ADDRESS_AN_HOUR


def test_spam_is_not_acknowledged(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(), channel=channel, is_spam=True)
    assert acknowledgement(ticket) is None
    assert not ticket.clocks.exists()
