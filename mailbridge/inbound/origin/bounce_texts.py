"""Bounces in prose: qmail, Exim, Exchange, Notes, Gmail, Yahoo, carriers, Japanese hosts.

The prose before the returned copy is searched for the failed address and a reason; one pass each.
"""

import re
from dataclasses import dataclass

from mailbridge.inbound.origin.bounce_words import DAEMON_NAME, DELAYED, PHRASE, REASONS, SUBJECT
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
    r"[ \t]*(?:\.?[ \t]*$|[:;,(<]|\.\.\.|on \d|\[|-|=|has|is|was|does|:)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_ADDRESS = re.compile(
    r"[A-Za-z0-9_.+=&#/?!%*~'-]{1,128}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
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
_PROSE_CHARS = 30_000


@dataclass(frozen=True)
class Prose:
    """What a bounce says in words."""

    is_bounce: bool
    recipients: tuple[str, ...]
    status: str
    action: str


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


def read_prose(text: str) -> Prose:
    """Read recipients, status and action out of the words of a report."""
    prose = prose_of(text)
    lines = [match[1] for match in _ADDRESS_LINE.finditer(prose)]
    candidates = lines or _ANY_ADDRESS.findall(prose)
    recipients = dict.fromkeys(
        address.strip(".'`*") for address in candidates if not _DAEMON.match(address.split("@")[0])
    )
    is_delayed = bool(DELAYED.search(prose))
    return Prose(
        is_bounce=bool(PHRASE.search(prose)),
        recipients=tuple(recipients)[:50],
        status=_status(prose, is_delayed=is_delayed),
        action="delayed" if is_delayed else "failed",
    )


def status_in(text: str) -> str:
    """Return the enhanced status code that a server's words hold, or one that they mean."""
    return _status(text[:5_000], is_delayed=False)


def _status(text: str, *, is_delayed: bool) -> str:
    exact = [
        code for code in _ENHANCED.findall(text) if not code.endswith(".0.0") and code[0] in "45"
    ]
    if exact:
        return str(exact[0])
    smtp = _SMTP.search(text)
    for code, pattern in REASONS:
        if pattern.search(text):
            is_temporary = is_delayed or (smtp is not None and smtp[1].startswith("4"))
            return f"4{code[1:]}" if is_temporary else code
    if smtp:
        return _BY_SMTP.get(smtp[1], f"{smtp[1][0]}.0.0")
    vague = _ENHANCED.search(text)
    return vague[1] if vague else ""
