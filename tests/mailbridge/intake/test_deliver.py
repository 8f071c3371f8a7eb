"""What becomes of a mail once it is read: ticket, entry, or a line in the ledger, each with its reason."""

from __future__ import annotations

import random

import pytest
from pytest_django import Settings

from mailbridge.inbound import claim
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft, reference_key
from tickets.rules import references


def report(recipient: str, *, returned_id: str = "", status: str = "5.1.1", **fields: str) -> bytes:
    """A delivery report by RFC 3464."""
    action = "delayed" if status.startswith("4") else "failed"
    parts = f"""--cut
Content-Type: text/plain

It could not be delivered.
--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.correo.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
--cut
Content-Type: text/rfc822-headers

Message-ID: {returned_id}
Subject: Re: Cargo doble
--cut--""".replace("\n", "\r\n")
    headers: dict[str, str | None] = {
        "Return_Path": "<>",
        "From": "MAILER-DAEMON@mx.correo.example",
        "Subject": "Undelivered Mail Returned to Sender",
        "Content_Type": "multipart/report; report-type=delivery-status; boundary=cut",
        "Content_Transfer_Encoding": None,
    }
    return letter(parts, **headers, **fields)


@pytest.fixture
def sent(ticket: Ticket, ana: Agent) -> OutgoingMail:
    """Ana's answer, accepted by the mail server."""
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    mail = message.outgoing
    mail.move_to("accepted", at=mail.created_at)
    return mail


def test_a_new_mail_opens_a_ticket_with_its_facts(arrived: Arrived) -> None:
    row = arrived(letter())
    assert row.message is not None
    assert (row.state, row.outcome, row.from_addr) == ("done", "ticket", "lucia@correo.example")
    assert row.message.text.strip() == "Me han cobrado dos veces el pedido 5512."
    assert row.message.source_key == f"mail:{row.sha256}"


def test_a_new_mail_is_acknowledged(arrived: Arrived) -> None:
    row = arrived(letter())
    assert OutgoingMail.objects.filter(ticket=row.ticket, kind="acknowledgement").count() == 1


def test_a_list_mail_opens_a_ticket_without_acknowledgement(arrived: Arrived) -> None:
    row = arrived(letter(List_Id="<news.correo.example>"))
    assert row.ticket is not None
    assert not OutgoingMail.objects.filter(ticket=row.ticket).exists()
    assert "list" in row.ticket.events.get(kind="not_acknowledged").data["why"]


def test_the_same_bytes_again_are_a_copy_of_the_first(arrived: Arrived) -> None:
    raw = letter()
    first, second = arrived(raw), arrived(raw)
    assert (second.outcome, second.duplicate_of, second.ticket) == (
        "duplicate",
        first,
        first.ticket,
    )
    assert Ticket.objects.count() == 1


def test_two_mails_with_one_message_id_are_both_kept_and_flagged(arrived: Arrived) -> None:
    first = arrived(letter("Uno.", Message_ID="<same@correo.example>"))
    second = arrived(letter("Dos.", Message_ID="<same@correo.example>"))
    assert first.ticket != second.ticket
    assert second.reason == "Another mail had the same Message-ID."


def test_a_returned_mail_is_found_by_our_bounce_address(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    address = references.bounce_address(
        "hola@papeleria.example", outgoing_id=sent.pk, key=reference_key()
    )
    row = arrived(report("lucia@correo.example", To=address))
    sent.refresh_from_db()
    assert (row.outcome, row.ticket, sent.state) == ("bounce", sent.ticket, "bounced")
    assert row.reason == "The mail to lucia@correo.example came back (5.1.1)."


def test_a_returned_mail_is_found_by_our_message_id_and_opens_the_ticket(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    arrived(report("lucia@correo.example", returned_id=sent.message_id_header))
    sent.refresh_from_db()
    sent.ticket.refresh_from_db()
    assert (sent.state, sent.ticket.status) == ("bounced", "open")


def test_a_delay_is_shown_and_decides_nothing(arrived: Arrived, sent: OutgoingMail) -> None:
    row = arrived(
        report("lucia@correo.example", returned_id=sent.message_id_header, status="4.4.1")
    )
    sent.refresh_from_db()
    assert (row.outcome, sent.state) == ("bounce", "accepted")
    assert "delayed" in row.reason


def test_a_report_with_a_guessed_message_id_changes_nothing(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    forged = f"<t{sent.ticket_id}.{'a' * 16}.{'b' * 26}@papeleria.example>"
    row = arrived(report("lucia@correo.example", returned_id=forged))
    sent.refresh_from_db()
    assert (row.outcome, row.ticket, sent.state) == ("bounce", None, "accepted")


def test_a_report_about_someone_else_changes_nothing(arrived: Arrived, sent: OutgoingMail) -> None:
    row = arrived(report("otto@elsewhere.example", returned_id=sent.message_id_header))
    sent.refresh_from_db()
    assert sent.state == "accepted"
    assert row.reason == "The report names nobody to whom the mail was sent; it changes nothing."


def test_our_own_mail_stays_in_the_ledger(arrived: Arrived, sent: OutgoingMail) -> None:
    row = arrived(letter(Message_ID=sent.message_id_header))
    assert (row.outcome, row.ticket) == ("own", None)


def test_a_colleague_of_our_domain_is_not_taken_for_our_own_mail(arrived: Arrived) -> None:
    row = arrived(letter(From="ana@papeleria.example", Message_ID="<77@papeleria.example>"))
    assert row.outcome == "ticket"


def test_our_loop_header_stops_a_loop(arrived: Arrived, settings: Settings) -> None:
    row = arrived(letter(X_Ventanilla_Loop=settings.INSTANCE_ID))
    assert (row.outcome, row.ticket) == ("own", None)


def test_a_mail_without_sender_opens_a_ticket_of_an_unknown_sender(arrived: Arrived) -> None:
    row = arrived(letter(From=None, Message_ID=None))
    assert row.ticket is not None
    assert row.ticket.customer.email.endswith("@sender.invalid")
    assert not OutgoingMail.objects.exists()


def test_unknown_senders_share_no_history(arrived: Arrived) -> None:
    first = arrived(letter("Uno.", From=None))
    second = arrived(letter("Dos.", From=None))
    assert first.ticket is not None
    assert second.ticket is not None
    assert first.ticket.customer != second.ticket.customer


def test_an_empty_mail_opens_a_ticket(arrived: Arrived) -> None:
    row = arrived(b"\r\n")
    assert (row.state, row.outcome) == ("done", "ticket")


def test_script_in_subject_and_body_is_kept_as_words_and_never_as_markup(arrived: Arrived) -> None:
    hostile = "<script>alert(1)</script>"
    row = arrived(letter(f"<p>Hola{hostile}</p>", Subject=hostile, Content_Type="text/html"))
    assert row.message is not None
    assert row.subject == hostile
    assert "script" not in row.message.html
    assert "Hola" in row.message.html


def test_an_attachment_with_a_hostile_name_is_kept_under_a_safe_one(arrived: Arrived) -> None:
    name = "../" * 20 + "x" * 237 + ".pdf"
    body = (
        "--cut\r\n\r\nVa adjunto.\r\n--cut\r\nContent-Type: application/pdf\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n%PDF\r\n--cut--'
    )
    row = arrived(letter(body, Content_Type="multipart/mixed; boundary=cut"))
    assert row.message is not None
    file = row.message.attachments.get()
    assert file.content() == b"%PDF"
    assert file.name.endswith(".pdf")
    assert "/" not in file.name
    assert len(file.name) <= 120


def test_a_mail_is_authenticated_only_by_our_own_servers_word(
    arrived: Arrived, settings: Settings
) -> None:
    passed = "; dmarc=pass header.from=correo.example"
    ours = arrived(letter("Uno.", Authentication_Results=settings.AUTHSERV_IDS[0] + passed))
    theirs = arrived(letter("Dos.", Authentication_Results="mx.elsewhere.example" + passed))
    assert ours.message is not None
    assert theirs.message is not None
    assert (ours.message.is_authenticated, theirs.message.is_authenticated) == (True, False)


def test_a_claim_that_was_taken_over_writes_nothing(arrived: Arrived) -> None:
    row = arrived(letter())
    late = InboundMail.objects.get(pk=row.pk)
    InboundMail.objects.filter(pk=row.pk).update(state="parsing", attempts=2)
    claim.failed(late, "too late")
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("parsing", 2)


def test_a_message_id_longer_than_an_index_takes_is_no_obstacle(arrived: Arrived) -> None:
    signs = random.Random(1)
    long = "".join(chr(signs.randrange(0x4E00, 0x9FFF)) for _ in range(985))
    row = arrived(letter(Message_ID=f"<{long}@correo.example>", References="<a@b.example>"))
    assert row.message is not None
    assert (row.outcome, row.message.message_id[:100]) == ("ticket", f"<{long}"[:100])
