"""The hostile HTML of fragments.txt, and how it is posted."""

from __future__ import annotations

from pathlib import Path

OUTSIDE = "https://canary.example"


def fragments() -> dict[str, str]:
    """By name; a fragment that comes alive calls alert with its name, or asks OUTSIDE for it."""
    text = Path(__file__).with_name("fragments.txt").read_text()
    found = (part.partition("\n") for part in text.split("\n== ")[1:])
    return {name: _named(name, html) for name, _, html in found}


def _named(name: str, html: str) -> str:
    return html.replace("@JS@", f"alert(`{name}`)").replace("@OUT@", f"{OUTSIDE}/{name}")
