"""Addresses as people and programs write them, read in one linear pass.

Splitting comes before decoding, so that an encoded comma never makes two senders out of one.
What is not clearly one author is said to be so (RELIABILITY.md A22): `Author.problem`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailbridge.inbound.limits import MAX_ADDRESSES, MAX_NAME_CHARS
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.text.encoded_words import decode_words, one_line
from tickets.reasons import because

# Bounded repeats: an unclosed quote or angle must not cost a second look at the rest.
_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.){0,500}")'
    r"|(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?<>]{0,500}\?=)"
    r"|(?P<angle><[^<>]{0,1000}>)"
    r'|(?P<text>[^"=(),;:<>]+)'
    r"|(?P<mark>.)",
    re.DOTALL,
)
_ADDRESS = re.compile(
    # A local part begins behind a mark or a blank: nothing is looked at from each of its letters.
    r'(?:"[^"]{1,200}"|(?<![^\s<>()\[\]",;:@\\])[^\s<>()\[\]",;:@\\]{1,320})@'
    r'(?:\[[^\s<>\[\]]{1,100}\]|[^\s<>()",;:@\\]{1,320})'
)


_MANY = 5_000
_SCHEME = re.compile(r"\[? *mailto$", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """A mailbox: `addr` as written (compare it lower-cased), `name` decoded and safe to show."""

    addr: str
    name: str = ""


@dataclass(frozen=True)
class Author:
    """Who wrote the mail; `problem` is a sentence when that is not certain."""

    addr: str = ""
    name: str = ""
    problem: str = ""


@dataclass
class _Entry:
    """What stands between two commas."""

    texts: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    has_at: bool = False
    # What of the texts stands behind an angle: a name, or an address that other parsers read instead (A22).
    behind: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()


def read_addresses(source: str) -> list[Address]:
    """Read an address list; what holds no address is left out."""
    found: list[Address] = []
    pending = ""
    for entry in _entries(source):
        text = entry.text
        if not entry.angles and "@" not in text:
            # The first half of `Peña, Ana <ana@acme.example>`, or nothing at all.
            if len(pending) < MAX_NAME_CHARS:
                pending = f"{pending}, {text}" if pending and text else pending or text
            continue
        if pending and entry.angles and not _ADDRESS.search(text):
            entry.texts = [pending, ", ", *entry.texts]
        pending = ""
        found += _read_entry(entry)
        if len(found) >= MAX_ADDRESSES:
            break
    return found


def read_author(headers: Headers) -> Author:
    """Return the author by From; another field stands in only where From holds no address."""
    sources = headers.all_sources("from")
    found = [address for source in sources[:20] for address in read_addresses(source)]
    distinct = list(dict.fromkeys(address.addr.lower() for address in found))
    if len(distinct) == 1:
        return Author(found[0].addr, next((a.name for a in found if a.name), ""))
    if distinct:
        return Author(found[0].addr, found[0].name, because("from_several"))
    encoded = [address for source in sources[:20] for address in _encoded_address(source)]
    if len(encoded) == 1:  # no other parser sees an address there, so it is a claim at most
        return Author(encoded[0].addr, encoded[0].name, because("from_without_address"))
    name = one_line(decode_words(_bare_name(sources)))[:MAX_NAME_CHARS]
    for stand_in in ("reply-to", "sender"):
        others = read_addresses(headers.source(stand_in))
        if others:
            problem = because("from_stands_in", field=stand_in.title())
            return Author(others[0].addr, name or others[0].name, problem)
    return Author("", name, because("from_without_address" if sources else "no_from"))


def _encoded_address(source: str) -> list[Address]:
    """What a web form wrote that encoded the whole field and not only the name."""
    if "=?" not in source or len(source) > MAX_NAME_CHARS * 4:
        return []
    return read_addresses(decode_words(source.replace('"', " ")))


def _bare_name(sources: list[str]) -> str:
    return next(
        (re.sub(r"<[^<>]*>|[<>\"]", " ", source) for source in sources if source.strip()), ""
    )


def _entries(source: str) -> Iterator[_Entry]:
    entry, depth, comment = _Entry(), 0, ""
    if source.count('\\"') > _MANY:  # nobody's name; unclosed, each would be a second look
        source = source.replace('\\"', "")
    for token in _TOKEN.finditer(source):
        kind, content = token.lastgroup, token.group()
        if depth or content == "(":
            depth += {"(": 1, ")": -1}.get(content, 0)
            comment += content if depth <= 20 else ""
            if not depth:
                entry.comments.append(re.sub(r"\\(.)", r"\1", comment[1:-1]))
                comment = ""
        elif content in {",", ";"} and kind == "mark":
            yield entry
            entry = _Entry()
        elif content == ":" and kind == "mark":
            # A group's name, or the scheme of a bare mailto:, which may stand in Outlook's brackets.
            if entry.texts and (scheme := _SCHEME.search(entry.texts[-1])):
                entry.texts[-1] = f"{entry.texts[-1][: scheme.start()]} "
            elif not entry.has_at:
                entry = _Entry()
        elif content in {"<", ">"}:
            entry.texts.append(" ")  # without its other half
        elif kind == "angle":
            entry.angles.append(content[1:-1])
        else:
            entry.texts.append(content)
            entry.has_at = entry.has_at or "@" in content
            if entry.angles:
                entry.behind.append(content)
    if comment:  # never closed: not a comment, then
        entry.texts.append(comment.replace("(", " ")[:2_000])
    yield entry


def _read_entry(entry: _Entry) -> list[Address]:
    text = entry.text
    addresses = [address for angle in entry.angles if (address := _angle_address(angle))]
    if addresses:
        addresses += _unheard(entry, addresses)
        name = _name(text) or _name(" ".join(entry.comments))
        return [Address(addr, "" if name.lower() == addr.lower() else name) for addr in addresses]
    text = decode_words(text) if "=?" in text else text
    matches = list(_ADDRESS.finditer(text))
    if not matches:
        return []
    before = re.sub(r"[<>]", " ", text[: matches[0].start()])
    name = _name(before) or _name(" ".join(entry.comments))
    return [Address(_trimmed(match.group()), name) for match in matches if _trimmed(match.group())]


def _unheard(entry: _Entry, heard: list[str]) -> list[str]:
    """Further addresses behind the one in angles."""
    known = {address.lower() for address in heard}
    found = (_trimmed(match.group()) for match in _ADDRESS.finditer("".join(entry.behind)))
    return [address for address in found if address and address.lower() not in known]


def _angle_address(angle: str) -> str:
    if "=?" in angle:
        angle = one_line(decode_words(angle))
    if ":" in angle.partition("@[")[0]:  # a source route, or mailto:
        angle = angle.rsplit(":", 1)[1]
    match = _ADDRESS.search(angle) or _ADDRESS.search(re.sub(r"\s+", "", angle))
    return _trimmed(match.group()) if match else ""


def _trimmed(address: str) -> str:
    address = one_line(address).strip("'.`*")
    if "[" not in address:
        address = address.rstrip("].")
    return address if "@" in address[1:-1] else ""


def _name(source: str) -> str:
    text = re.sub(
        r'"((?:[^"\\]|\\.){0,500})"', lambda match: re.sub(r"\\(.)", r"\1", match[1]), source
    )
    text = one_line(decode_words(text).replace("\xa0", " ")).replace('\\"', '"')
    for quote in ('"', "'"):
        if len(text) > 1 and text.startswith(quote) and text.endswith(quote):
            text = text[1:-1].strip()
    if text.count('"') % 2:
        text = text.strip('"')  # one that was never closed
    return text.strip()[:MAX_NAME_CHARS]
