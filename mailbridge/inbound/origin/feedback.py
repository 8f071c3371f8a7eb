"""Reports that somebody called our mail unwanted: RFC 5965, and Microsoft's shape of its own."""

import re
from collections.abc import Sequence

from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.parts.addresses import read_addresses
from mailbridge.inbound.parts.headers import Headers, read_headers
from mailbridge.inbound.parts.mime import Part, read_part

BETWEEN_GROUPS = re.compile(rb"(?:\r?\n[ \t]*){2,}|\r{2,}")


def complaint(parts: Sequence[Part]) -> Bounce:
    """Read a feedback report: who complained, as far as it says so."""
    recipients: list[str] = []
    for part in parts:
        if part.type == "message/feedback-report":
            fields = field_groups(part.content)[0]
            for name in ("original-rcpt-to", "removal-recipient"):
                for source in fields.all_sources(name):
                    recipients += [address.addr for address in read_addresses(source)]
    return Bounce(tuple(dict.fromkeys(recipients)), "", "complaint")


def microsoft_complaint(headers: Headers, returned: Sequence[Part]) -> Bounce | None:
    """Read the report of Outlook.com's programme, which names the recipient in the returned mail."""
    if not headers.text("subject").lower().startswith("complaint about message from"):
        return None
    for part in returned[:5]:
        source = read_part(part.content).headers.source("x-hmxmroriginalrecipient")
        found = read_addresses(source)
        if found:
            return Bounce((found[0].addr,), "", "complaint")
    return None


def field_groups(content: bytes) -> list[Headers]:
    """Return the per-recipient groups: fields parted by blank lines."""
    groups = BETWEEN_GROUPS.split(content.strip()[:500_000])
    return [read_headers(group, 0, len(group), top=False)[0] for group in groups[:2_000]]
