"""Where a quotation opens that no mark stands before: an attribution, a header, a rule with words."""

import re
from collections.abc import Sequence

from mailbridge.inbound.attributions import attribution_end
from mailbridge.inbound.quote_lines import is_original_line, names_original
from mailbridge.inbound.quoted_headers import header_end, label_kind

_DIVIDER = re.compile(r"\s*[_=-]{5,}\s*$")
_OUTLOOK_DIVIDER = re.compile(r"_{30,}$")
_GROUPWISE = re.compile(r">>> [^>].{0,300}(?:>>>|wrote:)$")


def opening_end(bare: Sequence[str], index: int) -> int | None:
    """Return the first line behind what opens a quotation at `index`, None where none opens."""
    line = bare[index]
    if is_original_line(line):
        return _behind_header(bare, index + 1) or index + 1
    if names_original(line):
        return _behind_header(bare, index + 1)
    if _DIVIDER.match(line):
        return _behind_header(bare, index + 1, enough=2 if _OUTLOOK_DIVIDER.match(line) else 3)
    return (header_end(bare, index) if label_kind(line) else None) or attribution_end(bare, index)


def opens_groupwise(bare: Sequence[str], index: int) -> bool:
    """Whether ">>> Ana <ana@acme.example> 03/03/2025 09:15 >>>" opens words that no mark precedes."""
    if not _GROUPWISE.match(bare[index]):
        return False
    around = (*reversed(bare[max(0, index - 3) : index]), "")
    above = next((line for line in around if line), "")
    below = next((line for line in bare[index + 1 : index + 4] if line), "")
    return not above.startswith(">") and not below.startswith(">")


def _behind_header(bare: Sequence[str], index: int, *, enough: int = 3) -> int | None:
    reach = range(index, min(index + 4, len(bare)))
    following = next((place for place in reach if bare[place]), None)
    return None if following is None else header_end(bare, following, enough=enough)
