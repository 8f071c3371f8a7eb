"""Names of uploaded files: for showing and offering only, never a place on our disk (A7, A23)."""

import re
import unicodedata

LONGEST = 120

# Controls, zero-width marks and the marks that turn the direction of writing: "invoice\u202efdp.exe".
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def shown_name(declared: str) -> str:
    """Return the last part of the declared name without traps, at most 120 characters, its ending kept;
    "file" when nothing is left.
    """
    name = unicodedata.normalize("NFC", _INVISIBLE.sub("", declared))
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    name = " ".join(_FORBIDDEN.sub("_", name).split()).strip(" .")
    if not name.strip("_"):
        return "file"
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(ending) > 12:
        return name[:LONGEST].rstrip(" .")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
