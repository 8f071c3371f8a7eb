"""What the customer newly said, found in plain text.

Each line is looked at once and given a label; nothing here repeats within a repeat, so the time is
linear in the size of the mail (RELIABILITY.md A32). Cutting a customer's words is the worse fault:
in doubt a line is kept, and what is cut can always be unfolded.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from mailbridge.inbound.limits import QUOTE_SCAN_CHARS
from mailbridge.inbound.quote_lines import (
    ends_attribution,
    has_date,
    is_forward_line,
    is_marker,
    is_original_line,
    label_kind,
    may_end_attribution,
    names_writer,
    opens_attribution,
    stands_alone,
)
from mailbridge.inbound.signatures import endings

_QUOTED = re.compile(r"[ \t]{0,3}(?:>|&gt;|\|\s|»)")
_DIVIDER = re.compile(r"\s*[_=-]{5,}\s*$")
_ATTRIBUTION_LINES = 4
_HEADER_BLOCK_LINES = 10
_LOOSE_SIGNATURE_LINES = 12


@dataclass(frozen=True)
class Split:
    """The new words, and the quotation that was folded away."""

    reply: str
    quoted: str


class _Label(Enum):
    KEPT = auto()
    QUOTED = auto()
    SIGNATURE = auto()


def split_text(text: str, *, is_forward: bool = False, is_from_html: bool = False) -> Split:
    """Part new words from quotation and signature; a forwarded mail is all content.

    `is_from_html`: ">" then only shows a blockquote, which may be the customer's own."""
    if len(text) > QUOTE_SCAN_CHARS:
        return Split(text.strip(), "")
    scan = _Scan(text.split("\n"), is_forward=is_forward, is_from_html=is_from_html)
    scan.run()
    reply = scan.joined(_Label.KEPT)
    # A mail of nothing but quotation is shown whole: an empty message would puzzle its reader.
    return Split(reply, scan.joined(_Label.QUOTED)) if reply else Split(text.strip(), "")


class _Scan:
    def __init__(self, lines: list[str], *, is_forward: bool, is_from_html: bool) -> None:
        self.lines = lines
        self.bare = [line.strip() for line in lines]
        self.labels = [_Label.KEPT] * len(lines)
        self.is_forward = is_forward
        self.is_from_html = is_from_html
        self.has_words = False  # kept words stand above

    def run(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self._step(index)
        self._fold_endings()
        if not self.joined(_Label.KEPT):
            # Nothing but a signature: better shown than an empty message.
            own = {_Label.SIGNATURE: _Label.KEPT}
            self.labels = [own.get(label, label) for label in self.labels]

    def joined(self, label: _Label) -> str:
        chosen = [line for line, own in zip(self.lines, self.labels, strict=True) if own is label]
        text = "\n".join(line.rstrip() for line in chosen)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n").strip()

    def _step(self, index: int) -> int:
        """Label the line at `index`, and return the next line to look at."""
        bare = self.bare[index]
        if not bare:
            return index + 1
        if _QUOTED.match(self.lines[index]):
            return self._quote(index)
        if is_forward_line(bare):
            return len(self.lines)  # what was forwarded is content
        if is_marker(bare):
            self._fold_attribution(index)
            return self._cut(index)
        if not self.is_forward and self.has_words and self._opens_quotation(index):
            return self._cut(index)
        if self.has_words and bare == "--":
            return self._signature(index)
        self.has_words = True
        return index + 1

    def _quote(self, index: int) -> int:
        is_attributed = self._fold_attribution(index)
        # "|" also draws tables, and HTML's blockquote may be the customer's own.
        is_plain = self.bare[index].startswith((">", "&gt;"))
        is_quotation = is_attributed or (is_plain and not self.is_from_html)
        self.has_words = self.has_words or not is_quotation
        while index < len(self.lines) and _QUOTED.match(self.lines[index]):
            if is_quotation:
                self.labels[index] = _Label.QUOTED
            index += 1
        return index

    def _cut(self, index: int) -> int:
        for rest in range(index, len(self.lines)):
            self.labels[rest] = _Label.QUOTED
        return len(self.lines)

    def _opens_quotation(self, index: int) -> bool:
        bare = self.bare[index]
        if is_original_line(bare):
            return True
        if _DIVIDER.match(bare):
            following = self._next_words(index + 1)
            return following is not None and self._is_header_block(following)
        if label_kind(bare) and self._is_header_block(index):
            return True
        # Most lines fall through here, so the cheap question comes first.
        if not any(may_end_attribution(line) for line in self.bare[index : index + 3]):
            return False
        return self._begins_attribution(index) and self._is_followed_by_blank(index)

    def _begins_attribution(self, index: int) -> bool:
        """Whether an attribution begins just here: the customer's line above it is none of it."""
        lines = list(takewhile(bool, self.bare[index : index + 3]))
        for count in range(1, len(lines) + 1):
            if stands_alone(self._joined_lines(index, count)):
                rest = self._joined_lines(index + 1, count - 1)
                if count == 1 or not stands_alone(rest):
                    return True
                if "@" not in rest and names_writer(lines[0]):
                    return True
                return opens_attribution(lines[0]) and not opens_attribution(lines[1])
        return False

    def _is_header_block(self, index: int) -> bool:
        """Three of From, Sent, To and Subject, From or Sent first: nobody writes that by hand."""
        kinds: set[str] = set()
        seen = 0
        for bare in self.bare[index : index + 3 * _HEADER_BLOCK_LINES]:
            if not bare:
                if len(kinds) >= 3:
                    break
                continue
            kind = label_kind(bare)
            if kind in kinds or (not kinds and kind not in {"from", "sent"}):
                return False
            if kind:
                kinds.add(kind)
            seen += 1
            if len(kinds) >= 3:
                return True
            if seen >= _HEADER_BLOCK_LINES:
                break
        return False

    def _joined_lines(self, index: int, count: int) -> str:
        return " ".join(line[:500] for line in self.bare[index : index + count] if line)

    def _next_words(self, index: int) -> int | None:
        reach = range(index, min(index + 4, len(self.lines)))
        return next((line for line in reach if self.bare[line]), None)

    def _is_followed_by_blank(self, index: int) -> bool:
        """An attribution without ">" below it stands in a paragraph of its own."""
        reach = range(index, min(index + _ATTRIBUTION_LINES, len(self.lines)))
        end = next((line for line in reach if may_end_attribution(self.bare[line])), None)
        return end is not None and end + 1 < len(self.lines)

    def _fold_attribution(self, index: int) -> bool:
        """Fold "On Monday Ana wrote:" above the quotation at `index`, on one to four lines."""
        last = index - 1
        while last >= 0 and not self.bare[last] and index - last <= 3:
            last -= 1
        if last < 0 or self.labels[last] is not _Label.KEPT:
            return False
        first = self._attribution_start(last)
        # Wrapped inside the address: "… Ana <ana@acme.example", and on the next line "> wrote:".
        if self.bare[last].rfind("<") > self.bare[last].rfind(">"):
            first = last if ends_attribution(self.bare[index], above_quote=True) else first
        if first is None:
            return False
        for line in range(first, index):
            self.labels[line] = _Label.QUOTED
        return True

    def _attribution_start(self, last: int) -> int | None:
        """Return the first line of the attribution that ends at `last`, None when it is none.

        It reaches up to the line that holds the date, and never past the end of a sentence.
        """
        start: int | None = None
        for first in range(last, max(last - _ATTRIBUTION_LINES, -1), -1):
            bare = self.bare[first]
            if not bare or self.labels[first] is not _Label.KEPT:
                break
            if first < last and bare.endswith((".", "!", "?", "…")) and not opens_attribution(bare):
                break
            joined = self._joined_lines(first, last - first + 1)
            if ends_attribution(joined, above_quote=True):
                if start is None:
                    start = first
                if has_date(joined) or opens_attribution(bare):
                    start = first
                    above = self.bare[first - 1] if first else ""
                    if not (opens_attribution(above) or names_writer(above)):
                        break
        return start

    def _signature(self, index: int) -> int:
        """Fold from "-- " to the next quotation; a bare "--" may also be a mere rule."""
        is_exact = self.lines[index].rstrip("\r\n").endswith("-- ")
        end = index + 1
        while end < len(self.lines) and not self._ends_signature(end):
            end += 1
        words = sum(1 for bare in self.bare[index + 1 : end] if bare)
        if not is_exact and words > _LOOSE_SIGNATURE_LINES:
            return index + 1
        for line in range(index, end):
            self.labels[line] = _Label.SIGNATURE
        return end

    def _ends_signature(self, index: int) -> bool:
        bare = self.bare[index]
        if not bare:
            return False
        if _QUOTED.match(self.lines[index]) or is_forward_line(bare) or is_marker(bare):
            return True
        if ends_attribution(bare, above_quote=True):
            return True
        return self._opens_quotation(index)

    def _fold_endings(self) -> None:
        kept = [label is _Label.KEPT for label in self.labels]
        for index in endings(self.bare, kept):
            if kept[index]:
                self.labels[index] = _Label.SIGNATURE
