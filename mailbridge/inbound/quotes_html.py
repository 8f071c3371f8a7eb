"""What the customer newly said, found by the structure that mail programs give their HTML.

Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Proton and their kin mark what they quote. The
marked nodes are left out of the text; whatever was written between or below them stays.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from mailbridge.inbound.quote_lines import (
    ends_attribution,
    is_forward_line,
    is_marker,
    label_kind,
)
from mailbridge.inbound.quotes import Split, split_text
from mailbridge.inbound.readable import read_html, render, steps
from mailbridge.inbound.vocabulary import words

_QUOTE_CLASSES = frozenset(
    words(
        """
    yahoo_quoted protonmail_quote zmail_extra moz-email-headers-table tutanota_quote
    front-blockquote freshdesk_quote zd-quoted intercom-quote moz-cite-prefix
    gmail_attr_quote mail-quote-collapse mailru-blockquote wk-quote airmail_ext_quote
    """
    )
)
_SIGNATURE_CLASSES = frozenset(
    words(
        """
    gmail_signature moz-signature protonmail_signature_block gmail_signature_prefix
    airmail_ext_signature yahoo-signature zoho-signature
    """
    )
)
_SIGNATURE_IDS = re.compile(
    r"(?:x_)*(?:signature|applemailsignature|ms-outlook-mobile-signature|mobile_signature|"
    r"lineBreakAtBeginningOfSignature|ymail_android_signature)(?:[-_\d]|\Z)",
    re.IGNORECASE,
)
# From these on, everything to the end of the mail is quoted.
_CUT_IDS = re.compile(
    r"(?:x_)*(?:divrplyfwdmsg|olk_src_body_section|appendonsend|mail-editor-reference-message-container|"
    r"reply-intro|zwchr|stopspelling|mailcontent_quote|ms-outlook-mobile-body-separator-line-quote)\Z",
    re.IGNORECASE,
)
_OUTLOOK_RULE = re.compile(
    r"border(?:-top)?\s*:\s*(?:none\s*;\s*border-top\s*:\s*)?solid\s+#?(?:b5c4df|e1e1e1|c9c9c9)",
    re.IGNORECASE,
)
_CITE = frozenset(("cite", "gmail_quote"))


def split_html(html: str, *, is_forward: bool = False) -> Split | None:
    """Part new words from quotation, or return None when the HTML marks no quotation."""
    body = read_html(html)
    if body is None:
        return None
    found = _Marks(body, is_forward=is_forward)
    if not found.quoted:
        return None
    rest = render(body, frozenset(found.quoted) | frozenset(found.signatures))
    split = split_text(rest, is_forward=is_forward)
    if not split.reply and not found.signatures and not _is_worth_folding(rest):
        # Only a quotation: fold nothing when even its attribution is missing.
        return (
            None if not found.is_certain else Split("", _joined(found.quoted_text(), split.quoted))
        )
    return Split(split.reply, _joined(split.quoted, found.quoted_text()))


class _Marks:
    """The nodes that hold quotations and signatures, by `mem_id`."""

    def __init__(self, body: LexborNode, *, is_forward: bool) -> None:
        self.body = body
        self.is_forward = is_forward
        self.quoted: dict[int, LexborNode] = {}
        self.signatures: set[int] = set()
        self.is_certain = False
        self.has_words = False
        self._find()

    def quoted_text(self) -> str:
        texts = (render(node) for node in self.quoted.values())
        return "\n\n".join(text for text in texts if text.strip())

    def _find(self) -> None:
        inside: set[int] = set()  # below these nothing is looked at any more
        depth_of_skip = 0
        for kind, node in steps(self.body):
            if depth_of_skip:
                if kind == "leave" and node.mem_id in inside:
                    depth_of_skip = 0
                continue
            if kind == "text":
                self.has_words = self.has_words or bool((node.text_content or "").strip())
            elif kind == "enter" and node.mem_id != self.body.mem_id:
                verdict = self._judge(node)
                if verdict == "cut":
                    self._cut_from(node)
                    return
                if verdict == "stop":
                    return
                if verdict == "skip":
                    inside.add(node.mem_id)
                    depth_of_skip = 1

    def _judge(self, node: LexborNode) -> str:
        """Return "skip" for a node that was marked, "cut" from here on, "stop" at a forward."""
        attributes = node.attributes
        classes = frozenset((attributes.get("class") or "").lower().split())
        name = attributes.get("id") or ""
        if classes & _SIGNATURE_CLASSES or (name and _SIGNATURE_IDS.match(name)):
            self.signatures.add(node.mem_id)
            return "skip"
        if "gmail_quote" in classes or "gmail_quote_container" in classes:
            return self._gmail(node)
        if classes & _QUOTE_CLASSES or "yahoo_quoted" in name:
            return self._mark(node, certain=True)
        if node.tag == "blockquote" and self._is_cited(node, classes):
            return self._mark(node, certain=True)
        if not self.is_forward and self._opens_cut(node, name):
            return "cut"
        return ""

    def _mark(self, node: LexborNode, *, certain: bool) -> str:
        self.quoted[node.mem_id] = node
        self.is_certain = self.is_certain or certain
        self._mark_attribution(node)
        return "skip"

    def _gmail(self, node: LexborNode) -> str:
        """Gmail's container holds attribution, quotation, and the answers written between."""
        if is_forward_line(_first_line(node)):
            return "stop" if not self.quoted else "skip"
        if node.tag == "blockquote" or not node.css_first("blockquote"):
            return self._mark(node, certain=True)
        for _, child in _elements(node):
            classes = (child.attributes.get("class") or "").lower()
            if child.tag == "blockquote" or "gmail_attr" in classes:
                self.quoted[child.mem_id] = child
                self._mark_attribution(child)
        self.is_certain = True
        return ""

    def _is_cited(self, node: LexborNode, classes: frozenset[str]) -> bool:
        attributes = node.attributes
        if (
            (attributes.get("type") or "").lower() == "cite"
            or "cite" in attributes
            or classes & _CITE
        ):
            return not self._follows_forward(node)
        before = _line_before(node)
        return bool(before) and ends_attribution(before, above_quote=True)

    def _follows_forward(self, node: LexborNode) -> bool:
        return is_forward_line(_line_before(node)) or is_forward_line(_first_line(node))

    def _mark_attribution(self, node: LexborNode) -> None:
        """Mark the node before a quotation when all it says is "… wrote:"."""
        before = _node_before(node)
        if before is None or before.mem_id in self.quoted:
            return
        text = _flat(before)
        if text and ends_attribution(text, above_quote=True):
            self.quoted = {**self.quoted, before.mem_id: before}

    def _opens_cut(self, node: LexborNode, name: str) -> bool:
        if not self.has_words and not name:
            return False
        if name and _CUT_IDS.match(name):
            return _has_header(node) or name.lower().endswith(("olk_src_body_section", "zwchr"))
        style = node.attributes.get("style") or ""
        if style and _OUTLOOK_RULE.search(style):
            return _has_header(node)
        return node.tag == "div" and is_marker(_own_text(node))

    def _cut_from(self, node: LexborNode) -> None:
        """Mark `node` and all that follows it in the document."""
        self.is_certain = True
        current: LexborNode | None = node
        self.quoted[node.mem_id] = node
        while current is not None and current.mem_id != self.body.mem_id:
            sibling = current.next
            while sibling is not None:
                self.quoted[sibling.mem_id] = sibling
                sibling = sibling.next
            current = current.parent


def _elements(node: LexborNode) -> Iterator[tuple[int, LexborNode]]:
    """Yield the children, and those of wrappers that hold a blockquote directly."""
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield 0, child
        child = child.next


def _node_before(node: LexborNode) -> LexborNode | None:
    """Return what stands before `node`: a sibling, or its parent's when `node` comes first."""
    current: LexborNode | None = node
    for _ in range(3):
        if current is None:
            return None
        before = current.prev
        while before is not None and not _flat(before):
            before = before.prev
        if before is not None:
            return before
        current = current.parent
    return None


def _line_before(node: LexborNode) -> str:
    before = _node_before(node)
    return _flat(before)[-300:] if before is not None else ""


def _first_line(node: LexborNode) -> str:
    return next(
        (line.strip() for line in render(node)[:2_000].split("\n") if line.strip("> ")), ""
    )[:200]


def _flat(node: LexborNode) -> str:
    if node.is_text_node:
        return " ".join((node.text_content or "").split())
    if not node.is_element_node:
        return ""
    return " ".join(node.text(deep=True)[:2_000].split())


def _own_text(node: LexborNode) -> str:
    return " ".join(node.text(deep=False)[:300].split())


def _has_header(node: LexborNode) -> bool:
    """Whether From, Sent, To, Subject begin here, in the node or right behind it."""
    kinds: set[str] = set()
    current: LexborNode | None = node
    for _ in range(6):
        if current is None:
            break
        if current.is_element_node:
            for line in render(current)[:3_000].split("\n")[:12]:
                kinds.add(label_kind(line))
        if len(kinds - {""}) >= 2:
            return True
        current = current.next
    return False


def _is_worth_folding(rest: str) -> bool:
    return bool(rest.strip())


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text.strip())
