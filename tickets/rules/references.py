"""The references by which a mail finds its ticket: reply and bounce addresses, Message-IDs, the number
in the subject.

Each carries 130 bits of HMAC-SHA256 over its own purpose and number, so that knowing or guessing a
number opens nothing and one kind of reference cannot be used as another (RELIABILITY.md 5.2, 5.4, A16,
A24). Only the subject's number is bare: it is a hint, to be believed only from a participant. All are
lower-case base32, because mail systems fold case.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Sequence

MAC_LENGTH = 26  # characters of base32, thus 130 bits
LONGEST_LOCAL_PART = 64  # RFC 5321 4.5.3.1.1
LONGEST_REFERENCES = 10
LONGEST_KEPT = 2000  # bytes of a Message-ID

_NUMBER = r"(?P<number>[1-9][0-9]{0,17})"
_MAC = rf"(?P<mac>[a-z2-7]{{{MAC_LENGTH}}})"
_REPLY = re.compile(rf"\+t{_NUMBER}-{_MAC}@")
_BOUNCE = re.compile(rf"\+b{_NUMBER}-{_MAC}@")
_AGENT = re.compile(rf"\+a{_NUMBER}-(?P<agent>[1-9][0-9]{{0,8}})-{_MAC}@")
_NOTICE_ID = re.compile(
    rf"<?a{_NUMBER}\.(?P<agent>[1-9][0-9]{{0,8}})\.(?P<notice>[1-9][0-9]{{0,17}})\.{_MAC}@"
)
_MESSAGE_ID = re.compile(rf"<?t{_NUMBER}\.(?P<nonce>[a-z2-7]{{16}})\.{_MAC}@")
_SUBJECT = re.compile(rf"\[#{_NUMBER}\]")
_REPLY_PREFIX = re.compile(r"(?:\s*(?:re|rv|fwd?|aw|wg|sv|tr)\s*:)+\s*", re.IGNORECASE)


def reply_address(address: str, *, ticket_number: int, key: bytes) -> str:
    """Return `address` tagged so that an answer to it joins the ticket: support+t20481-…@shop.example.

    An address whose local part has no room for the tag (64 characters, RFC 5321) is returned as it is;
    the answer's References lead it home then.
    """
    return _tagged(address, f"+t{ticket_number}-{_mac(key, 'reply', str(ticket_number))}")


def ticket_number_in_address(address: str, *, key: bytes) -> int | None:
    """Return the ticket whose reply address this is, whatever its base and case; None when the tag is
    absent or forged.
    """
    return _number(_REPLY.search(address.lower()), purpose="reply", key=key)


def bounce_address(address: str, *, outgoing_id: int, key: bytes) -> str:
    """Return the envelope sender (VERP) that tells which of our mails came back:
    support+b977-…@shop.example.
    """
    return _tagged(address, f"+b{outgoing_id}-{_mac(key, 'bounce', str(outgoing_id))}")


def outgoing_id_in_address(address: str, *, key: bytes) -> int | None:
    """Return the outgoing mail whose bounce address this is, or None when the tag is absent or forged."""
    return _number(_BOUNCE.search(address.lower()), purpose="bounce", key=key)


def agent_address(address: str, *, ticket_number: int, agent_id: int, key: bytes) -> str:
    """Return the address by which this one agent answers this one ticket by mail (A14)."""
    mac = _mac(key, "agent", f"{ticket_number}.{agent_id}")
    return _tagged(address, f"+a{ticket_number}-{agent_id}-{mac}")


def agent_in_address(address: str, *, key: bytes) -> tuple[int, int] | None:
    """Return ticket and agent of such an address, or None when the tag is absent or forged."""
    found = _AGENT.search(address.lower())
    suffix = f".{found['agent']}" if found else ""
    number = _number(found, purpose="agent", key=key, suffix=suffix)
    return (number, int(found["agent"])) if found and number else None


def notice_message_id(
    *, ticket_number: int, agent_id: int, notice_id: int, domain: str, key: bytes
) -> str:
    """Return the Message-ID of a notice to an agent, the same at every attempt: an answer to it names the
    agent as their address does, where a server knows no plus addresses.
    """
    value = f"{ticket_number}.{agent_id}.{notice_id}"
    return f"<a{value}.{_mac(key, 'notice', value)}@{domain}>"


def agent_in_message_id(value: str, *, key: bytes) -> tuple[int, int] | None:
    """Return ticket and agent of the notice that had this Message-ID; None when it is not ours."""
    found = _NOTICE_ID.match(value.strip().lower())
    suffix = f".{found['agent']}.{found['notice']}" if found else ""
    number = _number(found, purpose="notice", key=key, suffix=suffix)
    return (number, int(found["agent"])) if found and number else None


def new_message_id(*, ticket_number: int, domain: str, key: bytes) -> str:
    """Return a fresh Message-ID in angle brackets: 80 random bits and the proof that we made it for
    this ticket.
    """
    nonce = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    mac = _mac(key, "message-id", f"{ticket_number}.{nonce}")
    return f"<t{ticket_number}.{nonce}.{mac}@{domain}>"


def ticket_number_in_message_id(value: str, *, key: bytes) -> int | None:
    """Return the ticket for which we made this Message-ID; None when it is not ours. Brackets and
    domain do not matter.
    """
    found = _MESSAGE_ID.match(value.strip().lower())
    nonce = f".{found['nonce']}" if found else ""
    return _number(found, purpose="message-id", key=key, suffix=nonce)


def kept(message_id: str) -> str:
    """Return a Message-ID as it is stored and looked up: no longer than an index of PostgreSQL can hold,
    which counts bytes, whatever a sender writes.
    """
    return message_id[:1000].encode(errors="replace")[:LONGEST_KEPT].decode(errors="ignore")


def number_in_subject(subject: str) -> int | None:
    """Return the last ticket number written as [#20481], a hint only; None when there is none."""
    numbers = _SUBJECT.findall(subject)
    return int(numbers[-1]) if numbers else None


def subject_with_number(subject: str, *, ticket_number: int) -> str:
    """Return the subject with [#20481] before its words and after any Re:, once however often it is
    answered.
    """
    tag = f"[#{ticket_number}]"
    if tag in subject:
        return subject
    prefix = _REPLY_PREFIX.match(subject)
    words_at = prefix.end() if prefix else 0
    return f"{subject[:words_at].strip()} {tag} {subject[words_at:].strip()}".strip()


def references_for(parent_references: Sequence[str], parent_message_id: str) -> tuple[str, ...]:
    """Return the References of an answer (RFC 5322 3.6.4), oldest first; beyond ten the first four and
    the last six.

    A parent without Message-ID gives none.
    """
    if not parent_message_id:
        return ()
    thread = [*parent_references, parent_message_id]
    chain = tuple(dict.fromkeys(reversed(thread)))[
        ::-1
    ]  # a repeated id counts where it stands last
    return chain if len(chain) <= LONGEST_REFERENCES else chain[:4] + chain[-6:]


def _tagged(address: str, tag: str) -> str:
    local, _, domain = address.rpartition("@")
    if len((local + tag).encode()) > LONGEST_LOCAL_PART:
        return address
    return f"{local}{tag}@{domain}"


def _number(
    found: re.Match[str] | None, *, purpose: str, key: bytes, suffix: str = ""
) -> int | None:
    if found is None:
        return None
    genuine = _mac(key, purpose, found["number"] + suffix)
    return int(found["number"]) if hmac.compare_digest(genuine, found["mac"]) else None


def _mac(key: bytes, purpose: str, value: str) -> str:
    digest = hmac.digest(key, f"ventanilla:{purpose}:{value}".encode(), "sha256")
    return base64.b32encode(digest).decode().lower()[:MAC_LENGTH]
