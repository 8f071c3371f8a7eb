"""A closing courtesy ("thanks!", "muchas gracias, un saludo") asks for nothing: it reopens no ticket."""

import re

LONGEST = 120  # characters; a longer message says more than thanks

_THANKS = (
    "thanks thank cheers perfect great solved fixed works "
    "gracias perfecto genial resuelto solucionado funciona"
)
_AROUND = (
    "you very much so many a lot again ok okay excellent all good kind regards best wishes "
    "it now for your help the "
    "muchas muchisimas mil muy amable amables por su tu la ayuda todo vale estupendo excelente "
    "un saludo saludos cordial cordiales de nuevo ya esta buen dia tarde"
)
THANKS = frozenset(_THANKS.split())
WORDS = THANKS | frozenset(_AROUND.split())
_ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")


def is_courtesy(text: str) -> bool:
    """Whether these new words of a customer are thanks and nothing else. A question never is."""
    if len(text) > LONGEST or "?" in text or any(char.isdigit() for char in text):
        return False
    words = re.findall(r"[^\W\d_]+", text.lower().translate(_ACCENTS))
    return any(word in THANKS for word in words) and all(word in WORDS for word in words)
