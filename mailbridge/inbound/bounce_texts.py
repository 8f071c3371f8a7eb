"""Bounces in prose: qmail, Exim, Exchange, Notes, Gmail, Yahoo, carriers, Japanese hosts.

The prose before the returned copy is searched for the failed address and a reason; one pass each.
"""

import re
from dataclasses import dataclass

from mailbridge.inbound.addresses import read_addresses
from mailbridge.inbound.headers import Headers

_DAEMON = re.compile(
    r"^(?:mailer-?daemon|mail-?daemon|postmaster|postoffice|mdaemon|mail-?er|mail-?system|"
    r"mail\.?delivery[\w.-]*|maildeliverysystem|bounces?|microsoftexchange[0-9a-f]*|root|smtp-?gateway|"
    r"mailsystem|mailadmin|mailmaster|delivery|dsn|undeliverable|nobody)(?:[+=-].*)?$",
    re.IGNORECASE,
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?(?:delivery|daemon|deliver)|delivery (?:subsystem|system)|postmaster|mail administrator"
    r"|system administrator|administrador del sistema|mail system|internet mail delivery",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure|report|has failed|notification|problem|failed|delayed|error)"
    r"|returned (?:mail|to sender)|return(?:ed)?:? (?:mail|message)|failure (?:notice|delivery)"
    r"|mail (?:delivery|failure|could not|undeliver|error|system error)|message (?:delivery|could not|not deliver)"
    r"|non[- ]?deliver|unzustellbar|nicht zustellbar|no se (?:puede|pudo) entregar|no se puede entregar"
    r"|devuelto|error de entrega|fallo (?:en la|de) entrega|non remis|non distribu|échec de (?:la )?remise"
    r"|mancato recapito|não (?:foi )?entreg|onbestelbaar|kan niet worden bezorgd|ikke leveres|olevererbart"
    r"|could not be delivered|unable to deliver|rejected (?:mail|message)|undelivered|warning: (?:message|could not)"
    r"|nondeliverable|user unknown|mail rejected|не доставлен|недоставлен|配信|送信できません|配送|不達|エラー"
    r"|退信|退回|系统退信|投递失败|반송|전송 실패|delivery$|bounce",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"could not be delivered|couldn't be delivered|could not deliver|unable to deliver|was not delivered"
    r"|wasn't delivered|not able to deliver|wasn't able to deliver|has not been delivered"
    r"|delivery (?:has |to the following (?:recipient|address)(?:es|s)? |attempt )?(?:failed|failure)"
    r"|delivery to the following recipients? |undeliverable|did not reach|returned to sender|permanent fatal errors"
    r"|the following address(?:es)? (?:had|failed)|transient non-fatal|failure reasons|user unknown|unknown user"
    r"|no such user|mailbox (?:unavailable|full|not found|is full)|over quota|recipient rejected"
    r"|message (?:has been )?rejected|message was (?:undeliverable|not accepted|blocked)|delivery problem"
    r"|returning (?:your|the) (?:mail|message)|mail delivery failed|your message cannot be delivered"
    r"|no se (?:pudo|ha podido|puede) entregar|no ha podido ser entregado|konnte nicht zugestellt"
    r"|n'a pas pu être|non è stato possibile|não pôde ser entregue|送信できませんでした|配信できません|届きません"
    r"|お届けできません|無法投遞|无法投递|无法送达|delay(?:ed)?|account is disabled|not yet been delivered",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"has not (?:yet )?been delivered|delivery (?:is |has been )?delayed|delivery delayed|will be retried"
    r"|will (?:continue|keep) (?:to try|trying|attempting)|you do not need to resend|do not resend"
    r"|warning message only|this is a warning|still trying|transient non-fatal|delivery temporarily",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^[ \t>*-]{0,8}(?:-{2,} ?(?:below this line is a copy|this is a copy|original message|message header|"
    r"unsent message|undelivered message|the body of the message|message follows|returned message|"
    r"transcript of session follows -* ?$|the header of the original|original mail|forwarded message|"
    r"returned mail follows|copy of (?:the|your) )|-{3,} original message|"
    r"received: (?:from|by) |the original message (?:was|follows|headers)|message headers follow|"
    r"original message (?:headers|follows)|your original message|return-path: <|"
    r"=+ ?original message|included is a copy of the message|this is a copy of your message|"
    r"the first .{1,20} of the original|diagnostic information for administrators)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS_LINE = re.compile(
    r"^[ \t]*(?:[-*•]\s*)?(?:to|recipient|for|rcpt to|address|final-recipient|original-recipient|"
    r"failed recipient|user|unknown user|the user|addressee|invalid address)?[ \t:;]*(?:rfc822;[ \t]*)?"
    r"(?:\"[^\"\n]{0,80}\"[ \t]*)?['\"]?<?(?:mailto:|smtp:)?([^\s<>()\[\]\"':;,]{1,128}@[^\s<>()\[\]\"':;,]{3,190})>?['\"]?"
    r"[ \t]*(?:$|[:;,.(<]|\.\.\.|on \d|\[|-|=|has|is|was|does|:)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_ADDRESS = re.compile(
    r"[A-Za-z0-9_.+=&#/?!%*~'-]{1,128}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.])(4[25]\d|5[0-7]\d)(?=[\s:;,.#_-]|$)(?!\.\d)")
_REASONS = (
    ("5.2.2", r"mailbox (?:is )?full|over ?quota|quota (?:exceed|is full)|exceeded.{0,30}quota|storage limit|mailbox size|"
              r"insufficient.{0,20}storage|buzón lleno|inbox is full|too much mail data|いっぱい"),
    ("5.1.1", r"user unknown|unknown user|no such (?:user|address|recipient|mailbox)|does ?n[o']t exist|user not found|"
              r"unknown (?:recipient|address|mailbox)|invalid (?:recipient|mailbox|user|address)|not listed in|"
              r"recipient (?:not found|unknown)|mailbox (?:not found|unavailable)|not a valid|no mailbox here|"
              r"address rejected|could not be found|wasn't found|couldn't be found|not known at this|宛先不明|存在しない|見つかりません"),
    ("5.1.2", r"host (?:or domain )?(?:name )?(?:not found|unknown)|unknown host|domain.{0,30}(?:not found|does not exist|couldn't be found)|"
              r"name service error|unrouteable|no mx|nxdomain|bad destination"),
    ("5.3.4", r"too (?:large|big)|size (?:limit|exceed)|exceeds.{0,30}(?:size|limit)|message length"),
    ("5.2.1", r"(?:account|mailbox|user).{0,30}(?:disabled|suspended|inactive|deactivated|locked)"),
    ("5.7.1", r"spam|blacklist|blocklist|blocked|block list|policy|denied|relay|not permitted|not authori[sz]ed|prohibited|content rejected|virus"),
    ("5.4.7", r"expired|timed? ?out|too long in the queue|retry time|delivery time|giving up"),
    ("5.4.6", r"mail loop|too many hops|loops? back|loop detected"),
    ("5.4.1", r"connection refused|connection (?:was )?(?:lost|reset|closed)|no route|unreachable|could not connect|no answer"),
)  # fmt: skip
_COMPILED = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _REASONS)
_BY_SMTP = {
    "552": "5.2.2",
    "452": "4.2.2",
    "551": "5.1.6",
    "553": "5.1.3",
    "530": "5.7.0",
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
        if _DAEMON_NAME.search(address.name):
            return True
    source = headers.source("from").lower()
    if "@" not in source and re.search(r"mailer-daemon|postmaster|mail delivery", source):
        return True
    return loosely and bool(re.search(r"no-?reply|admin|mail", source.split("@")[0]))


def has_bounce_subject(subject: str) -> bool:
    return bool(_SUBJECT.search(subject[:300])) and not re.match(
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
    is_delayed = bool(_DELAYED.search(prose))
    return Prose(
        is_bounce=bool(_PHRASE.search(prose)),
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
    for code, pattern in _COMPILED:
        if pattern.search(text):
            is_temporary = is_delayed or (smtp is not None and smtp[1].startswith("4"))
            return f"4{code[1:]}" if is_temporary else code
    if smtp:
        return _BY_SMTP.get(smtp[1], f"{smtp[1][0]}.0.0")
    vague = _ENHANCED.search(text)
    return vague[1] if vague else ""
