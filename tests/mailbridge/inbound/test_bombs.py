"""Mails made to hurt the reader: each is read, and says in `error` what was left closed."""

import pytest

from mailbridge.inbound.parse import parse_mail

pytestmark = pytest.mark.slow

HEAD = b"From: Eve <eve@evil.example>\nTo: support@desk.example\nSubject: bomb\n"


def multipart(boundary: str) -> bytes:
    return HEAD + f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'.encode()


def nested(depth: int) -> bytes:
    opening = b"".join(
        b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (level, level + 1)
        for level in range(depth)
    )
    return multipart("b0") + opening + b"--b%d\n\nend\n" % depth


def test_two_thousand_nested_parts_stop_at_a_limit() -> None:
    mail = parse_mail(nested(2_000))
    assert mail.from_addr == "eve@evil.example"
    assert "nested deeper" in mail.error


def test_two_hundred_thousand_empty_parts_stop_at_a_limit() -> None:
    mail = parse_mail(multipart("b") + b"--b\n\n" * 200_000)
    assert "more than" in mail.error


def test_a_chain_of_messages_is_one_attachment() -> None:
    mail = parse_mail(HEAD + b"Content-Type: message/rfc822\n\n" * 1_000 + b"end")
    assert len(mail.attachments) == 1
    assert mail.error == ""


def test_twenty_thousand_recipients_are_all_read() -> None:
    recipients = ",\n ".join(f"p{number}@list.example" for number in range(20_000))
    mail = parse_mail(HEAD + f"Cc: {recipients}\n\nHola\n".encode())
    assert len(mail.cc) == 20_000


def test_three_thousand_brackets_in_to_hold_nobody() -> None:
    assert parse_mail(HEAD.replace(b"support@desk.example", b"(" * 3_000) + b"\nHola").to == ()


@pytest.mark.parametrize(
    "body",
    [
        b">" * 1_000_000,
        b"-" * 1_000_000,
        b"On " * 300_000,
        b"> On Monday Ana wrote:\n" * 40_000,
        b"De: Ana\n" * 100_000,
        b"On Mon, Mar 3, 2025 at 9:15 Ana <ana@acme.example> wrote:\n" * 10_000,
        b"x" * 2_000_000,
        b"=?utf-8?Q?" * 100_000,
        b"-- \n" * 200_000,
        b"--\nEve\n" * 100_000,
        b"https://acme.example/" + b"a" * 1_000_000,
    ],
    ids=[
        "quotes",
        "dashes",
        "on",
        "wrote",
        "labels",
        "attributions",
        "line",
        "words",
        "signatures",
        "bare signatures",
        "url",
    ],
)
def test_a_megabyte_of_one_thing_loses_nothing(body: bytes) -> None:
    mail = parse_mail(HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + body)
    assert mail.error == ""
    assert mail.text.strip() == body.decode().strip()


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 30_000 + b"fondo" + b"</div>" * 30_000,
        b"<b>" * 390 + b"<p>fondo</p>" * 5_000,
        b"<a href='" * 100_000 + b"fondo",
        b"fondo" + b"<" * 1_000_000,
        b"<table><tr><td>" * 390 + b"fondo",
        b"<blockquote type=cite>" * 390 + b"fondo",
        b"x" + b"<blockquote>" * 390 + b"fondo<br>" * 30_000,
        b"x" + b"<div style='border-top:solid 1px'>" * 390 + b"fondo<br>" * 60_000,
        b"x" + b"<blockquote></blockquote>" * 20_000,
    ],
    ids=["div", "bold", "href", "angles", "tables", "quotes", "deep", "ruled", "empty"],
)
def test_hostile_html_is_read(body: bytes) -> None:
    mail = parse_mail(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + body)
    assert mail.error == ""
    assert mail.subject == "bomb"


def test_text_beyond_the_limit_is_said_to_be_cut() -> None:
    mail = parse_mail(HEAD + b"\n" + b"palabra \n" * 1_000_000)
    assert "longer than can be shown" in mail.error
    assert mail.text.startswith("palabra")


@pytest.mark.parametrize(
    "field",
    [
        b"Cc: a@b" + b":a" * 100_000,
        b"Cc: " + b"[mailto:" * 100_000,
        b"Cc: " + b"a," * 500_000,
        b"References: " + b"<a@ " * 200_000,
        b"References: " + b"a@" * 200_000,
        b"Date: " + b"(" * 500_000,
        b"Content-Type: x" + b" ," * 250_000 + b"y",
        b"Content-Transfer-Encoding: " + b"(" * 500_000,
    ],
    ids=["colons", "mailto", "commas", "ids", "bare ids", "date", "type", "encoding"],
)
def test_a_hostile_field_costs_no_more_than_its_length(field: bytes) -> None:
    mail = parse_mail(HEAD + field + b"\n\nfondo")
    assert mail.text == "fondo"


@pytest.mark.parametrize(
    "body",
    [
        b"=ybegin name=x\n" * 100_000,
        b"=ybegin name=x\n" + b"=" * 1_000_000 + b"\n=yend\n",
        b"a\r\r\n" * 2_000 + b"\r" * 1_000_000,
        b"= " * 500_000,
        b"\x1b$)C" + b"\x0e" * 500_000,
    ],
    ids=["begins", "escapes", "returns", "soft breaks", "shifts"],
)
def test_a_hostile_encoding_costs_no_more_than_its_length(body: bytes) -> None:
    head = HEAD.replace(b"\n", b"\r\r\n") if b"\r" in body else HEAD
    mail = parse_mail(head + b"Content-Transfer-Encoding: quoted-printable\n\n" + body)
    assert mail.subject == "bomb"
    assert mail.error == ""
