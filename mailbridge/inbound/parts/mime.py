"""The tree of a mail's parts, built without recursion and within limits.

The standard library's parser overflows its stack on 70 kB of nested parts and takes half a minute
for 200,000 empty ones; this one only marks where parts begin and end in the bytes it was given.
A message within the message is a leaf: its text and headers never become the outer mail's.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mailbridge.inbound.limits import MAX_DEPTH, MAX_PARTS, MAX_TEXT_BYTES
from mailbridge.inbound.parts.boundaries import find_delimiter, spans
from mailbridge.inbound.parts.headers import Headers, read_headers
from mailbridge.inbound.parts.parameters import read_parameters
from mailbridge.inbound.parts.smime import signed_content
from mailbridge.inbound.parts.transfer import decode_transfer, transfer_name
from tickets.reasons import because

_LINE_END = re.compile(rb"(?<!\r)\r++\n")
_MAX_NAMING = 4_000  # bytes of fields that are worth a second reading
_SIGNED_TYPES = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+*-]+")


@dataclass
class Part:
    """One node: its headers, and where its body lies in `source`."""

    source: bytes
    headers: Headers
    start: int
    end: int
    type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    disposition_params: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    children: list["Part"] = field(default_factory=list)

    @property
    def main(self) -> str:
        return self.type.partition("/")[0]

    @property
    def sub(self) -> str:
        return self.type.partition("/")[2]

    @property
    def encoding(self) -> str:
        return transfer_name(self.headers.text("content-transfer-encoding")[:200])

    @property
    def body(self) -> bytes:
        return self.source[self.start : self.end]

    @property
    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        return decode_transfer(self.body, self.encoding, is_text=self.main == "text")

    @property
    def words(self) -> bytes:
        """The content of a part that is read as text, up to a limit."""
        body = self.source[self.start : min(self.end, self.start + MAX_TEXT_BYTES)]
        return decode_transfer(body, self.encoding, is_text=True)

    @property
    def charset(self) -> str:
        return self.params.get("charset", "")

    @property
    def name(self) -> str:
        """The file name that the sender gave, wherever it stands; "" for none."""
        return (
            self.disposition_params.get("filename")
            or self.params.get("name")
            or self.params.get("filename")
            # That of a form's field is none of a file.
            or (self.disposition != "form-data" and self.disposition_params.get("name"))
            or ""
        )

    @property
    def content_id(self) -> str:
        return self.headers.text("content-id").strip().strip("<>").strip()

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all below it, in the order of the mail."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


@dataclass
class Tree:
    """The whole mail, and a sentence about what the limits left closed."""

    root: Part
    problem: str = ""


def read_tree(raw: bytes) -> Tree:
    """Read the parts of a mail; never fails, whatever the bytes."""
    tree = _tree(_with_plain_lines(raw))
    _hear_charset(tree.root)
    return tree


def _with_plain_lines(raw: bytes) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")  # saved by an editor
    if b"\n" not in raw[:100_000] and b"\r" in raw[:100_000]:
        return raw.replace(b"\r", b"\n")  # an old Mac wrote it
    if raw.count(b"\r\r\n", 0, 100_000) * 2 > raw.count(b"\n", 0, 100_000):
        return _LINE_END.sub(b"\r\n", raw)  # LF became CRLF once too often
    return raw


def _tree(raw: bytes) -> Tree:
    headers, body = read_headers(raw, 0, len(raw), top=True)
    tree = Tree(_described(Part(raw, headers, body, len(raw))))
    stack, count = [tree.root], 1
    while stack:
        part = stack.pop()
        if part.type in _SIGNED_TYPES:
            _open_signed(part)
            stack += part.children[:1]
        if part.main != "multipart" or part.children:
            continue
        if part.depth >= MAX_DEPTH:
            tree.problem = because("too_deep", number=MAX_DEPTH)
            part.type = "application/octet-stream"
            continue
        for child in _children(part):
            if count >= MAX_PARTS:
                tree.problem = because("too_many_parts", number=MAX_PARTS)
                return tree
            count += 1
            part.children.append(child)
        if part.children:
            stack.extend(reversed(part.children))
        else:
            part.type = "text/plain"  # no boundary anywhere: show what there is
    return tree


def _hear_charset(root: Part) -> None:
    """Read raw 8-bit subjects and file names in the charset that the mail's words declare."""
    parts = list(root.walk())
    hint = next((part.charset for part in parts if part.main == "text" and part.charset), "")
    for part in parts:
        part.headers = part.headers.with_charset(hint)
        fields = [part.headers.raw(name) or b"" for name in ("content-type", "content-disposition")]
        if hint and not b"".join(fields).isascii() and len(b"".join(fields)) < _MAX_NAMING:
            _, part.params = read_parameters(part.headers.source("content-type"))
            _, part.disposition_params = read_parameters(part.headers.source("content-disposition"))


def _open_signed(part: Part) -> None:
    """Show the mail inside an opaque signature before the signed file itself."""
    inner = signed_content(part.content) if part.depth < MAX_DEPTH else None
    if inner is None:
        return
    headers, body = read_headers(inner, 0, len(inner), top=False)
    mail = _described(Part(inner, headers, body, len(inner), depth=part.depth + 1))
    part.children = [mail, replace(part)]
    part.type = "multipart/mixed"


def read_part(raw: bytes) -> Part:
    """Read one message alone, without its parts: for the mail that a bounce returns."""
    headers, body = read_headers(raw, 0, len(raw), top=True)
    return _described(Part(raw, headers, body, len(raw)))


def _described(part: Part, default: str = "text/plain") -> Part:
    declared, part.params = read_parameters(part.headers.source("content-type"))
    if _TYPE.fullmatch(declared):
        part.type = declared
    elif declared.startswith("multipart"):
        part.type = "multipart/mixed"
    elif declared and not declared.startswith("text") and part.depth:
        part.type = "application/octet-stream"
    else:
        part.type = default
    part.disposition, part.disposition_params = read_parameters(
        part.headers.source("content-disposition")
    )
    return part


def _children(part: Part) -> Iterator[Part]:
    if part.encoding in {"base64", "quoted-printable"} and _delimiter(part) is None:
        # Against the RFC, yet seen: the whole multipart is encoded.
        part.source = part.content
        part.start, part.end = 0, len(part.source)
    delimiter = _delimiter(part)
    if delimiter is None:
        return
    default = "message/rfc822" if part.sub == "digest" else "text/plain"
    for start, end in spans(part.source, part.start, part.end, delimiter):
        headers, body = read_headers(part.source, start, end, top=False)
        yield _described(Part(part.source, headers, body, end, depth=part.depth + 1), default)


def _delimiter(part: Part) -> bytes | None:
    declared = part.params.get("boundary", "").strip().encode("utf-8", "replace")
    return find_delimiter(part.source, part.start, part.end, declared)
