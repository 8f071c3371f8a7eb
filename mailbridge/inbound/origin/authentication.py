"""Authentication-Results (RFC 8601), believed only from our own server and read tolerantly."""

import re

from mailbridge.inbound.parsed import DmarcVerdict
from mailbridge.inbound.parts.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"dmarc\s*=\s*([a-z]+)", re.IGNORECASE)


def dmarc_verdict(headers: Headers, authserv_ids: frozenset[str]) -> DmarcVerdict:
    """Return what our server says of DMARC; the topmost field with our id counts, no other.

    Fields below it came with the mail and may be forged (RELIABILITY.md A21).
    """
    wanted = {name.lower() for name in authserv_ids}
    for source in headers.all_sources("authentication-results"):
        bare = _without_comments(source)
        server, _, results = bare.partition(";")
        words = server.split()
        if not words or words[0].lower() not in wanted:
            continue
        verdicts = {found.lower() for found in _RESULT.findall(_unquoted(results))}
        if verdicts == {"pass"}:
            return "pass"
        return "fail" if verdicts & {"fail", "permerror"} else "none"
    return "none"


def _without_comments(source: str) -> str:
    source = source[:20_000]
    for _ in range(5):  # comments nest; five levels are more than any server writes
        source, changed = _COMMENT.subn(" ", source)
        if not changed:
            break
    return source


def _unquoted(results: str) -> str:
    """Without quoted strings: a quoted "dmarc=pass" is a value, not a result."""
    return re.sub(r'"[^"]*"?', '""', results)
