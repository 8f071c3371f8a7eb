"""Greetings, farewells, quotations and our automatic mails of the past, in both languages."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

from tickets.rules import moments

MADRID = "Europe/Madrid"
GREETINGS = {
    "es": ("Buenos días:", "Hola:", "Buenas tardes:", "Hola, buenas:", "Estimados señores:"),
    "en": ("Hello,", "Hi there,", "Good morning,", "Dear Alameda team,", "Hi,"),
}
FAREWELLS = {
    "es": ("Un saludo,", "Gracias,", "Saludos,", "Muchas gracias,"),
    "en": ("Kind regards,", "Thanks,", "Best wishes,", "Many thanks,"),
}
PHONES = {"es": "Enviado desde mi teléfono", "en": "Sent from my phone"}
ANSWERS = {
    "es": ("Hola, {name}:", "Buenos días, {name}:", "Gracias por escribirnos, {name}."),
    "en": ("Hello {name},", "Good morning {name},", "Thank you for writing, {name}."),
}
SIGNED = {"es": "Un saludo,", "en": "Kind regards,"}
QUOTED = {
    "es": "El {date}, {who} escribió:",
    "en": "On {date}, {who} wrote:",
}
ACKNOWLEDGED = {
    "es": "Hola, {name}:\n\nHemos recibido su mensaje y lleva el número {number}. Una persona le "
    "responderá a más tardar {due}.\n\nAlameda",
    "en": "Hello {name},\n\nWe have your message; its number is {number}. A person answers by "
    "{due} at the latest.\n\nAlameda",
}
REMINDED = {
    "es": "Hola, {name}:\n\nHace unos días le propusimos una solución y nos gustaría saber si está "
    "conforme. Si no nos dice nada, cerraremos el asunto {number} dentro de unos días.\n\nAlameda",
    "en": "Hello {name},\n\nSome days ago we proposed a solution and would like to know whether "
    "you agree. If we hear nothing, we will close {number} in a few days.\n\nAlameda",
}
CLOSED = {
    "es": "Hola, {name}:\n\nHemos cerrado el asunto {number} porque no hemos tenido respuesta. Si "
    "algo sigue pendiente, conteste a este mensaje.\n\nAlameda",
    "en": "Hello {name},\n\nWe have closed {number} because we heard nothing more. If anything is "
    "still open, just answer this mail.\n\nAlameda",
}
AUTOMATIC = {"acknowledgement": ACKNOWLEDGED, "reminder": REMINDED, "closed": CLOSED}

HOLDING = {
    "es": "Seguimos con su asunto y todavía no tenemos la respuesta. Le responderemos a más tardar "
    "{until}.",
    "en": "We are working on your matter and do not have the answer yet. We will answer you by "
    "{until}.",
}
DELAY = {
    "es": "Le prometimos noticias a más tardar {before} y no llegamos a tiempo. Le responderemos a "
    "más tardar {until}.",
    "en": "We promised you news by {before} and will not make it. We will answer you by {until}.",
}
AGREED = {
    "es": "Su asunto queda resuelto con su conformidad. Esto es lo que ha elegido:\n\n{words}",
    "en": "Your request is settled, as you agreed. This is what you chose:\n\n{words}",
}
CALL_BOOKED = {
    "es": "Le llamaremos al {number} {when}.",
    "en": "We will call you on {number} {when}.",
}
CALL_AGAIN = {
    "es": "Le hemos llamado al {number} y no le hemos encontrado. Volveremos a llamarle {when}.",
    "en": "We called you on {number} and did not reach you. We call you again {when}.",
}
REACHED = {
    "es": "Le hemos llamado al {number} y hemos hablado.",
    "en": "We called you on {number} and spoke.",
}
LETTER = {
    "es": "Hola, {name}:\n\n{words}\n\nAlameda",
    "en": "Hello {name},\n\n{words}\n\nAlameda",
}


def letter(words: str, *, name: str, language: str) -> str:
    return LETTER[language].format(name=name.split(maxsplit=1)[0], words=words)


def mail_of(words: str, *, name: str, language: str, rng: random.Random) -> str:
    """A customer's first mail."""
    end = f"{rng.choice(FAREWELLS[language])}\n{name}"
    if rng.random() < 0.15:
        end = f"{name.split(maxsplit=1)[0]}\n\n{PHONES[language]}"
    return f"{rng.choice(GREETINGS[language])}\n\n{words}\n\n{end}"


def answer_of(words: str, *, name: str, agent: str, language: str, rng: random.Random) -> str:
    greeting = rng.choice(ANSWERS[language]).format(name=name.split(maxsplit=1)[0])
    return f"{greeting}\n\n{words}\n\n{SIGNED[language]}\n{agent}"


def quoted(text: str, *, who: str, at: dt.datetime, language: str) -> str:
    """An earlier mail as a mail program puts it below the answer."""
    local = at.astimezone(ZoneInfo(MADRID))
    date = moments.date_in_words(local.date(), language=language, today=local.date())
    head = QUOTED[language].format(date=f"{date}, {local:%H:%M}", who=who)
    return head + "\n" + "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def automatic(
    kind: str, *, name: str, number: int, language: str, due: tuple[dt.datetime, dt.datetime]
) -> str:
    """Our own mail of this kind. `due`: by when we promised to answer, and when the mail was written."""
    until, now = due
    said = moments.in_words(until, language=language, timezone=MADRID, now=now)
    return AUTOMATIC[kind][language].format(
        name=name.split(maxsplit=1)[0], number=f"#{number}", due=said
    )
