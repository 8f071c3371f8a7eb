"""Mails to measure with: our own, made from the demo's stories, or the .eml files of a folder."""

from __future__ import annotations

import random
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from itertools import islice
from pathlib import Path

from django.utils import timezone

from helpdesk.demo import cast, story, wording
from helpdesk.demo.cast import Person

HTML_SHARE, FILE_SHARE, ANSWER_SHARE, LATIN_SHARE = 0.5, 0.15, 0.3, 0.1
PEOPLE = 400
AUTHSERV_ID = "mail.alameda.example"


def from_folder(folder: Path, count: int) -> Iterator[bytes]:
    """The first `count` .eml files, by name."""
    return (path.read_bytes() for path in islice(sorted(folder.rglob("*.eml")), count))


def made(count: int, *, to: str, seed: int = 1) -> Iterator[bytes]:
    """Support mail in Spanish and English: plain and HTML, quotations, files; each with its own Message-ID."""
    rng = random.Random(seed)
    people = [p for each in story.LANGUAGES for p in cast.people(each, PEOPLE // 2, rng=rng)]
    for index in range(count):
        yield _mail(rng.choice(people), index, to=to, rng=rng).as_bytes()


def _mail(person: Person, index: int, *, to: str, rng: random.Random) -> EmailMessage:
    told = rng.choice(story.stories(person.language))
    told = told.filled(cast.filling(person.language, rng=rng))
    said = [turn.words for turn in told.turns if turn.mark in (story.CUSTOMER, story.AGENT)]
    text = wording.mail_of(said[0], name=person.name, language=person.language, rng=rng)
    if rng.random() < ANSWER_SHARE:
        who = f"Alameda <{to}>"
        at, language = timezone.now(), person.language
        text += "\n\n" + wording.quoted("\n".join(said), who=who, at=at, language=language)
    mail = EmailMessage()
    mail["Return-Path"] = f"<{person.email}>"
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={person.email}"
    mail["From"] = formataddr((person.name, person.email))
    mail["To"] = to
    mail["Subject"] = told.subject
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = f"<bench.{index}.{rng.getrandbits(64):x}@{person.email.partition('@')[2]}>"
    latin = rng.random() < LATIN_SHARE and all(ord(letter) < 256 for letter in text)
    mail.set_content(text, charset="iso-8859-1" if latin else "utf-8")
    if rng.random() < HTML_SHARE:
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        mail.add_alternative(f"<html><body>{paragraphs}</body></html>", subtype="html")
    if rng.random() < FILE_SHARE:
        photo = rng.randbytes(rng.randint(20_000, 200_000))
        mail.add_attachment(photo, maintype="image", subtype="jpeg", filename=f"foto {index}.jpg")
    return mail
