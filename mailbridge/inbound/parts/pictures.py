"""Pictures written into the HTML itself, as data: addresses, become files that it shows by Content-ID."""

import hashlib
import re

from mailbridge.inbound.limits import MAX_PARTS
from mailbridge.inbound.parts.mime import Part
from mailbridge.inbound.parts.tnef import TnefFile
from mailbridge.inbound.parts.transfer import decode_transfer
from mailbridge.inbound.parts.wrapped import part_of

_WRITTEN = re.compile(
    r"""(\ssrc\s{0,5}=\s{0,5}["'])data:(image/(?:png|jpeg|jpg|gif|webp));base64,([a-z0-9+/=\s]+)(?=["'])""",
    re.IGNORECASE,
)
_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_SPACER = 150  # bytes; so small a picture shows nothing


def take_pictures(html: str) -> tuple[str, list[Part]]:
    """Part HTML from its pictures; what is none, or shows nothing, stays where it is."""
    files: dict[str, Part] = {}

    def shown(written: re.Match[str]) -> str:
        content = decode_transfer(written[3].encode(), "base64", is_text=False)
        if len(content) < _SPACER or not content.startswith(_BEGINNINGS) or len(files) >= MAX_PARTS:
            return written[0]
        cid = f"{hashlib.sha256(content).hexdigest()[:32]}@data"
        kind = written[2].lower().replace("jpg", "jpeg")
        files[cid] = part_of(TnefFile(type=kind, cid=cid, content=content))
        return f"{written[1]}cid:{cid}"

    if ";base64," not in html:
        return html, []
    return _WRITTEN.sub(shown, html), list(files.values())
