"""What a mail says, once read: frozen values that travel between processes as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal

from mailbridge.inbound.text.vocabulary import words
from tickets.reasons import Reason, stored

DmarcVerdict = Literal["pass", "fail", "none"]

# Our own loop header (RELIABILITY.md 5.1): every mail that we send carries it, with the instance's id.
LOOP_HEADER = "X-Ventanilla-Loop"

# The keys that `parse_mail` prints, in this order.
# What these say crosses from the parser's process with its code.
REASONS = ("from_problem", "auto_reply_sign", "spam_sign", "reason", "error")
PUBLIC_KEYS = words(
    """
    from_addr from_name reply_to to cc subject message_id in_reply_to references date text
    html reply_text quoted_text language attachments is_auto_reply is_bounce
    bounced_recipients bounce_status verdict reason error
    """
)


@dataclass(frozen=True)
class ParsedAttachment:
    """One file of a mail; `inline` means that the body shows it, so no list needs to."""

    name: str
    type: str
    size: int
    sha256: str
    inline: bool = False
    cid: str = ""


@dataclass(frozen=True)
class Unreadable:
    """The parser died, hung or gave up; the reason is a plain English sentence."""

    reason: str


@dataclass(frozen=True)
class ParsedMail:
    """One mail. Strings are valid Unicode without NUL, header values are one line.

    `message_id`, `in_reply_to` (ids parted by a space) and `references` keep their angle brackets.
    `date` is the sender's claim, with its offset; it is None when missing or unreadable.
    """

    from_addr: str = ""
    from_name: str = ""
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    html: str = ""
    reply_text: str = ""
    quoted_text: str = ""
    language: str = ""
    attachments: tuple[ParsedAttachment, ...] = ()
    is_auto_reply: bool = False
    is_bounce: bool = False
    bounced_recipients: tuple[str, ...] = ()
    bounce_status: str = ""
    verdict: str = ""
    reason: str = ""
    error: str = ""

    # What screening and threading need besides.
    names: Mapping[str, str] = field(default_factory=dict)  # address → display name, From/To/Cc
    from_problem: str = ""  # why From names nobody for sure: a sentence, or ""
    sender: str = ""  # the Sender field
    return_path: str | None = None  # None: no such field; "": the null sender
    resent_to: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()  # Delivered-To, X-Original-To, Envelope-To
    auto_submitted: str = ""  # the keyword alone, lower case
    auto_reply_sign: str = ""  # what shows that a program answers: a sentence, or ""
    precedence: str = ""
    auto_response_suppress: tuple[str, ...] = ()
    list_headers: tuple[str, ...] = ()  # names of the list fields present, lower case
    robot_headers: tuple[str, ...] = ()  # names of the fields of RELIABILITY.md 5.3 (8) present
    loop_ids: tuple[str, ...] = ()  # values of our own loop header
    report_type: str = ""  # delivery-status, disposition-notification, feedback-report
    bounce_action: str = ""  # failed, delayed, delivered, relayed, expanded
    returned_message_ids: tuple[str, ...] = ()  # Message-IDs in the returned headers
    spam_sign: str = ""  # the mail server's own verdict in words, or ""
    authentication: DmarcVerdict = "none"

    @property
    def in_reply_to_ids(self) -> tuple[str, ...]:
        return tuple(self.in_reply_to.split())

    @property
    def is_marked_automatic(self) -> bool:
        """Whether a field says that a program wrote it; words and subjects may deceive."""
        said = self.auto_submitted not in {"", "no"} or self.precedence == "auto_reply"
        return said or bool(self.robot_headers or self.report_type) or self.return_path == ""

    def public(self) -> dict[str, Any]:
        """The keys of `parse_mail`, ready for `json.dumps`."""
        values = self._plain()
        return {key: values[key] for key in PUBLIC_KEYS}

    def to_json(self) -> str:
        values = self._plain()
        return json.dumps({**values, **{name: stored(values[name]) for name in REASONS}})

    @classmethod
    def from_json(cls, text: str) -> "ParsedMail":
        """Raise ValueError when `text` is not what `to_json` wrote."""
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError("not a parsed mail")
        known = {item.name for item in fields(cls)}
        values = {key: _frozen(value) for key, value in values.items() if key in known}
        values |= {name: Reason.read(values[name]) for name in REASONS if values.get(name)}
        values["attachments"] = tuple(
            ParsedAttachment(**attachment) for attachment in values.get("attachments", ())
        )
        if values.get("date"):
            values["date"] = datetime.fromisoformat(values["date"])
        return cls(**values)

    def _plain(self) -> dict[str, Any]:
        values = asdict(self)
        values["date"] = self.date.isoformat() if self.date else None
        return values


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
