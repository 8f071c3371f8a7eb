"""What the customer newly said, found by the structure that mail programs give their HTML.

Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Proton and their kin mark what they quote. The
marked nodes are left out of the text; whatever was written between or below them stays.
"""

import re

from selectolax.lexbor import LexborNode

from mailbridge.inbound.quoting.attributions import ends_attribution
from mailbridge.inbound.quoting.markers import is_marker
from mailbridge.inbound.quoting.program_marks import (
    CUT_IDS,
    OUTLOOK_RULE,
    QUOTE_CLASSES,
    SIGNATURE_CLASSES,
    SIGNATURE_IDS,
)
from mailbridge.inbound.quoting.quote_lines import is_forward_line
from mailbridge.inbound.quoting.quotes import Letter, Split, split_text
from mailbridge.inbound.quoting.surroundings import (
    begins_with_quote,
    first_line,
    flat,
    has_header,
    has_words_behind,
    line_before,
    line_of,
    opens_quotation,
    own_text,
    run_before,
)
from mailbridge.inbound.text.markup import read_html, steps
from mailbridge.inbound.text.readable import render

_RULE_AT_END = re.compile(r"\n\s*-{20}\s*\Z")  # an <hr> that parted the words from the quotation
_CITE = frozenset(("cite", "gmail_quote"))


def split_html(html: str, letter: Letter) -> Split | None:
    """Part new words from quotation, or return None when the HTML marks no quotation."""
    body = read_html(html)
    if body is None:
        return None
    found = _Marks(body, letter)
    if not found.quoted and not found.signatures:
        return None
    rest = render(body, frozenset(found.quoted) | found.signatures)
    split = split_text(rest, letter, is_from_html=True)
    if not split.reply:
        return None
    return Split(_RULE_AT_END.sub("", split.reply), _joined(split.quoted, found.quoted_text()))


class _Marks:
    """The nodes that hold quotations and signatures, by `mem_id`."""

    def __init__(self, body: LexborNode, letter: Letter) -> None:
        self.body = body
        self.is_forward, self.is_answer = letter.is_forward, letter.is_answer
        self.quoted: dict[int, LexborNode] = {}
        self.signatures: set[int] = set()
        self.has_words = False
        self.last_quote: LexborNode | None = None  # while nothing was written behind it
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
                if (node.text_content or "").strip():
                    self.has_words, self.last_quote = True, None
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
        classes, name = _classes(node), attributes.get("id") or ""
        section = attributes.get("name") or ""
        if (
            section == "messageSignatureSection"
            or classes & SIGNATURE_CLASSES
            or (name and SIGNATURE_IDS.match(name))
        ):
            self.signatures.add(node.mem_id)
            return "skip"
        if "gmail_quote" in classes or "gmail_quote_container" in classes:
            return self._gmail(node)
        if (
            classes & QUOTE_CLASSES
            or "yahoo_quoted" in name
            or section in {"quote", "messageReplySection"}
            or attributes.get("data-marker") in {"__HEADERS__", "__DIVIDER__"}
        ):
            return "stop" if is_forward_line(first_line(node)) else self._mark(node)
        if attributes.get("data-marker") == "__QUOTED_TEXT__":  # Zimbra's
            return self._quotations_in(node) if begins_with_quote(node) else self._mark(node)
        if node.tag == "blockquote":
            return self._blockquote(node, classes)
        if not self.is_forward and self._opens_cut(node, name):
            return "cut"
        return ""

    def _mark(self, node: LexborNode) -> str:
        self.quoted[node.mem_id] = self.last_quote = node
        self._mark_attribution(node)
        return "skip"

    def _gmail(self, node: LexborNode) -> str:
        """Gmail's container holds attribution, quotation, and the answers written between."""
        if is_forward_line(first_line(node)):
            return "stop" if not self.quoted else "skip"
        if node.tag == "blockquote" and self._is_own(node):
            return ""
        return self._quotations_in(node)

    def _quotations_in(self, node: LexborNode) -> str:
        if node.tag == "blockquote" or not node.css_first("blockquote"):
            return self._mark(node)
        for child in node.iter():
            if child.tag == "blockquote" or "gmail_attr" in _classes(child):
                self.quoted[child.mem_id] = child
                self._mark_attribution(child)
        return ""

    def _blockquote(self, node: LexborNode, classes: frozenset[str]) -> str:
        if self._follows_forward(node):
            return "stop"
        return self._mark(node) if self._is_cited(node, classes) else ""

    def _is_own(self, node: LexborNode) -> bool:
        """Whether the customer cites something amid the words of a mail that answers nothing."""
        is_amid = not self.is_answer and self.has_words and has_words_behind(node)
        return is_amid and not (
            ends_attribution(line_before(node)) or ends_attribution(first_line(node))
        )

    def _is_cited(self, node: LexborNode, classes: frozenset[str]) -> bool:
        attributes = node.attributes
        if (
            (attributes.get("type") or "").lower() == "cite"
            or "cite" in attributes
            or classes & _CITE
        ):
            return not self._is_own(node)
        if (
            self._goes_on(node)
            or ends_attribution(line_before(node))
            or ends_attribution(first_line(node))
        ):
            return True
        return opens_quotation(node)

    def _goes_on(self, node: LexborNode) -> bool:
        """Zimbra quotes header and words in one blockquote each, of the same make."""
        last, style = self.last_quote, node.attributes.get("style")
        return bool(
            style and last and last.tag == "blockquote" and last.attributes.get("style") == style
        )

    def _follows_forward(self, node: LexborNode) -> bool:
        return is_forward_line(line_before(node)) or is_forward_line(first_line(node))

    def _mark_attribution(self, node: LexborNode) -> None:
        """Mark the line before a quotation when it says "… wrote:"."""
        run = run_before(node)
        if run and ends_attribution(line_of(run)):
            found = {part.mem_id: part for part in run if part.mem_id not in self.quoted}
            last = self.quoted.popitem()  # the attribution stands before its quotation
            self.quoted |= found | dict([last])

    def _opens_cut(self, node: LexborNode, name: str) -> bool:
        if not self.has_words:
            return False
        if name and CUT_IDS.match(name):
            return has_header(node, is_sure=True) or name.lower().endswith(
                ("olk_src_body_section", "zwchr")
            )
        style = node.attributes.get("style") or ""
        if OUTLOOK_RULE.search(style):
            return has_header(node)
        return node.tag == "div" and is_marker(own_text(node))

    def _cut_from(self, node: LexborNode) -> None:
        """Mark `node` and all that follows it in the document."""
        rule = node.prev
        while rule is not None and rule.tag != "hr" and not flat(rule):
            rule = rule.prev
        if rule is not None and rule.tag == "hr":
            self.quoted[rule.mem_id] = rule
        current: LexborNode | None = node
        self.quoted[node.mem_id] = node
        if is_marker(own_text(node)):
            self._mark_attribution(node)
        while current is not None and current.mem_id != self.body.mem_id:
            sibling = current.next
            while sibling is not None:
                self.quoted[sibling.mem_id] = sibling
                sibling = sibling.next
            current = current.parent


def _classes(node: LexborNode) -> frozenset[str]:
    return frozenset((node.attributes.get("class") or "").lower().split())


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text.strip())
