"""Which parts of a mail are its words, and which are its files."""

import html as html_entities
import re
from dataclasses import dataclass, field
from functools import cached_property

from mailbridge.inbound.limits import MAX_TEXT_BYTES, MAX_TEXT_CHARS
from mailbridge.inbound.parts.mime import Part
from mailbridge.inbound.parts.pictures import take_pictures
from mailbridge.inbound.parts.wrapped import open_winmail, part_of, take_encoded
from mailbridge.inbound.text.charsets import codec_for, decode
from mailbridge.inbound.text.flowed import unflow
from mailbridge.inbound.text.html import html_to_text, plain_to_html

_PLAIN = frozenset(("text/plain", "text/markdown", "text/x-markdown"))
_RICH = frozenset(("text/enriched", "text/richtext"))
_HTML = frozenset(("text/html", "application/xhtml+xml"))
# Other renderings of the same words, made for one kind of reader.
_OTHER_RENDERINGS = frozenset(("text/x-amp-html", "text/watch-html"))
_STUB = re.compile(
    r"(?:html|mime|rich text|texto enriquecido|view (?:it|this|the)|ver (?:este|el) (?:mensaje|correo)"
    r"|browser|navegador|not (?:support|display)|no (?:admite|soporta))",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(
    rb"(?:<meta\b[^>]{0,200}?charset|<\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?([a-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"\n+")
_NEW_LINE = re.compile(r"<nl>", re.IGNORECASE)
_COMMAND = re.compile(
    r"<param>[^<]{0,200}</param>|</?[a-z][a-z0-9-]{0,30}>", re.IGNORECASE
)  # of text/enriched (RFC 1896)


@dataclass
class Block:
    """A stretch of the body in one or two renderings."""

    plain: str | None = None
    html: str | None = None
    is_spare: bool = False  # the same words once more, from a winmail.dat

    @property
    def text(self) -> str:
        """The plain rendering, or that of the HTML when the plain one is empty or a stub."""
        if self.html is not None and (self.plain is None or _is_stub(self.plain)):
            return html_to_text(self.html) or self.plain or ""
        return self.plain or ""


@dataclass
class Body:
    """The words of a mail as blocks, and the parts that are files."""

    blocks: list[Block] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    is_cut: bool = False  # some words lie beyond the limits

    @property
    def text(self) -> str:
        texts = [block.text.strip("\r\n") for block in self.blocks]
        text = "\n\n".join(text for text in texts if text.strip())
        self.is_cut = self.is_cut or len(text) > MAX_TEXT_CHARS
        return text[:MAX_TEXT_CHARS]

    @property
    def has_plain(self) -> bool:
        return any(block.plain is not None and not _is_stub(block.plain) for block in self.blocks)

    @cached_property
    def html(self) -> str:
        """The HTML rendering, unsanitised; "" when the mail has none."""
        if not any(block.html is not None for block in self.blocks):
            return ""
        return "\n".join(
            block.html if block.html is not None else plain_to_html(block.plain or "")
            for block in self.blocks
        )


def read_body(root: Part) -> Body:
    """Sort the parts, children before parents, without recursion."""
    bodies: dict[int, Body] = {}
    has_words = False
    order = list(root.walk())
    for part in order:
        if not part.children:
            bodies[id(part)] = _leaf(part, is_first=not has_words)
            has_words = has_words or bool(bodies[id(part)].blocks)
    for part in reversed(order):
        if part.children:
            children = [bodies.pop(id(child)) for child in part.children]
            merge = _alternative if part.sub == "alternative" else _together
            bodies[id(part)] = merge(children)
    return bodies[id(root)]


def _leaf(part: Part, *, is_first: bool) -> Body:
    if part.type in _OTHER_RENDERINGS:
        return Body()
    is_words = part.type in _PLAIN or part.type in _RICH or part.type in _HTML
    winmail = open_winmail(part)
    if winmail is not None:
        words = Block(winmail.text or None, winmail.html or None, is_spare=True)
        blocks = [words] if winmail.text or winmail.html else []
        return Body(blocks, [part_of(file) for file in winmail.files])
    if not is_words or part.disposition == "attachment" or (part.name and not is_first):
        return Body(files=[part])
    content = part.words
    is_cut = part.end - part.start > MAX_TEXT_BYTES
    if part.type in _HTML:
        html, pictures = take_pictures(_decode_html(content, part.charset))
        return Body([Block(html=html)], pictures, is_cut)
    content, files = take_encoded(content)
    text = decode(content, part.charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.params.get("format", "").lower() == "flowed":
        text = unflow(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    if part.type in _RICH:
        text = _unrich(text)
    return Body([Block(plain=text)], files, is_cut)


def _unrich(text: str) -> str:
    """The words of text/enriched and its forerunner: one line end is a blank, of more one is taken."""
    text = _LINE_ENDS.sub(lambda ends: ends[0][1:] or " ", text.strip("\n"))
    text = _NEW_LINE.sub("\n", text.replace("<<", "&lt;"))
    return html_entities.unescape(_COMMAND.sub("", text))


def _decode_html(content: bytes, declared: str) -> str:
    """Decode HTML, which may name its charset itself: heard where the mail names none but ASCII."""
    found = (
        None if codec_for(declared) not in {"", "ascii"} else _META_CHARSET.search(content[:4_000])
    )
    own = found[1].decode("ascii") if found else ""
    # What was found byte by byte is not UTF-16 (HTML standard, 13.2.3.2).
    own = "utf-8" if own.lower().startswith("utf-16") else own
    return decode(content, own or declared)


def _together(children: list[Body]) -> Body:
    blocks = [block for child in children for block in child.blocks]
    own = [block for block in blocks if not block.is_spare and (block.html or block.text.strip())]
    return Body(
        [block for block in blocks if not (own and block.is_spare)],
        [file for child in children for file in child.files],
        any(child.is_cut for child in children),
    )


def _alternative(children: list[Body]) -> Body:
    """Make one block of several renderings; the last HTML is the richest (RFC 2046 5.1.4)."""
    plain = html = None
    for child in children:
        if any(block.html is not None for block in child.blocks):
            html = child
        elif child.blocks and plain is None:
            plain = child
    if plain is None and html and all(block.plain is not None for block in html.blocks):
        plain = html  # the plain rendering lies beside that HTML
    block = Block(plain.text if plain else None, html.html if html else None)
    files = [file for child in children for file in child.files]
    return Body([block] if plain or html else [], files, any(child.is_cut for child in children))


def _is_stub(plain: str) -> bool:
    stripped = plain.strip()
    return not stripped or (len(stripped) < 300 and bool(_STUB.search(stripped)))
