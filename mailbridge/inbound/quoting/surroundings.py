"""What stands in and around a node: the lines by which a quotation is recognised."""

from selectolax.lexbor import LexborNode

from mailbridge.inbound.quoting.openings import opening_end
from mailbridge.inbound.quoting.quoted_headers import header_end, label_kind
from mailbridge.inbound.text.readable import render_start

_INLINE = frozenset(
    ("a", "b", "strong", "i", "em", "span", "font", "u", "small", "wbr", "tt", "code")
)

_BLANKS = 20  # nodes without words between a quotation and the line above it


def run_before(node: LexborNode) -> list[LexborNode]:
    """Return the nodes that make up the line before `node`, wherever that line stands."""
    current: LexborNode | None = node
    for _ in range(3):
        if current is None:
            break
        before = current.prev
        for _ in range(_BLANKS):
            if before is None or flat(before):
                break
            before = before.prev
        if before is not None:
            return _last_line(before)
        current = current.parent
    return []


def line_before(node: LexborNode) -> str:
    return line_of(run_before(node))


def line_of(run: list[LexborNode]) -> str:
    return " ".join(flat(node) for node in run)[-500:]


def _last_line(node: LexborNode) -> list[LexborNode]:
    """Return the last line inside or up to `node`: inline neighbours back to a break or a block."""
    while node.is_element_node and node.tag not in _INLINE:
        last = node.last_child
        while last is not None and not flat(last):
            last = last.prev
        if last is None:
            return [node]
        is_whole = last.prev is None
        node = last
        if is_whole and node.is_text_node:
            break
    run: list[LexborNode] = []
    current: LexborNode | None = node
    while current is not None and len(run) < 30:
        if current.is_element_node and current.tag not in _INLINE:
            break
        run.append(current)
        current = current.prev
    return list(reversed(run))


def first_line(node: LexborNode) -> str:
    return next(
        (line.strip() for line in render_start(node, 2_000).split("\n") if line.strip("> ")), ""
    )[:200]


def flat(node: LexborNode) -> str:
    if node.is_text_node:
        return " ".join((node.text_content or "").split())
    if not node.is_element_node:
        return ""
    return " ".join(node.text(deep=True)[:2_000].split())


def own_text(node: LexborNode) -> str:
    return " ".join(node.text(deep=False)[:300].split())


def opens_quotation(node: LexborNode) -> bool:
    """Whether the first words inside are a quoted header, or a rule above one."""
    lines = [line.strip("> ") for line in render_start(node, 2_000).split("\n")[:16]]
    start = next((index for index, line in enumerate(lines) if line), None)
    return start is not None and opening_end(lines, start) is not None


def has_header(node: LexborNode, *, is_sure: bool = False) -> bool:
    """Whether From, Sent, To, Subject begin here, in the node or right behind it."""
    lines: list[str] = []
    current: LexborNode | None = node
    for _ in range(6):
        if current is None:
            break
        if current.is_element_node:
            lines += [line.strip() for line in render_start(current, 3_000).split("\n")[:12]]
        current = current.next
    return any(
        label_kind(line) and header_end(lines, index, enough=2, is_sure=is_sure) is not None
        for index, line in enumerate(lines)
    )


def begins_with_quote(node: LexborNode) -> bool:
    """Whether a blockquote stands first: then answers may stand between it and the next."""
    first = next((child for child in node.iter() if flat(child)), None)
    return first is not None and first.tag == "blockquote"


def has_words_behind(node: LexborNode) -> bool:
    """Whether words follow among the next siblings of `node` or of what holds it."""
    current: LexborNode | None = node
    for _ in range(3):
        if current is None or current.tag == "body":
            return False
        behind = current.next
        for _ in range(_BLANKS):
            if behind is None:
                break
            if flat(behind):
                return True
            behind = behind.next
        current = current.parent
    return False
