"""Message-IDs as mailers write them: folded inside, between remarks, without their brackets.

An id holds no blank here, so that several can stand in one string.
"""

import re

from mailbridge.inbound.text.encoded_words import one_line

_BRACKETED = re.compile(r"<([^<>]{1,900})>")
# RFC 822 let the field say it in words: Message from Ana <ana@acme.example> of "Tue, 3 Nov" <id>.
_AUTHOR = re.compile(r"\bfrom\b[^<>]{0,100}+<[^<>]{1,300}+> of\b", re.IGNORECASE)
_BARE = re.compile(r"[^\s<>,;\"()@]{1,450}@[^\s<>,;\"()]{1,450}")


def read_ids(source: str) -> list[str]:
    """Return the ids of References or In-Reply-To, in order, with their brackets."""
    found = [_joined(inside) for inside in _BRACKETED.findall(_AUTHOR.sub("", source))]
    if not found:
        # Ids and nothing else: among other words an "@" belongs to somebody's address.
        words = re.split(r"[\s,;]+", source.strip()) if "@" in source else []
        found = [word for word in words if _BARE.fullmatch(word)]
        found = found if len(found) == len(words) else []
    return [f"<{one_line(each)}>" for each in found if each]


def read_own_id(source: str) -> str:
    """Return the id of the mail itself, whatever stands there; "" for an empty field."""
    found = _BRACKETED.search(source)
    if found and _joined(found[1]):
        return f"<{one_line(_joined(found[1]))}>"
    bare = one_line(source).strip("<> ")
    return f"<{bare.split()[0]}>"[:998] if bare else ""


def _joined(inside: str) -> str:
    """The id without the blanks that folding left in it; "" where these are words."""
    joined = "".join(inside.split())
    return joined if joined == inside or "@" in joined else ""
