"""Who or what sent a mail, and whether we may answer it by ourselves (RELIABILITY.md 5.3).

Clauses (1) to (13) are judged here, from the mail alone; (14) to (16) need to know the ticket and
are judged where it is opened. A verdict never drops a mail: it says what it is, in words.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mailbridge.inbound.parsed import ParsedMail
from tickets.reasons import Reason, because

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
    """What a mail is; each reason is a `Reason`, or "".

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
        silence = because("too_old")
    return Verdict(kind, reason, silence)


def kind_of(mail: ParsedMail) -> tuple[Kind, str]:
    """Return what the mail says of itself, without knowing who we are."""
    if mail.is_bounce or mail.report_type in {"delivery-status", "feedback-report"}:
        return "bounce", _bounce_reason(mail)
    if mail.is_auto_reply:
        return "auto_reply", mail.auto_reply_sign or because("by_program")
    if mail.spam_sign:
        return "spam", mail.spam_sign
    if not mail.from_addr or mail.from_problem:
        return "unknown_sender", mail.from_problem or because("no_from")
    if mail.list_headers:
        return "list", because("through_list", field=mail.list_headers[0].title())
    if mail.precedence in {"list", "bulk", "junk"}:
        return "list", because("to_many", said=mail.precedence)
    if mail.auto_submitted not in {"", "no"}:
        return "person", because("for_a_person", said=mail.auto_submitted)
    return "person", because("person")


def _own_or_loop(
    mail: ParsedMail, ours: frozenset[str], domains: frozenset[str], loop_id: str
) -> tuple[Kind, str] | None:
    """Clause (9): our own loop header, one of our mailboxes, or one of our Message-IDs."""
    if loop_id and loop_id in mail.loop_ids:
        return "loop", because("own_loop")
    if mail.from_addr.lower() in ours:
        return "own", because("own_sender")
    domain = mail.message_id.strip("<>").rpartition("@")[2].lower()
    if domain and domain in domains:
        return "own", because("own_message_id")
    return None


def _bounce_reason(mail: ParsedMail) -> Reason:
    who = ", ".join(mail.bounced_recipients[:3])
    match mail.bounce_action:
        case "complaint" | "delayed" | "delivered" | "relayed" | "expanded":
            return because(f"report_{mail.bounce_action}", who=who)
    if mail.bounce_status:
        return because("report_failed_code", who=who, code=mail.bounce_status)
    return because("report_failed", who=who)


def _silence_asked(mail: ParsedMail) -> str:
    """Clauses (1) to (3), (5) to (8) and (10): what the mail's own fields say."""
    asked = _SILENCE_ASKED & set(mail.auto_response_suppress)
    checks = (
        (mail.return_path is None, because("no_return_path")),
        (mail.return_path == "", because("empty_return_path")),
        (
            mail.auto_submitted not in {"", "no"},
            because("auto_submitted", said=mail.auto_submitted),
        ),
        (bool(mail.report_type), because("is_report")),
        (
            bool(mail.list_headers),
            because("list_field", field="".join(mail.list_headers[:1]).title()),
        ),
        (mail.precedence in _SILENT_PRECEDENCE, because("precedence", said=mail.precedence)),
        (bool(asked), because("silence_asked")),
        (
            bool(mail.robot_headers),
            because("robot_field", field="".join(mail.robot_headers[:1]).title()),
        ),
        (bool(mail.spam_sign), mail.spam_sign),
        (mail.authentication == "fail", because("disowned")),
    )
    return next((sentence for holds, sentence in checks if holds), "")


def _silence_by_address(mail: ParsedMail, ours: frozenset[str]) -> str:
    """Clauses (4), (11) and (12): who sent the mail, and to whom."""
    for address in (mail.from_addr, mail.return_path or ""):
        if _SILENT_LOCAL_PARTS.fullmatch(address.rpartition("@")[0]):
            return because("nobody_reads", address=address)
    if mail.from_problem or not mail.from_addr:
        return mail.from_problem or because("no_from")
    named = {address.lower() for address in (*mail.to, *mail.cc, *mail.resent_to)}
    # Our token addresses are plus-addresses of the mailbox.
    named |= {re.sub(r"\+[^@]*@", "@", address) for address in named}
    if ours and not named & ours:
        return because("not_to_us")
    return ""
