"""A closing courtesy ("thanks!", "muchas gracias, un saludo") asks for nothing: it reopens no ticket (DESIGN.md)."""

import re

LONGEST = 120  # characters; a longer message says more than thanks
_WORDS = frozenset(
    "thanks thank you very much so many a lot again ok okay great perfect excellent all good cheers kind regards "
    "best wishes it works now solved fixed for your help the "
    "gracias muchas muchisimas mil muy amable amables por su tu la ayuda todo vale perfecto genial estupendo ok "
    "excelente un saludo saludos cordial cordiales de nuevo resuelto solucionado ya funciona buen dia tarde".split()
)
_THANKS = frozenset("thanks thank cheers gracias perfect perfecto solved resuelto solucionado great genial".split())
_ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")


def is_courtesy(text: str) -> bool:
    """Whether these new words of a customer are thanks and nothing else. A question is never a courtesy."""
    if len(text) > LONGEST or "?" in text or any(char.isdigit() for char in text):
        return False
    words = re.findall(r"[a-z]+", text.lower().translate(_ACCENTS))
    return any(word in _THANKS for word in words) and all(word in _WORDS for word in words)
