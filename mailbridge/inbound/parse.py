"""Bytes of a mail → `ParsedMail`. Pure but for the attachments that it may write; never raises."""

import re
from dataclasses import replace
from pathlib import Path

from mailbridge.inbound.limits import MAX_REFERENCES, MAX_SUBJECT_CHARS
from mailbridge.inbound.origin import robots
from mailbridge.inbound.origin.authentication import dmarc_verdict
from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.origin.bounces import find_bounce, report_type
from mailbridge.inbound.origin.spam import spam_sign
from mailbridge.inbound.parsed import LOOP_HEADER, ParsedAttachment, ParsedMail
from mailbridge.inbound.parts.addresses import Address, Author, read_addresses, read_author
from mailbridge.inbound.parts.attachments import read_attachment
from mailbridge.inbound.parts.bodies import Body, read_body
from mailbridge.inbound.parts.dates import read_date
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.parts.invitations import invitation_text
from mailbridge.inbound.parts.message_ids import read_ids, read_own_id
from mailbridge.inbound.parts.mime import Part, read_tree
from mailbridge.inbound.quoting.quote_lines import is_answer_subject, is_forward_subject
from mailbridge.inbound.quoting.quotes import Letter, Split, split_text
from mailbridge.inbound.quoting.quotes_html import split_html
from mailbridge.inbound.screen import kind_of
from mailbridge.inbound.text.charsets import clean, decode
from mailbridge.inbound.text.encoded_words import one_line
from mailbridge.inbound.text.html import picture_ids, sanitise
from mailbridge.inbound.text.language import detect
from tickets.reasons import because

_UNREADABLE = "unreadable"


def parse_mail(
    raw: bytes,
    *,
    attachments_to: Path | None = None,
    authserv_ids: frozenset[str] = frozenset(),
) -> ParsedMail:
    """Read a mail; what goes wrong stands in `error`, and what was read until then is kept.

    Attachments are written to `attachments_to/<sha256>`; `authserv_ids` are the names under which
    our own mail servers write Authentication-Results.
    """
    try:
        return _parse(raw, attachments_to, authserv_ids)
    except (Exception, RecursionError, MemoryError) as problem:  # nothing may escape
        said = one_line(f"{type(problem).__name__}: {problem}")[:400]
        return unreadable(because("unreadable", said=said))


def unreadable(reason: str) -> ParsedMail:
    """Return the mail of which nothing could be read, so that somebody looks at it."""
    return ParsedMail(verdict=_UNREADABLE, reason=reason, error=reason)


def _parse(raw: bytes, folder: Path | None, authserv_ids: frozenset[str]) -> ParsedMail:
    tree = read_tree(raw)
    root = tree.root
    headers = root.headers
    body = read_body(root)
    text = clean(body.text) or _invitation(body)
    unsafe_html = body.html
    html = sanitise(unsafe_html) if unsafe_html else ""
    subject = headers.text("subject")[:MAX_SUBJECT_CHARS]
    mail = _with_envelope(ParsedMail(subject=subject), headers, authserv_ids)
    split = _split(text, body, _letter(mail, text))
    mail = replace(
        mail,
        text=text,
        html=html,
        reply_text=clean(split.reply),
        quoted_text=clean(split.quoted),
        attachments=_attachments(body, html, folder),
        error=tree.problem or (because("too_long") if body.is_cut else ""),
    )
    mail = _with_signs(mail, root, find_bounce(root, text=text))
    mail = replace(mail, language=_language(mail))
    kind, reason = kind_of(mail)
    return replace(mail, verdict=kind, reason=reason)


def _letter(mail: ParsedMail, text: str) -> Letter:
    return Letter(
        is_forward=is_forward_subject(mail.subject, text),
        is_answer=bool(mail.in_reply_to or mail.references or is_answer_subject(mail.subject)),
        sender=mail.from_addr,
        name=mail.from_name,
    )


def _split(text: str, body: Body, letter: Letter) -> Split:
    """Look for structure first; where the HTML shows none, the text decides."""
    split = split_html(body.html, letter) if body.html else None
    return split or split_text(text, letter, is_from_html=not body.has_plain)


def _invitation(body: Body) -> str:
    """What a calendar part says, where the mail has no words of its own."""
    part = next((part for part in body.files if part.type == "text/calendar"), None)
    return invitation_text(decode(part.content, part.charset or "utf-8")) if part else ""


def _with_envelope(mail: ParsedMail, headers: Headers, authserv_ids: frozenset[str]) -> ParsedMail:
    author = read_author(headers)
    to, cc = _field(headers, "to"), _field(headers, "cc")
    references = read_ids(" ".join(headers.all_sources("references")))
    return replace(
        mail,
        from_addr=author.addr,
        from_name=author.name,
        from_problem=author.problem,
        reply_to=_addrs(_field(headers, "reply-to")),
        to=_addrs(to),
        cc=_addrs(cc),
        names=_names(author, [*to, *cc]),
        sender=next(iter(_addrs(_field(headers, "sender"))), ""),
        message_id=read_own_id(headers.source("message-id")),
        in_reply_to=" ".join(read_ids(headers.source("in-reply-to"))[:20]),
        references=tuple(dict.fromkeys(references))[-MAX_REFERENCES:],
        date=next(filter(None, map(read_date, headers.texts("date")[:20])), None),
        return_path=_return_path(headers),
        resent_to=_addrs([*_field(headers, "resent-to"), *_field(headers, "resent-cc")]),
        delivered_to=_addrs(
            [
                a
                for name in ("delivered-to", "x-original-to", "envelope-to")
                for a in _field(headers, name)
            ]
        ),
        list_headers=tuple(sorted(headers.names() & robots.LIST_HEADERS)),
        loop_ids=tuple(one_line(value) for value in headers.all_sources(LOOP_HEADER.lower())[:20]),
        spam_sign=spam_sign(headers),
        authentication=dmarc_verdict(headers, authserv_ids),
        auto_submitted=robots.auto_submitted(headers),
        auto_reply_sign=robots.auto_reply_sign(headers, subject=mail.subject),
        precedence=robots.precedence(headers),
        robot_headers=robots.robot_headers(headers),
        auto_response_suppress=_words(headers, "x-auto-response-suppress"),
    )


def _field(headers: Headers, name: str) -> list[Address]:
    return [
        address for source in headers.all_sources(name)[:50] for address in read_addresses(source)
    ]


def _addrs(addresses: list[Address]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address.addr for address in addresses))


def _names(author: Author, others: list[Address]) -> dict[str, str]:
    names = {address.addr.lower(): address.name for address in others if address.name}
    return names | ({author.addr.lower(): author.name} if author.addr and author.name else {})


def _return_path(headers: Headers) -> str | None:
    if not headers.has("return-path"):
        return None
    return next(iter(_addrs(_field(headers, "return-path")[:1])), "")


def _words(headers: Headers, name: str) -> tuple[str, ...]:
    joined = ",".join(headers.all_sources(name))[:1_000].lower()
    return tuple(word for word in re.split(r"[\s,;]+", one_line(joined)) if word)


def _attachments(body: Body, html: str, folder: Path | None) -> tuple[ParsedAttachment, ...]:
    shown = picture_ids(html)
    found = []
    for number, part in enumerate(body.files, start=1):
        is_shown = bool(part.content_id) and part.content_id.lower() in shown
        is_picture = part.main == "image" and part.disposition == "inline"
        found.append(
            read_attachment(part, number=number, inline=is_shown or is_picture, folder=folder)
        )
    return tuple(found)


def _with_signs(mail: ParsedMail, root: Part, bounce: Bounce | None) -> ParsedMail:
    kind = report_type(root)
    is_receipt = kind == "disposition-notification"
    sign = because("read_receipt") if is_receipt else mail.auto_reply_sign or _said(mail)
    if bounce is None:
        return replace(mail, report_type=kind, is_auto_reply=bool(sign), auto_reply_sign=sign)
    return replace(
        mail,
        report_type=kind or "delivery-status",
        is_auto_reply=False,
        is_bounce=bounce.is_failure,
        bounced_recipients=bounce.recipients,
        bounce_status=bounce.status,
        bounce_action=bounce.action,
        returned_message_ids=bounce.returned_message_ids,
    )


def _said(mail: ParsedMail) -> str:
    """What its words say where no field does; who forwards them to us is a person."""
    if mail.auto_submitted == "no" or is_forward_subject(mail.subject, mail.text):
        return ""
    return robots.said(mail.subject, mail.reply_text or mail.text)


def _language(mail: ParsedMail) -> str:
    """The language of the new words; short ones are helped by the subject."""
    found = detect(mail.reply_text or mail.text)
    if found or len(mail.reply_text) > 60:
        return found
    return detect(f"{mail.subject}. {mail.reply_text}")
