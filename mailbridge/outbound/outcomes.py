"""What became of an attempt to send, as a value; and what the exceptions of transports mean.

The question behind each: was it refused for good, refused for now, or does nobody know? Before the
hand-over was committed nothing can have left, so there "nobody knows" is "not now".
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass

import requests
from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailError,
    AnymailRecipientsRefused,
)
from urllib3.exceptions import NewConnectionError

from mailbridge.oauth.tokens import NoToken
from mailbridge.outbound.compose import CannotCompose
from mailbridge.problems.problem import Problem
from mailbridge.secret import Unopenable
from tickets.reasons import because
from tickets.rules import bounce_codes

# Not the mail's fault: the provider is busy, or our account there is not in order.
PROVIDER_SAYS_LATER = (401, 402, 403, 408, 425, 429, 503)
# RFC 4954 6 and RFC 3207: 5xx by number, but it is our settings that want mending, not the mail.
WANTS_SIGN_IN = (530, 534, 538)


@dataclass(frozen=True)
class Accepted:
    provider_id: str = ""
    # Recipients that were refused while others were taken, in words.
    note: str = ""
    # Those of them that do not exist.
    dead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """For good: the same mail would be refused again."""

    why: str
    # Recipients that do not exist, so that no other mail would reach them either.
    dead: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotNow:
    """Nothing left; it may go better later."""

    why: str
    # What is wrong with the server: other mails would fare no better now.
    problem: Problem | None = None


@dataclass(frozen=True)
class Unknown:
    why: str


Outcome = Accepted | Refused | NotNow | Unknown


def from_error(error: Exception, *, is_handing_over: bool) -> Outcome:
    """What this exception of a transport means. `is_handing_over`: the last step had begun."""
    if isinstance(error, CannotCompose):
        return Refused(error.reason)
    if isinstance(error, smtplib.SMTPException):
        outcome = _of_smtp(error)
    elif isinstance(error, AnymailError | AnymailConfigurationError):
        outcome = _of_provider(error)
    elif isinstance(error, NoToken):
        outcome = NotNow(because("no_sign_in", said=error.problem.kind), error.problem)
    elif isinstance(error, Unopenable):
        outcome = NotNow(because("secret"), Problem("secret"))
    elif isinstance(error, OSError):
        outcome = Unknown(because("away", said=str(error)[:300]))
    else:
        outcome = Unknown(because("stopped", said=f"{type(error).__name__}: {error}"[:300]))
    if isinstance(outcome, Unknown) and not is_handing_over:
        return NotNow(outcome.why, _of_network(error) if isinstance(error, OSError) else None)
    return outcome


def in_words(code: int, reply: bytes | str) -> str:
    """An SMTP reply in one line: "550 5.1.1 No such user"."""
    said = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(said.split())}"[:300]


def _of_smtp(error: smtplib.SMTPException) -> Outcome:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _of_recipients(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = in_words(error.smtp_code, error.smtp_error)
        why = because("login_refused", said=said)
        return NotNow(why, Problem("smtp_login", {"said": said}))
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        code = error.smtp_code
        said = because("mail_refused", said=in_words(code, error.smtp_error))
        if 500 <= code < 600 and code not in WANTS_SIGN_IN:
            return Refused(said)
        kind = "smtp_login" if code in WANTS_SIGN_IN else "smtp_busy" if code == 421 else ""
        reply = in_words(code, error.smtp_error)
        return NotNow(said, Problem(kind, {"said": reply}) if kind else None)
    if isinstance(error, smtplib.SMTPResponseException):
        said = in_words(error.smtp_code, error.smtp_error)
        return NotNow(because("not_ready", said=said), Problem("smtp_busy", {"said": said}))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        said = str(error)[:200]
        why = because("lacks", said=said)
        return NotNow(why, Problem("smtp_lacks", {"said": said}))
    return Unknown(because("broke", said=str(error)[:300]))


def _of_network(error: OSError) -> Problem:
    return Problem(next(kind for errors, kind in _NETWORK if isinstance(error, errors)))


_NETWORK: tuple[tuple[type[OSError], str], ...] = (
    (socket.gaierror, "unknown_host"),
    (ssl.SSLCertVerificationError, "certificate"),
    (TimeoutError, "smtp_timeout"),
    (ssl.SSLError, "smtp_not_tls"),
    (ConnectionRefusedError, "smtp_refused"),
    (OSError, "smtp_network"),
)


def _of_recipients(error: smtplib.SMTPRecipientsRefused) -> Outcome:
    said = refused_in_words(error.recipients)
    is_for_good = all(500 <= code < 600 for code, _ in error.recipients.values())
    return Refused(said, dead_ends(error.recipients)) if is_for_good else NotNow(said)


def dead_ends(refused: dict[str, tuple[int, bytes]]) -> tuple[str, ...]:
    """The recipients of whom the server says that they do not exist."""
    return tuple(
        address
        for address, (code, reply) in refused.items()
        if bounce_codes.is_hard_reply(code, in_words(code, reply).partition(" ")[2])
    )


def provider_dead_ends(mail: object) -> tuple[str, ...]:
    """The recipients whose address the provider calls invalid."""
    status = getattr(mail, "anymail_status", None)
    told = status.recipients.items() if status else ()
    return tuple(address for address, one in told if one.status == "invalid")


def refused_in_words(refused: dict[str, tuple[int, bytes]]) -> str:
    replies = "; ".join(f"{address} ({in_words(*reply)})" for address, reply in refused.items())
    return because("recipients_refused", said=replies[:450])


def _of_provider(error: AnymailError | AnymailConfigurationError) -> Outcome:
    said = " ".join(str(error).split())[:400]
    if isinstance(error, AnymailRecipientsRefused):
        dead = provider_dead_ends(error.email_message)
        return Refused(because("provider_refused_all", said=said), dead)
    if isinstance(error, AnymailConfigurationError):
        why = because("provider_not_set_up", said=said)
        return NotNow(why, Problem("provider_busy", {"said": said[:200]}))
    if not isinstance(error, AnymailAPIError):  # invalid address, unsupported feature, …
        return Refused(because("provider_cannot", said=said))
    status = error.status_code
    if status in PROVIDER_SAYS_LATER:
        kind = "provider_key" if status in (401, 403) else "provider_busy"
        why = because("provider_later", said=said)
        return NotNow(why, Problem(kind, {"said": said[:200]}))
    if status is not None and 400 <= status < 500:
        return Refused(because("provider_refused", said=said))
    if _never_connected(error):
        return NotNow(because("provider_away", said=said), Problem("provider_away"))
    return Unknown(because("provider_unclear", said=said))


def _never_connected(error: Exception) -> bool:
    before = (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)
    if isinstance(error, before):
        return True
    cause = error.__cause__
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return isinstance(reason, NewConnectionError)
