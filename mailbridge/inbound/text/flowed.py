"""format=flowed (RFC 3676): join the lines that the sender's program broke."""

import re

_QUOTES = re.compile(r">*")


def unflow(text: str, *, delete_space: bool) -> str:
    """Join soft-broken lines of the same quote depth; `delete_space` is DelSp=yes."""
    out: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.splitlines():
        line_depth = len(_QUOTES.match(line)[0])  # type: ignore[index]  # it always matches
        content = line[line_depth:].removeprefix(" ")
        is_signature = content in {"-- ", "--"}
        if paragraph and (line_depth != depth or is_signature):
            out.append(_line(paragraph, depth))
            paragraph = []
        depth = line_depth
        if content.endswith(" ") and not is_signature:
            paragraph.append(content[:-1] if delete_space else content)
        else:
            out.append(_line([*paragraph, content], depth))
            paragraph = []
    if paragraph:
        out.append(_line(paragraph, depth))
    return "\n".join(out)


def _line(paragraph: list[str], depth: int) -> str:
    content = "".join(paragraph)
    return f"{'>' * depth} {content}" if depth else content
