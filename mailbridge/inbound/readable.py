"""HTML as text that reads like a mail: paragraphs, lists, quotes, tables, links.

The tree is walked without recursion. What a reader of the HTML would not see (hidden preheaders,
styles, comments) is left out.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailbridge.inbound.charsets import clean
from mailbridge.inbound.limits import MAX_HTML_CHARS, MAX_HTML_DEPTH
from mailbridge.inbound.vocabulary import words

_SKIPPED = frozenset(
    words(
        """
    head script style title template noscript iframe object embed applet svg math select
    textarea noembed noframes audio video canvas meta link base
    """
    )
)
_BLOCKS = frozenset(
    words(
        """
    address article aside body center dd div dl dt fieldset figure footer form header html
    legend li main nav section table tbody tfoot thead tr caption details summary
    """
    )
)
_APART = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "hr"]
)  # a blank line around
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden"
    r"|max-height\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# Elements that HTML closes by itself, or that have no inside.
_SHALLOW = frozenset(
    words(
        """
    p li td th tr dt dd option tbody thead tfoot br hr img meta link input col area base wbr
    html head body o:p
    """
    )
)
_CRUDE_DROP = re.compile(
    r"<(script|style|title|head)\b[^>]{0,2000}>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_FILLERS = re.compile("[\u034f\u200b\u2060\ufeff\u00ad]+")

Step = tuple[Literal["enter", "leave", "text"], LexborNode]


def read_html(html: str) -> LexborNode | None:
    """Return the body element, or None where parsing would cost too much."""
    if len(html) > MAX_HTML_CHARS or is_too_deep(html):
        return None
    return LexborHTMLParser(clean(html)).body


def is_too_deep(html: str) -> bool:
    """Whether the open elements pile up beyond what HTML parsers do in reasonable time."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _SHALLOW:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_HTML_DEPTH:
            return True
    return False


def crude_text(html: str) -> str:
    """Return the text of HTML that no parser should see: tags cut out, one pass each."""
    html = _CRUDE_DROP.sub(" ", html) if html.count("<") < 50_000 else html
    html = re.sub(
        r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6])\b[^<>]{0,500}>", "\n", html, flags=re.IGNORECASE
    )
    text = clean(unescape(re.sub(r"<[a-zA-Z/!?][^<>]{0,5000}>", "", html)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def render(root: LexborNode, skip: frozenset[int] = frozenset()) -> str:
    """Return the text below `root`, without the nodes whose `mem_id` is in `skip`."""
    text = _Page(with_alts=False).write(root, skip)
    # A mail that is one picture says what its alternative text says.
    return text or (_Page(with_alts=True).write(root, skip) if not skip else "")


def steps(root: LexborNode, skip: frozenset[int] = frozenset()) -> Iterator[Step]:
    """Walk below `root` in document order; a skipped node is not entered."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_left = stack.pop()
        if is_left:
            yield "leave", node
            continue
        if node.is_text_node:
            yield "text", node
            continue
        if not node.is_element_node or (node.mem_id in skip and node.mem_id != root.mem_id):
            continue
        yield "enter", node
        stack.append((node, True))
        if node.tag in _SKIPPED or is_hidden(node):
            continue
        children = []
        child = node.first_child
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))


def is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


class _Page:
    """Lines of text, written one after the other."""

    def __init__(self, *, with_alts: bool) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.depth = 0  # of the line before
        self.preformatted = 0
        self.wants_blank = False
        self.bullet = ""
        self.lists: list[int | None] = []  # the next number, None for bullets
        self.links: list[int] = []  # where in the line the link began
        self.with_alts = with_alts

    def write(self, root: LexborNode, skip: frozenset[int]) -> str:
        for kind, node in steps(root, skip):
            if kind == "text":
                self._words(node.text_content or "")
            elif kind == "enter":
                self._enter(node)
            else:
                self._leave(node)
        self._end_line()
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _words(self, text: str) -> None:
        text = _FILLERS.sub("", text)
        if self.preformatted:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for line in rest:
                self._break()
                self.line.append(line)
            return
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not self.line or self.line[-1].endswith((" ", "\t"))):
            text = text[1:]
        if text:
            self.line.append(text)

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS or tag in _APART:
            self._end_line()
            self.wants_blank = self.wants_blank or self._stands_apart(tag)
        match tag:
            case "br":
                self._break()
            case "hr":
                self.line.append("-" * 20)
                self._end_line()
            case "blockquote":
                self.quotes += 1
            case "pre":
                self.preformatted += 1
            case "ul" | "ol":
                self.lists.append(None if tag == "ul" else 1)
            case "li":
                self._item()
            case "td" | "th":
                if self.line and "".join(self.line).strip():
                    self.line.append("\t")
            case "a":
                self.links.append(len(self.line))
            case "img":
                self._picture((node.attributes.get("alt") or "").strip())

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a" and self.links:
            self._link(node.attributes.get("href") or "", self.links.pop())
        if tag in _BLOCKS or tag in _APART:
            self._end_line()
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag == "pre":
            self.preformatted = max(0, self.preformatted - 1)
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        self.wants_blank = self.wants_blank or self._stands_apart(tag)

    def _stands_apart(self, tag: str) -> bool:
        return tag in _APART and not (self.lists and tag in {"ul", "ol", "p"})

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else None
        indent = "  " * max(0, min(len(self.lists), 10) - 1)
        self.bullet = f"{indent}- " if number is None else f"{indent}{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def _picture(self, alt: str) -> None:
        # Mail programs write emoji as pictures whose alternative text is the emoji.
        if alt and (self.with_alts or (len(alt) <= 4 and not alt.isascii() and not alt.isalnum())):
            self.line.append(alt)

    def _link(self, href: str, began: int) -> None:
        shown = "".join(self.line[began:]).strip()
        target = re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", href.strip()).rstrip("/")
        is_web = re.match(r"https?://", href.strip(), re.IGNORECASE)
        if (
            shown
            and is_web
            and len(href) <= 300
            and target.split("/")[0].lower() not in shown.lower()
        ):
            self.line.append(f" <{href.strip()}>")

    def _break(self) -> None:
        if not self.line:
            self._push("")
        self._end_line(keep=True)

    def _end_line(self, *, keep: bool = False) -> None:
        text = "".join(self.line)
        self.line = []
        self.links = [0] * len(self.links)
        if text.strip() or (keep and text):
            self._push(text.rstrip() if not self.preformatted else text)

    def _push(self, text: str) -> None:
        depth = min(self.quotes, 20)
        prefix = "> " * depth
        if text and self.wants_blank:
            if self.lines and self.lines[-1].strip("> "):
                self.lines.append("> " * min(depth, self.depth))
            self.wants_blank = False
        self.depth = depth
        if text and self.bullet:
            text, self.bullet = self.bullet + text.lstrip(), ""
        self.lines.append(prefix + text)
