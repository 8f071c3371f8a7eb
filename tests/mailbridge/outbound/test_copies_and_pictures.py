"""Who gets a mail, and the pictures that stand in it: read from what the mail server was told."""

from __future__ import annotations

from tests.mailbridge.outbound.conftest import Reply
from tests.mailbridge.outbound.odd_server import OddServer
from tests.mailbridge.outbound.test_compose import sent
from tickets.models.attachment import IncomingFile


def test_a_picture_that_the_text_names_stands_in_it(server: OddServer, reply: Reply) -> None:
    picture = IncomingFile.stored("foto.png", "image/png", b"\x89PNG\r\n\x1a\n")
    reply("Mire: [foto.png]", files=(picture,))
    received = sent(server)
    part = next(part for part in received.walk() if part.get_content_type() == "image/png")
    html = received.get_body(("html",))
    assert html is not None
    assert f'src="cid:{part["Content-ID"].strip("<>")}"' in html.get_content()
    assert part.get_content_disposition() == "inline"
    assert received.get_content_type() == "multipart/related"


def test_a_copy_and_a_blind_copy_get_the_mail_and_only_one_is_named(
    server: OddServer, reply: Reply
) -> None:
    reply(cc=("marta@correo.example",), bcc=("jefa@papeleria.example",))
    received = sent(server)
    asked = [command for command in server.commands if command.upper().startswith("RCPT")]
    for address in ("lucia@correo.example", "marta@correo.example", "jefa@papeleria.example"):
        assert any(address in words for words in asked)
    assert received["Cc"] == "marta@correo.example"
    assert b"jefa@" not in server.mails[0]


def test_beside_other_files_a_picture_keeps_its_place(server: OddServer, reply: Reply) -> None:
    picture = IncomingFile.stored("foto.png", "image/png", b"\x89PNG\r\n\x1a\n")
    bill = IncomingFile.stored("factura.pdf", "application/pdf", b"%PDF-1.4")
    reply("[foto.png]", files=(picture, bill))
    received = sent(server)
    assert received.get_content_type() == "multipart/mixed"
    how = {part.get_filename(): part.get_content_disposition() for part in received.walk()}
    assert (how["foto.png"], how["factura.pdf"]) == ("inline", "attachment")
