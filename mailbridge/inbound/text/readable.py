"""HTML as text that reads like a mail: paragraphs, lists, quotes, tables, links.

What a reader of the HTML would not see (hidden preheaders, styles, comments) is left out.
"""

import re

from selectolax.lexbor import LexborNode

from mailbridge.inbound.text.markup import steps
from mailbridge.inbound.text.vocabulary import words

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
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_FILLERS = re.compile("[\u034f\u200b\u2060\ufeff\u00ad]+")


_WEB = re.compile(r"https?://(?:www\.)?([^/?#]*)", re.IGNORECASE)


def render(root: LexborNode, skip: frozenset[int] = frozenset()) -> str:
    """Return the text below `root`, without the nodes whose `mem_id` is in `skip`."""
    text = _Page(with_alts=False).write(root, skip)
    # A mail that is one picture says what its alternative text says.
    return text or (_Page(with_alts=True).write(root, skip) if not skip else "")


def render_start(root: LexborNode, chars: int) -> str:
    """Return the text with which `root` begins; its cost does not grow with what follows."""
    return _Page(with_alts=False, chars=chars).write(root, frozenset())[:chars]


class _Page:
    """Lines of text, written one after the other."""

    def __init__(self, *, with_alts: bool, chars: int | None = None) -> None:
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
        self.chars_left = chars

    def write(self, root: LexborNode, skip: frozenset[int]) -> str:
        for kind, node in steps(root, skip):
            if self._is_full():
                break
            if kind == "text":
                self._words(node.text_content or "")
            elif kind == "enter":
                self._enter(node)
            else:
                self._leave(node)
        self._end_line()
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _is_full(self) -> bool:
        if self.chars_left is None:
            return False
        self.chars_left -= 1 + (len(self.line[-1]) if self.line else 0)
        return self.chars_left < 0

    def _words(self, text: str) -> None:
        if not text.isascii():
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
        target = href.strip()
        web = _WEB.match(target)
        if shown and web and len(href) <= 300 and not _names(shown.lower(), web[1].lower()):
            self.line.append(f" <{target}>")

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


def _names(shown: str, host: str) -> bool:
    """Whether the words of a link name its host: whole, not as the end or start of another."""
    whole = rf"(?<![\w.@-])(?:www\.)?{re.escape(host)}(?![\w@-]|\.\w)"
    return re.search(whole, shown) is not None
