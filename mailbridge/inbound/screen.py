"""Who or what sent a mail, and whether we may answer it by ourselves (RELIABILITY.md 5.3).

Clauses (1) to (13) are judged here, from the mail alone; (14) to (16) need to know the ticket and
are judged where it is opened. A verdict never drops a mail: it says what it is, in words.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mailbridge.inbound.parsed import ParsedMail

Kind = Literal["person", "auto_reply", "bounce", "list", "own", "loop", "spam", "unknown_sender"]

_TOO_OLD = timedelta(hours=24)
_SILENT_LOCAL_PARTS = re.compile(
    r"mailer-?daemon|postmaster|abuse|owner-.*|.*-owner|.*-request|(?:.*[-_.+=])?bounces?(?:[-_.+=].*)?|"
    r"(?:.*[-_.+])?(?:no|not|non|do-?not|donot)[-_.]?(?:reply|respond|answer|responder|contestar|antworten)(?:[-_.+\d].*)?|"
    r"noreplies|nepasrepondre|ne-pas-repondre|nicht-?antworten|noresponder|naoresponda|nao-responda",
    re.IGNORECASE,
)
_SILENT_PRECEDENCE = frozenset(("bulk", "junk", "list", "auto_reply"))
_SILENCE_ASKED = frozenset(("all", "autoreply", "oof"))


@dataclass(frozen=True)
class Verdict:
    """What a mail is; each reason is one plain English sentence.

    `no_ack_reason` is "" where an automatic acknowledgement is allowed.
    """

    kind: Kind
    reason: str
    no_ack_reason: str


@dataclass(frozen=True)
class Ourselves:
    """By what we know our own mail: addresses and domains in any case.

    Without `addresses` clause (12) cannot be judged and is left out. `message_id_domains` are only
    for hosts that write no mail but ours.
    """

    addresses: frozenset[str] = frozenset()
    loop_id: str = ""
    message_id_domains: frozenset[str] = frozenset()


def screen(
    mail: ParsedMail, *, ourselves: Ourselves, received_at: datetime, now: datetime
) -> Verdict:
    """Judge a mail by clauses (1) to (13); both times are aware."""
    ours = frozenset(address.lower() for address in ourselves.addresses)
    domains = frozenset(domain.lower() for domain in ourselves.message_id_domains)
    own = _own_or_loop(mail, ours, domains, ourselves.loop_id)
    kind, reason = own or kind_of(mail)
    silence = "" if kind in {"person", "list"} else reason
    silence = silence or _silence_asked(mail) or _silence_by_address(mail, ours)
    if not silence and now - received_at > _TOO_OLD:
        silence = "The mail is older than 24 hours."
    return Verdict(kind, reason, silence)


def kind_of(mail: ParsedMail) -> tuple[Kind, str]:
    """Return what the mail says of itself, without knowing who we are."""
    if mail.is_bounce or mail.report_type in {"delivery-status", "feedback-report"}:
        return "bounce", _bounce_reason(mail)
    if mail.is_auto_reply:
        return "auto_reply", mail.auto_reply_sign or "A program answered by itself."
    if mail.spam_sign:
        return "spam", mail.spam_sign
    if not mail.from_addr or mail.from_problem:
        return "unknown_sender", mail.from_problem or "There is no From field."
    if mail.list_headers:
        return "list", f"The mail came through a list, by its field {mail.list_headers[0].title()}."
    if mail.precedence in {"list", "bulk", "junk"}:
        return "list", f"The mail was sent to many: its Precedence is {mail.precedence}."
    if mail.auto_submitted not in {"", "no"}:
        return (
            "person",
            f"A program wrote this mail for somebody: Auto-Submitted says {mail.auto_submitted}.",
        )
    return "person", "A person wrote this mail."


def _own_or_loop(
    mail: ParsedMail, ours: frozenset[str], domains: frozenset[str], loop_id: str
) -> tuple[Kind, str] | None:
    """Clause (9): our own loop header, one of our mailboxes, or one of our Message-IDs."""
    if loop_id and loop_id in mail.loop_ids:
        return "loop", "Our own loop header came back."
    if mail.from_addr.lower() in ours:
        return "own", "The sender is one of our own mailboxes."
    domain = mail.message_id.strip("<>").rpartition("@")[2].lower()
    if domain and domain in domains:
        return "own", "The Message-ID is one of ours."
    return None


def _bounce_reason(mail: ParsedMail) -> str:
    who = ", ".join(mail.bounced_recipients[:3]) or "an unnamed recipient"
    match mail.bounce_action:
        case "complaint":
            return f"A feedback report: {who} called our mail unwanted."
        case "delayed":
            return f"A delivery report: the mail to {who} is delayed."
        case "delivered" | "relayed" | "expanded":
            return f"A delivery report: the mail to {who} was {mail.bounce_action}."
    code = f" ({mail.bounce_status})" if mail.bounce_status else ""
    return f"A delivery report: the mail to {who} was not delivered{code}."


def _silence_asked(mail: ParsedMail) -> str:
    """Clauses (1) to (3), (5) to (8) and (10): what the mail's own fields say."""
    asked = _SILENCE_ASKED & set(mail.auto_response_suppress)
    checks = (
        (mail.return_path is None, "There is no Return-Path, so nobody is known to answer to."),
        (mail.return_path == "", "The Return-Path is empty: the mail asks for no answer."),
        (
            mail.auto_submitted not in {"", "no"},
            f"Auto-Submitted says {mail.auto_submitted}.",
        ),
        (bool(mail.report_type), "The mail is a report by a mail system."),
        (
            bool(mail.list_headers),
            f"The mail carries the list field {''.join(mail.list_headers[:1]).title()}.",
        ),
        (mail.precedence in _SILENT_PRECEDENCE, f"Its Precedence is {mail.precedence}."),
        (bool(asked), "X-Auto-Response-Suppress asks for silence."),
        (
            bool(mail.robot_headers),
            f"The field {''.join(mail.robot_headers[:1]).title()} names a program.",
        ),
        (bool(mail.spam_sign), mail.spam_sign),
        (mail.authentication == "fail", "The sender's domain disowns the mail (DMARC failed)."),
    )
    return next((sentence for holds, sentence in checks if holds), "")


def _silence_by_address(mail: ParsedMail, ours: frozenset[str]) -> str:
    """Clauses (4), (11) and (12): who sent the mail, and to whom."""
    for address in (mail.from_addr, mail.return_path or ""):
        if _SILENT_LOCAL_PARTS.fullmatch(address.rpartition("@")[0]):
            return f"Nobody reads answers at {address}."
    if mail.from_problem or not mail.from_addr:
        return mail.from_problem or "There is no From field."
    named = {address.lower() for address in (*mail.to, *mail.cc, *mail.resent_to)}
    # Our token addresses are plus-addresses of the mailbox.
    named |= {re.sub(r"\+[^@]*@", "@", address) for address in named}
    if ours and not named & ours:
        return "None of our addresses stands in To or Cc."
    return ""
