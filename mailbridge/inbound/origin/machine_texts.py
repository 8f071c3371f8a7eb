"""Whether a program's own sentences are all that a mail without any field says.

A confirmation needs two signs, and whoever speaks of herself is a person. So is whoever asks anything:
`robots.said` looks for that before.
"""

import re

from mailbridge.inbound.origin.absence_words import ABSENT, INSTEAD, THANKS, UNREAD
from mailbridge.inbound.origin.machine_words import CONFIRMS, MACHINES, READ, RECEIVED
from mailbridge.inbound.origin.robot_texts import SAYS_AUTOMATIC, greets
from mailbridge.inbound.origin.sentences import sentences
from mailbridge.inbound.quoting.signature_words import PERSONAL

_LONGEST = 3_000
_FIRST_SENTENCES = 10
_GREETING_WORDS = 4
_USUAL = (THANKS, RECEIVED, CONFIRMS, SAYS_AUTOMATIC, ABSENT, UNREAD, INSTEAD)
_LONGEST_RECEIPT = 800
_LABELLED = re.compile(r"[^\W\d][^\W\d ]{0,14}(?: [^\W\d]{1,14})?[ \t]?[:：][ \t]*\S")
_OF_A_MESSAGE = re.compile(
    r"message|mensaje|nachricht|messaggio|mensagem|bericht|wiadomość|сообщени|повідомлен|zpráv|správ|üzenet"
    r"|mesaj|съобщени|poruk|sporočil|μήνυμα|ileti|meddeland|besked|melding|viesti|邮件|郵件|メッセージ|메시지|הודע|رسال",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(r"\n[^\n]{3,40}Microsoft Exchange(?: Server)?(?: 20\d\d)?\s*$")


def says_machine(words: str, *, subject: str) -> bool:
    if not words or len(words) > _LONGEST:
        return False
    whole = sentences(words)
    return (
        bool(_EXCHANGE.search(words))
        or _begins_as_machine(whole)
        or is_reading_receipt(words)
        or _confirms_receipt(words, whole, subject)
        or _says_nothing_else(words, whole)
    )


def is_reading_receipt(words: str) -> bool:
    """Outlook's "Your message / To: … / Subject: … / was read on …", its report parts lost."""
    lines = [line.strip() for line in words[:_LONGEST_RECEIPT].split("\n") if line.strip()]
    if len(words) > _LONGEST_RECEIPT or len(lines) < 3 or not _OF_A_MESSAGE.search(lines[0]):
        return False
    free = [line for line in lines if not _LABELLED.match(line)]
    if len(lines) - len(free) < 2 or len(free) > 3 or lines[0] not in free:
        return False
    return any(map(READ.search, free))


def _begins_as_machine(whole: list[str]) -> bool:
    """Whoever repeats such a sentence announces it: only a greeting may stand above."""
    for sentence in whole[:_FIRST_SENTENCES]:
        if MACHINES.match(sentence):
            return True
        if len(sentence.split()) > _GREETING_WORDS or sentence.endswith(":"):
            return False
    return False


def _confirms_receipt(words: str, whole: list[str], subject: str) -> bool:
    one_line = " ".join(words.split())
    if PERSONAL.search(one_line) or not RECEIVED.search(one_line):
        return False
    told = [line for line in whole if not greets(line) and not _is_name(line)]
    if 2 * sum(map(_is_usual, told)) <= len(told):
        return False
    return bool(CONFIRMS.search(one_line) or RECEIVED.search(subject[:300]))


def _says_nothing_else(words: str, whole: list[str]) -> bool:
    """Thanks, a promise, and that the mail is automatic: no sentence is left for a person."""
    if not any(map(SAYS_AUTOMATIC.search, whole)) or PERSONAL.search(words):
        return False
    return all(map(_is_usual, whole))


def _is_usual(sentence: str) -> bool:
    if greets(sentence) or any(kind.search(sentence) for kind in _USUAL):
        return True
    return _is_name(sentence)


def _is_name(line: str) -> bool:
    return len(line.split()) <= _GREETING_WORDS and not line.endswith((".", "!", ":"))
