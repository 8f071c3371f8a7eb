"""Bounces in prose: qmail, Exim, Exchange, Notes, Gmail, Yahoo, carriers, Japanese hosts.

The prose before the returned copy is searched for the failed address and a reason; one pass each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailbridge.inbound.origin.bounce_reasons import BUSY, REASONS
from mailbridge.inbound.origin.bounce_words import (
    DAEMON_NAME,
    DELAYED,
    DELIVERED,
    DELIVERY,
    OTHER_REPORT,
    PHRASE,
    SUBJECT,
)
from mailbridge.inbound.parts.addresses import read_addresses
from mailbridge.inbound.parts.headers import Headers

_DAEMON = re.compile(
    r"^(?:mailer-?daemon|mail-?daemon|postmaster|postoffice|mdaemon|mail-?er|mail-?system|"
    r"mail\.?delivery[\w.-]*|maildeliverysystem|bounces?|microsoftexchange[0-9a-f]*|root|smtp-?gateway|"
    r"mailsystem|mailadmin|mailmaster|delivery|dsn|undeliverable|nobody)(?:[+=-].*)?$",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^[ \t>*-]{0,8}(?:-{2,} ?(?:below this line is a copy|this is a copy|original message|message header|"
    r"unsent message|undelivered message|the body of the message|message follows|returned message|"
    r"the header of the original|original mail|forwarded message|"
    r"returned mail follows|copy of (?:the|your) |original message follows|mensaje original|"
    r"the header of the original message)|-{3,} original message|(?:-|\|-)+ ?message text follows|"
    r"below is a copy of the original|possibly truncated original|"
    r"the original message (?:follows|headers)|message headers follow|"
    r"original message (?:headers|follows)|your original message|"
    r"-- ?original header|-- the header and|encabezados de(?:l| los)? mensajes? original|en-têtes d|"
    r"debajo de esta l[ií]nea|ursprüngliche (?:nachricht|kopfzeilen)|messaggio originale|mensagem original|"
    r"=+ ?original message|included is a copy of the message|this is a copy of your message|"
    r"the first .{1,20} of the original)"
    r"|^(?:return-path: <|received: (?:from|by) )",  # indented, they are the report's own words
    re.IGNORECASE | re.MULTILINE,
)
# An address may be in any script (RFC 6531), but no blank and no wide sign of CJK stands in it.
_WORD = r"[^\s<>()\[\]\"':;,\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]"
_ADDRESS_LINE = re.compile(
    r"^[ \t]*(?:[-*•]\s*)?(?:(?:to|recipient|for|rcpt to|address|final-recipient|original-recipient|"
    r"failed recipient|recipient address|addressed to|failed address|empfänger|destinatario|destinataire|"
    r"destinatário|получатель|user|unknown user|the user|addressee|invalid address|"
    r"failed address(?:es)?|undeliverable to|could not be delivered to|user mailbox exceeds allowed size|"
    r"invalid final delivery userid)(?![\w.+@=-])|收件人|收件者|宛先|>>>)?[ \t:;]*(?:rfc822;[ \t]*)?"
    r"(?:\"[^\"\n]{0,80}\"[ \t]*)?['\"]?<?(?:mailto:|smtp:)?"
    rf"({_WORD}{{1,128}}@{_WORD}{{3,190}})>?['\"]?"
    r"[ \t]*(?:\.?[ \t]*$|[:;,(<|]|\.\.\.|(?:on|en|am|le|il|em|op|den) (?:\d|\w{2,5},)|\[|-|=|has|is|was|does|"
    r"[45]\d\d\b|error\b|invalid\b)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_ADDRESS = re.compile(
    r"[A-Za-z0-9_.+=&#/?!%*~'-]{1,128}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
# "MailGate/5.2.2" and "v5.2.2" are versions, and an address of the web may hold any numbers.
_ENHANCED = re.compile(r"(?<![\da-z.])(?<![a-z]/)([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']{1,2000}")
# "relay.acme.example" and "spam@acme.example" give no reason.
_NAME = re.compile(r"(?<![\w./-])[a-z0-9_.+=-]{0,128}@?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?!\w)")
_SMTP = re.compile(r"(?<![\d.])(4[235]\d|5[0-7]\d)(?=[\s:;,.#_-]|$)(?!\.\d)")
_BY_SMTP = {
    "552": "5.2.2",
    "452": "4.2.2",
    "551": "5.1.6",
    "553": "5.1.3",
    "530": "5.7.0",
    "535": "5.7.8",
    "431": "4.3.1",
    "421": "4.4.2",
}
# Those whom the mail reached are named under a heading of their own.
_REACHED = re.compile(
    r"^[^\n]{0,200}\b(?:successful(?:ly)? (?:delivery|delivered)|(?:was|were|ha(?:s|ve) been) delivered) "
    r"(?:to|notif)[^\n@]{0,100}\n(?:[ \t]*\n){0,3}(?:[^\n@]{0,200}@[^\n]{0,500}(?:\n|$)){1,50}",
    re.IGNORECASE | re.MULTILINE,
)
_WRAPPED = re.compile(r"<([^\s<>@]{1,128}(?:@[^\s<>@]{0,190})?)\n[ \t]{1,20}([^\s<>]{1,190}>)")
_PROSE_CHARS = 30_000
_REASON_CHARS = 10_000


@dataclass(frozen=True)
class Prose:
    """What a bounce says in words."""

    is_bounce: bool
    is_delivered: bool
    speaks_of_delivery: bool
    recipients: tuple[str, ...]
    status: str
    action: str


def is_mailer_daemon(headers: Headers) -> bool:
    """Whether From is the address that nothing but reports of delivery come from."""
    return bool(re.search(r"mailer-?daemon", headers.source("from"), re.IGNORECASE))


def is_daemon(headers: Headers, *, loosely: bool = False) -> bool:
    """Whether From is a mail system's own address, or (loosely) a name that says so."""
    for address in read_addresses(headers.source("from"))[:5]:
        if _DAEMON.match(address.addr.split("@")[0]):
            return True
        if DAEMON_NAME.search(address.name):
            return True
    source = headers.source("from").lower()
    if "@" not in source and re.search(r"mailer-daemon|postmaster|mail delivery", source):
        return True
    return loosely and bool(
        re.search(r"no-?reply|admin|mail|notic|notif|post_?master|gateway", source.split("@")[0])
    )


def has_bounce_subject(subject: str) -> bool:
    return bool(SUBJECT.search(subject[:300])) and not re.match(
        r"\s*(?:re|rv|fwd?|aw|sv|tr|wg)\s*:", subject, re.IGNORECASE
    )


def prose_of(text: str) -> str:
    """Return the text before the returned copy of the mail."""
    text = text[:_PROSE_CHARS]
    for copy in _COPY.finditer(text):
        if copy.start() > 20:
            return text[: copy.start()]
    return text


def is_other_report(subject: str) -> bool:
    """Whether the subject is that of a list of many mails: a quarantine's, a log's."""
    return bool(OTHER_REPORT.search(subject[:300]))


def speaks_of_delivery(text: str) -> bool:
    return bool(DELIVERY.search(text[:_REASON_CHARS]))


def read_prose(text: str) -> Prose:
    """Read recipients, status and action out of the words of a report."""
    prose = prose_of(text)
    is_bounce, is_delayed = bool(PHRASE.search(prose)), bool(DELAYED.search(prose))
    status = _status(prose, is_delayed=is_delayed)
    return Prose(
        is_bounce=is_bounce,
        is_delivered=not is_bounce and status[:1] in {"", "2"} and bool(DELIVERED.search(prose)),
        speaks_of_delivery=speaks_of_delivery(prose),
        recipients=_recipients(prose),
        status=status,
        action="delayed" if is_delayed else "failed",
    )


def _recipients(prose: str) -> tuple[str, ...]:
    missed = _WRAPPED.sub(r"<\1\2", _REACHED.sub("\n", prose))
    lines = [match[1] for match in _ADDRESS_LINE.finditer(missed)]
    candidates = (address.strip(".'`*") for address in lines or _ANY_ADDRESS.findall(missed))
    named = [address for address in candidates if not _DAEMON.match(address.split("@")[0])]
    return without_doubles(named)[:50]


def without_doubles(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return each address once, in its first spelling."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(address.lower(), address)
    return tuple(first.values())


def status_in(text: str) -> str:
    """Return the enhanced status code that a server's words hold, or one that they mean."""
    return _status(text[:5_000], is_delayed=False)


def _status(text: str, *, is_delayed: bool) -> str:
    plain = _URL.sub(" ", text)
    exact = [
        code for code in _ENHANCED.findall(plain) if not code.endswith(".0.0") and code[0] in "45"
    ]
    if exact:
        return str(exact[0])
    smtp = _SMTP.search(plain)
    is_temporary = is_delayed or (smtp is not None and smtp[1].startswith("4"))
    words = _NAME.sub("x", text[:_REASON_CHARS])
    for code, pattern in REASONS:
        if pattern.search(words):
            return f"4{code[1:]}" if is_temporary else code
    if is_temporary and BUSY.search(words):
        return "4.3.2"
    if smtp:
        return _BY_SMTP.get(smtp[1], f"{smtp[1][0]}.0.0")
    vague = _ENHANCED.search(plain)
    return vague[1] if vague else ""
