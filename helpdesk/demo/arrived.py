"""A mail as it arrived at a customer's, taken apart by the standard library for showing."""

from __future__ import annotations

import datetime as dt
import email
import email.header
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

UNNAMED = "attachment"


@dataclass(frozen=True)
class Part:
    """A file of a mail; `index` is its place among the files."""

    index: int
    name: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True)
class Arrived:
    """One mail. `uid` is its place in the customers' mailbox."""

    uid: int
    mail: Message

    @classmethod
    def read(cls, uid: int, raw: bytes) -> Arrived:
        return cls(uid, email.message_from_bytes(raw))

    def header(self, name: str) -> str:
        """A header in plain words; empty when there is none."""
        value = self.mail.get(name)
        return _decoded(str(value)) if value is not None else ""

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, _decoded(str(value))) for name, value in self.mail.items()]

    def address(self, *names: str) -> tuple[str, str]:
        """Name and address of the first of these headers that is there. Parsed before it is decoded: a
        name may hold an encoded comma.
        """
        value = next((str(self.mail[name]) for name in names if self.mail.get(name)), "")
        name, address = email.utils.parseaddr(value)
        return _decoded(name), address

    @property
    def recipient(self) -> str:
        """Whose mail it is, in lower case."""
        return self.address("Delivered-To", "To")[1].lower()

    @property
    def sender_name(self) -> str:
        name, address = self.address("From")
        return name or address

    @property
    def sender_address(self) -> str:
        return self.address("From")[1]

    @property
    def answers_go_to(self) -> str:
        """The address that a mail program would answer to."""
        return self.address("Reply-To", "From")[1]

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def sent_at(self) -> dt.datetime | None:
        """When it was sent, aware; None where the Date header cannot be read."""
        try:
            at = email.utils.parsedate_to_datetime(self.header("Date"))
        except (TypeError, ValueError):
            return None
        return at if at.tzinfo else at.replace(tzinfo=dt.UTC)

    @property
    def text(self) -> str:
        return _words(self._first("text/plain"))

    @property
    def html(self) -> str:
        return _words(self._first("text/html"))

    @property
    def files(self) -> list[Part]:
        found = (part for part in self._leaves() if _is_file(part))
        return [
            Part(
                index,
                _decoded(part.get_filename() or UNNAMED),
                part.get_content_type(),
                _bytes(part),
            )
            for index, part in enumerate(found)
        ]

    @property
    def thread(self) -> list[str]:
        """The Message-IDs that an answer has to name in its References, oldest first."""
        return [*self.header("References").split(), *self.header("Message-ID").split()]

    def _first(self, content_type: str) -> Message | None:
        return next(
            (
                part
                for part in self._leaves()
                if part.get_content_type() == content_type and not _is_file(part)
            ),
            None,
        )

    def _leaves(self) -> Iterator[Message]:
        return (part for part in self.mail.walk() if not part.is_multipart())


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _words(part: Message | None) -> str:
    if part is None:
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        words = _bytes(part).decode(charset, errors="replace")
    except LookupError:  # no such charset
        words = _bytes(part).decode("utf-8", errors="replace")
    return words.replace("\r\n", "\n")


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(value: str) -> str:
    try:
        words = str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, ValueError):
        words = value
    return " ".join(words.split())
