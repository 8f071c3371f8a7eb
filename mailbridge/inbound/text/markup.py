"""The HTML of a mail as a tree, walked without recursion, and refused where it would cost too much."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailbridge.inbound.limits import MAX_HTML_CHARS, MAX_HTML_DEPTH
from mailbridge.inbound.text.charsets import clean
from mailbridge.inbound.text.vocabulary import words

_SKIPPED = frozenset(
    words(
        """
    head script style title template noscript iframe embed applet svg math select textarea
    noembed noframes meta link base
    """
    )
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"  # mso-hide is heard by Outlook alone
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


def steps(root: LexborNode, skip: frozenset[int] = frozenset()) -> Iterator[Step]:
    """Walk below `root` in document order; a skipped node is not entered."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_left = stack.pop()
        if is_left:
            yield "leave", node
            continue
        if node.mem_id != root.mem_id:
            # One sibling at a time, so that whoever stops early has not paid for all.
            following = node.next
            if following is not None:
                stack.append((following, False))
            if node.mem_id in skip:
                continue
        if node.is_text_node:
            yield "text", node
            continue
        if not node.is_element_node:
            continue
        yield "enter", node
        stack.append((node, True))
        if node.tag in _SKIPPED or is_hidden(node):
            continue
        child = node.first_child
        if child is not None:
            stack.append((child, False))


def is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDDEN.search(style))
