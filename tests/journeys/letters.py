"""What a customer's mail program writes, and what it reads."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import make_msgid

from tests.smtp_sink import Received

AUTHENTICATED = "mail.papeleria.example; dmarc=pass header.from=correo.example"


def written(
    text: str, *, subject: str = "Cargo doble", to: str = "hola@papeleria.example"
) -> bytes:
    """A new mail of Lucía's, which the support server found to be truly hers."""
    return _mail(text, subject=subject, to=to).as_bytes(policy=email.policy.SMTP)


def answer(mail: Received, text: str) -> bytes:
    """Lucía's answer, as a mail program makes it: to the Reply-To, with references and quotation."""
    theirs = read(mail)
    quoted = "\n".join("> " + line for line in words(mail).splitlines())
    reply = _mail(
        f"{text}\n\nEl lun, 16 nov 2026 a las 10:00, Papelería Sol escribió:\n{quoted}\n",
        subject=f"Re: {theirs['Subject']}",
        to=str(theirs["Reply-To"] or theirs["From"]),
    )
    reply["In-Reply-To"] = str(theirs["Message-ID"])
    reply["References"] = f"{theirs['References'] or ''} {theirs['Message-ID']}".strip()
    return reply.as_bytes(policy=email.policy.SMTP)


def read(mail: Received) -> EmailMessage:
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words(mail: Received) -> str:
    body = read(mail).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(text: str) -> str:
    """The address of the status page."""
    found = re.search(r"http://\S+/t/\S+/", text)
    assert found, text
    return found[0]


def _mail(text: str, *, subject: str, to: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Return-Path"] = "<lucia@correo.example>"
    mail["Authentication-Results"] = AUTHENTICATED
    mail["From"] = "Lucía Pérez <lucia@correo.example>"
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = make_msgid(domain="correo.example")
    mail.set_content(text)
    return mail
