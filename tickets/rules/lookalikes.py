"""Domains whose letters come from alphabets that look alike (A23): "pаypal.example" with a Cyrillic а."""

from __future__ import annotations

import unicodedata


def is_lookalike(domain: str) -> bool:
    """Whether Latin letters stand beside those of another alphabet; accents are Latin, digits are of none."""
    alphabets = {_alphabet(letter) for letter in domain if letter.isalpha()}
    return len(alphabets) > 1 and "LATIN" in alphabets


def wire_form(domain: str) -> str:
    """The domain as servers write it (xn--…), where nothing looks alike; "" when it has no such form."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]
