"""What a customer writes: a new mail, or an answer with the references and quotation of a mail program."""

from __future__ import annotations

import datetime as dt
import mimetypes
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from helpdesk.demo import wording
from helpdesk.demo.arrived import Arrived
from helpdesk.demo.cast import Person
from tickets.rules import references
from tickets.rules.subjects import bare_subject


def letter(
    author: Person, *, to: str, subject: str, text: str, files: Iterable[UploadedFile[bytes]] = ()
) -> EmailMessage:
    """A new mail of this customer."""
    mail = EmailMessage()
    mail["From"] = formataddr((author.name, author.email))
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(timezone.now().astimezone(dt.UTC))
    mail["Message-ID"] = make_msgid(domain=author.email.rpartition("@")[2])
    mail.set_content(text.replace("\r\n", "\n"))
    for file in files:
        name = file.name or "file"
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        main, _, sub = guessed.partition("/")
        mail.add_attachment(file.read(), maintype=main, subtype=sub, filename=name)
    return mail


def answer(
    author: Person, *, arrived: Arrived, text: str, files: Iterable[UploadedFile[bytes]] = ()
) -> EmailMessage:
    """The customer's answer to a mail of ours, with our text quoted below."""
    quoted = wording.quoted(
        arrived.text,
        who=f"{arrived.sender_name} <{arrived.sender_address}>",
        at=arrived.sent_at or timezone.now(),
        language=author.language,
    )
    mail = letter(
        author,
        to=arrived.answers_go_to,
        subject=f"Re: {_without_mark(arrived.subject)}",
        text=f"{text.rstrip()}\n\n{quoted}\n",
        files=files,
    )
    *before, parent = arrived.thread or [""]
    if parent:
        mail["In-Reply-To"] = parent
        mail["References"] = " ".join(references.references_for(before, parent))
    return mail


def _without_mark(subject: str) -> str:
    """The subject without its Re:, but with the ticket's number, as a mail program leaves it."""
    number = references.number_in_subject(subject)
    words = bare_subject(subject)
    return references.subject_with_number(words, ticket_number=number) if number else words
