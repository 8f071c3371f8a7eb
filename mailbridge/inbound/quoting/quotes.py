"""What the customer newly said, found in plain text.

Each line is looked at once and given a label; nothing here repeats within a repeat, so the time is
linear in the size of the mail (RELIABILITY.md A32). Cutting a customer's words is the worse fault:
in doubt a line is kept, and what is cut can always be unfolded.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from mailbridge.inbound.limits import QUOTE_SCAN_CHARS
from mailbridge.inbound.quoting.attributions import attribution_above, ends_attribution
from mailbridge.inbound.quoting.markers import is_marker
from mailbridge.inbound.quoting.marks import initials_of, is_rule, is_torn_off, mark_of
from mailbridge.inbound.quoting.notices import opens_by_notice
from mailbridge.inbound.quoting.openings import opening_end, opens_groupwise
from mailbridge.inbound.quoting.quote_lines import is_forward_line, is_writer_line
from mailbridge.inbound.quoting.quoted_headers import is_field, label_kind
from mailbridge.inbound.quoting.signatures import endings, may_be_signature

_LOOSE_LINES = 40  # more than anybody's card below a bare "--"
_TITLED_RULE = re.compile(r"-{4,}\s?[^-]{3,100}-{4,}")  # "---- Original ----", in whatever language
_RULE_REACH = 5  # lines above a quotation in which such rules stand
_FRAME_LINES = 12  # a rule that stands twice frames a card
_REACH = 12  # lines above a quotation in which its attribution stands


@dataclass(frozen=True)
class Letter:
    """What is known of the mail besides its words."""

    is_forward: bool = False
    is_answer: bool = True  # some field or the subject says so
    sender: str = ""
    name: str = ""


@dataclass(frozen=True)
class Split:
    """The new words, and the quotation that was folded away."""

    reply: str
    quoted: str


_ANSWER = Letter()


class _Label(Enum):
    KEPT = auto()
    QUOTED = auto()
    SIGNATURE = auto()


def split_text(text: str, letter: Letter = _ANSWER, *, is_from_html: bool = False) -> Split:
    """Part new words from quotation and signature; a forwarded mail is all content.

    `is_from_html`: ">" then only shows a blockquote, which may be the customer's own."""
    if len(text) > QUOTE_SCAN_CHARS:
        return Split(text.strip(), "")
    scan = _Scan(text.split("\n"), letter, is_from_html=is_from_html)
    scan.run()
    reply = scan.joined(_Label.KEPT)
    # A mail of nothing but quotation is shown whole: an empty message would puzzle its reader.
    return Split(reply, scan.joined(_Label.QUOTED)) if reply else Split(text.strip(), "")


class _Scan:
    def __init__(self, lines: list[str], letter: Letter, *, is_from_html: bool) -> None:
        self.lines = lines
        self.bare = [line.strip() for line in lines]
        self.labels = [_Label.KEPT] * len(lines)
        self.letter = letter
        self.is_from_html = is_from_html
        self.has_words = False  # kept words stand above
        self.has_rule = False  # "--" has parted words already
        self.initials: set[str] = set()

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
        is_told = is_writer_line(bare) or opens_by_notice(self.bare, index)
        is_told = is_told and self.letter.is_answer and not self.letter.is_forward
        if self.has_words and (is_told or opens_groupwise(self.bare, index)):
            return self._fold(index, index + 1) if self._is_marked(index + 1) else self._cut(index)
        if mark_of(self.lines[index]):
            return self._quote(index)
        if is_forward_line(bare):
            return len(self.lines)  # what was forwarded is content
        if is_marker(bare):
            self._fold_attribution(index)
            return self._cut(index)
        end = None if self.letter.is_forward else opening_end(self.bare, index)
        if end is not None and self._is_marked(end):
            return self._fold(index, end)
        if end is not None and self.has_words and not self._is_list(index, end):
            return self._cut(index)
        if self.has_words and bare == "--":
            return self._signature(index)
        self.has_words = True
        return index + 1

    def _is_list(self, index: int, end: int) -> bool:
        """Whether the fields at `index` head no mail: below them all ends, or a quotation opens."""
        is_plain = not self.is_from_html and label_kind(self.bare[index])
        last = next((line for line in reversed(self.bare[index:end]) if line), "")
        if not is_plain or not is_field(last):
            return False
        rest = range(end, min(end + 20, len(self.lines)))
        below = next((line for line in rest if self.bare[line]), None)
        return below is None or opening_end(self.bare, below) is not None

    def _is_marked(self, index: int) -> bool:
        """Whether ">" stands before the words at `index`: then what is below may be answers."""
        reach = range(index, min(index + 4, len(self.lines)))
        following = next((line for line in reach if self.bare[line]), None)
        return following is not None and self._is_plain_mark(following)

    def _is_plain_mark(self, index: int) -> bool:
        # "|" also draws tables, and HTML's blockquote may be the customer's own.
        marks = (">", "&gt;", *self.initials)
        return self.bare[index].startswith(marks) and not self.is_from_html

    def _quote(self, index: int) -> int:
        is_attributed = self._fold_attribution(index)
        if is_attributed:
            self._learn_initials(index)
        elif initials_of(self.bare[index]) and not self._is_plain_mark(index):
            self.has_words = True
            return index + 1
        end = index + 1
        mark = mark_of(self.lines[index])
        while end < len(self.lines) and self._is_of_quote(end, mark):
            end += 1
        self._supercite(end)
        if is_attributed or (self._is_plain_mark(index) and not self._is_own(end)):
            return self._fold(index, end)
        self.has_words = True
        return end

    def _learn_initials(self, index: int) -> None:
        """The Bat and Emacs write "AR> " before the words of Ana Ruiz."""
        initials = initials_of(self.bare[index])
        if initials:
            self.initials.add(initials)

    def _supercite(self, end: int) -> None:
        """Emacs marks the attribution as well: ">>>>> "AR" == Ana Ruiz writes:"."""
        if self.bare[end - 1].startswith(">>>>> ") and ends_attribution(self.bare[end - 1][6:]):
            following = next((line for line in range(end, len(self.bare)) if self.bare[line]), None)
            if following is not None:
                self._learn_initials(following)

    def _is_own(self, end: int) -> bool:
        """Whether the customer cites something in a mail that answers nothing, and goes on."""
        if self.letter.is_answer:
            return False
        rest = range(end, len(self.bare))
        below = next((self.bare[line] for line in rest if self.bare[line]), "--")
        return below != "--"

    def _is_of_quote(self, index: int, mark: str) -> bool:
        if mark_of(self.lines[index]) in {mark, ">", *self.initials} - {""}:
            return True
        below = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        return is_torn_off(self.bare[index], self.bare[index - 1], below)

    def _cut(self, index: int) -> int:
        return self._fold(index, len(self.lines))

    def _fold(self, start: int, end: int) -> int:
        start = self._rules_above(start)
        self.labels[start:end] = [_Label.QUOTED] * (end - start)
        return end

    def _rules_above(self, index: int) -> int:
        """Return where the rules begin that part the words from the quotation at `index`."""
        start, above = index, index - 1
        has_header = bool(label_kind(self.bare[index].lstrip("> ")))
        while above >= max(0, index - _RULE_REACH) and self.labels[above] is _Label.KEPT:
            line = self.bare[above]
            is_frame = line in self.bare[max(0, above - _FRAME_LINES) : above]
            if (is_rule(line) and not is_frame) or (has_header and _TITLED_RULE.fullmatch(line)):
                start = above
            elif line:
                break
            above -= 1
        return start

    def _fold_attribution(self, index: int) -> bool:
        """Fold "On Monday Ana wrote:" above the quotation at `index`."""
        top = max(0, index - _REACH)
        kept = [label is _Label.KEPT for label in self.labels[top:index]]
        start = attribution_above(self.bare[top : index + 1], kept, index - top)
        if start is not None:
            self._fold(top + start, index)
        return start is not None

    def _signature(self, index: int) -> int:
        """Fold from "-- " to the next quotation; a bare "--" may also be a mere rule."""
        is_exact = self.lines[index].rstrip("\r\n").endswith("-- ")
        if self.has_rule and not is_exact:
            return index + 1
        last = len(self.lines) if is_exact else min(index + _LOOSE_LINES, len(self.lines))
        end = index + 1
        while end < last and not self._ends_signature(end):
            if not is_exact and self.bare[end] == "--":
                self.has_rule = True
                return index + 1
            end += 1
        if not is_exact and not may_be_signature(self.bare[index + 1 : end]):
            return index + 1
        self.labels[index:end] = [_Label.SIGNATURE] * (end - index)
        return end

    def _ends_signature(self, index: int) -> bool:
        bare = self.bare[index]
        if not bare:
            return False
        if mark_of(self.lines[index]) or is_forward_line(bare) or is_marker(bare):
            return True
        return ends_attribution(bare) or opening_end(self.bare, index) is not None

    def _fold_endings(self) -> None:
        kept = [label is _Label.KEPT for label in self.labels]
        writer = self.letter
        for index in endings(self.bare, kept, sender=writer.sender, name=writer.name):
            if kept[index]:
                self.labels[index] = _Label.SIGNATURE
