"""Where a quotation opens that no mark stands before: an attribution, a header, a rule with words."""

import re
from collections.abc import Sequence
from itertools import takewhile

from mailbridge.inbound.quoting.attributions import attribution_end
from mailbridge.inbound.quoting.quote_lines import is_original_line, names_original
from mailbridge.inbound.quoting.quoted_headers import header_end, label_kind
from mailbridge.inbound.quoting.rare_headers import rare_header_end

_DIVIDER = re.compile(
    r"\s*[_=-]{5,}\s*$"
    # Orange, above its quoted header.
    r"|message du \d{2}/\d{2}/\d{2,4}(?: à)? \d{2}:\d{2}$",
    re.IGNORECASE,
)
_OUTLOOK_DIVIDER = re.compile(r"_{30,}$")
_GROUPWISE = re.compile(
    r">>> [^>].{0,300}(?:>>>|wrote:)$"
    r"|[^<>]{1,100}<[^\s<>@]{1,64}@[^\s<>@]{2,190}> \d[\d/.-]{5,9} \d{1,2}[:.]\d{2}.{0,5} >>>$"
)


def opening_end(bare: Sequence[str], index: int) -> int | None:
    """Return the first line behind what opens a quotation at `index`, None where none opens."""
    line = bare[index]
    if is_original_line(line):
        return _behind_header(bare, index + 1) or index + 1
    if names_original(line):
        return _behind_header(bare, index + 1)
    if _DIVIDER.match(line):
        enough = 2 if _OUTLOOK_DIVIDER.match(line) else 3
        return _behind_header(bare, index + 1, enough=enough) or _behind_labels(bare, index + 1)
    return (
        (header_end(bare, index) if label_kind(line) else None)
        or rare_header_end(bare, index)
        or attribution_end(bare, index)
    )


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


def _behind_labels(bare: Sequence[str], index: int) -> int | None:
    """Yandex writes To and Subject between its rule and its attribution, which HTML marks."""
    labels = list(
        takewhile(lambda line: label_kind(line) in ("to", "subject"), bare[index : index + 4])
    )
    end = index + len(labels)
    if len(labels) > 1 and not any(bare[end : end + 4]) and end + 4 >= len(bare):
        return end
    return attribution_end(bare, end) if labels else None
