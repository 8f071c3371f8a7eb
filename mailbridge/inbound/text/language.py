"""In which language a mail is written, for the acknowledgement's sake.

Short text fools every detector; then the answer is "", and the caller takes the customer's last
language. The models are loaded at the first question, in the child process only.
"""

import re
from functools import cache
from typing import Final

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

_LANGUAGES: Final = ("ES", "EN", "CA", "PT", "FR", "DE", "IT")
_SAMPLE_CHARS = 300  # more costs time and changes no answer
_LEAST_WORDS = 3
_LEAST_CONFIDENCE = 0.4
_LEAST_LEAD = 0.1  # "Pedido sin entregar" is Portuguese by a hair
_LAST_LATIN = "\u024f"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOISE = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|<[^<>\s]*>")


def detect(text: str) -> str:
    """Return the ISO 639-1 code of `text`, or "" when it is too short or too doubtful."""
    sample = _NOISE.sub(" ", text[: 2 * _SAMPLE_CHARS])[:_SAMPLE_CHARS]
    words = _WORD.findall(sample)
    if sum(1 for word in words if len(word) > 1) < _LEAST_WORDS or len("".join(words)) < 10:
        return ""
    # None of our languages is written in another script.
    if sum(1 for word in words if word[0] > _LAST_LATIN) * 2 > len(words):
        return ""
    ranked = _detector().compute_language_confidence_values(" ".join(words))
    if ranked[0].value < _LEAST_CONFIDENCE or ranked[0].value - ranked[1].value < _LEAST_LEAD:
        return ""
    return ranked[0].language.iso_code_639_1.name.lower()


@cache
def _detector() -> LanguageDetector:
    codes = [getattr(IsoCode639_1, name) for name in _LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
