"""The files of a mail: a name safe to show and store, a type to trust, content by its hash."""

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from mailbridge.inbound.limits import MAX_FILE_NAME_CHARS
from mailbridge.inbound.parsed import ParsedAttachment
from mailbridge.inbound.parts.mime import Part, read_part
from mailbridge.inbound.text.encoded_words import one_line

# Everything invisible: controls, bidi and zero-width marks, tags, variation selectors' odd kin.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_EXTENSIONS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/rfc822-headers": ".txt",
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "image/heic": ".heic",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/amr": ".amr",
    "video/mp4": ".mp4",
    "video/3gpp": ".3gp",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".pgp",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/ms-tnef": ".dat",
    "application/ics": ".ics",
}
_STEMS = {"text/calendar": "invite", "message/delivery-status": "delivery-status"}


def read_attachment(
    part: Part, *, number: int, inline: bool, folder: Path | None
) -> ParsedAttachment:
    """Describe one file; its bytes go to `folder/<sha256>` when a folder is given."""
    content = part.content
    digest = hashlib.sha256(content).hexdigest()
    if folder is not None:
        _store(content, folder / digest)
    return ParsedAttachment(
        name=file_name(part, number=number),
        type=part.type,
        size=len(content),
        sha256=digest,
        inline=inline,
        cid=one_line(part.content_id)[:500],
    )


def file_name(part: Part, *, number: int) -> str:
    """Return the sender's name for the file, cleaned, or one made from its type."""
    name = safe_name(part.name)
    extension = _EXTENSIONS.get(part.type, "")
    if part.type == "message/rfc822" and not name:
        name = safe_name(read_part(part.content).headers.text("subject")[:100].replace("/", "-"))
    if not name:
        stem = _STEMS.get(part.type) or ("image" if part.main == "image" else "attachment")
        return f"{stem}-{number}{extension or '.bin'}"
    if extension == ".eml" and not name.lower().endswith((".eml", ".msg")):
        name += ".eml"
    return name


def safe_name(declared: str) -> str:
    """Return a name without path, invisible characters or traps; "" when nothing is left."""
    name = unicodedata.normalize("NFC", one_line(_INVISIBLE.sub("", declared)))
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name.strip("_"):
        return ""
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    if len(name) <= MAX_FILE_NAME_CHARS:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 12:
        return name[:MAX_FILE_NAME_CHARS].rstrip(" .")
    return f"{stem[: MAX_FILE_NAME_CHARS - len(extension) - 1].rstrip(' .')}.{extension}"


def _store(content: bytes, path: Path) -> None:
    """Write under a temporary name, then rename: a reader sees the whole file or none."""
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
