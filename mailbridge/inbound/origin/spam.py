"""The mail server's own spam verdict, in the fields that filters write."""

import re

from mailbridge.inbound.parts.headers import Headers
from tickets.reasons import because

_YES = re.compile(r"\s*(?:yes|true|spam)\b", re.IGNORECASE)
_FLAGS = ("x-spam-flag", "x-spam-status", "x-spam", "x-rspamd-spam", "x-dspam-result")


def spam_sign(headers: Headers) -> str:
    """Return a sentence when the server calls the mail spam, else ""."""
    for name in _FLAGS:
        if _YES.match(headers.source(name)):
            return because("spam", field=name.title())
    level = re.search(
        r"SCL[:=]?\s*(\d+)|^\s*(\d+)\s*$", headers.source("x-ms-exchange-organization-scl")
    )
    if level and int(level[1] or level[2]) >= 5:
        return because("spam_level")
    if headers.source("x-rspamd-action").strip().lower() in {
        "reject",
        "add header",
        "rewrite subject",
    }:
        return because("spam", field="X-Rspamd-Action")
    return ""
