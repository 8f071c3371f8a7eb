""" "Write your answer above this line": what helpdesks put above the text that they quote."""

import re

from mailbridge.inbound.quoting.attributions import lower
from mailbridge.inbound.quoting.quote_words import MARKERS
from mailbridge.inbound.text.vocabulary import either

_LONGEST = 200
# The words of other helpdesks, where nothing but signs stands before them.
_ENGLISH_OR_SPANISH = re.compile(
    r"[^\w\s]{0,9}\s*(?:please |por favor,? )?(?:"
    r"(?:reply|type|write|respond|answer)\b.{0,40}\babove this line"
    r"|(?:responda|escriba|conteste|responder|escribir|escribe)\b.{0,60}\b(?:encima|arriba) de esta l[ií]nea"
    r")(?:[\W_]*|\s(?:to|para)\s.{1,60})$"
)
_ZENDESK = re.compile(r"##-\s?[^#]{8,150}\s?-##")
# Elsewhere a frame must show it, and three words of any of these languages: answer, above, line.
_FRAME = re.compile(r"[-–—=*#~_<>+\[(]{2,}.{8,150}[-–—=*#~_<>+\])]{2,}")
_ANSWER = either(
    r"""
    repl[yi]|respon|answer|\btype|write|enter|respuesta|contest|escrib|répon[ds]|saisi|écri
    antw|schreib|rispo|scriv|digit|respost|escrev|escri|\btyp|odpo|wpis|pisz|svar|skriv|vastau|kirjoit
    piš|napiš|válasz|írj|yanıt|cevap|\byaz|ответ|відпов|напиш|введи|απάντη|γράψ|răspun|scrie|rakst|rašyk|vasta
    回复|回覆|返信|회신|답장|输入|輸入|入力|תשוב|כתב|رد|الرد|اكتب|trả lời|balas|ตอบ
    """
)
_ABOVE = re.compile(
    r"above|over|encima|arriba|au-dessus|oberhalb|über|sopra|al di sopra|acima|boven|powyżej|nad|ovanför"
    r"|yläpuol|fölé|felett|üstün|üzerin|üst|выше|над|вище|πάνω|deasupra|per sobre|sobre|virš|üle|ülal"
    r"|上|위|מעל|فوق|أعلى|phía trên|di atas|เหนือ"
)
_LINE = re.compile(
    r"lin|lín|lijn|ligne|zeile|riga|regel|wiersz|\brad|rivi|řád|riad|\bsor\b|satır|çizgi|строк|рядк|линии|ліні"
    r"|γραμμ|eilut|rida|行|線|线|줄|선|שור|السطر|سطر|خط|dòng|baris|บรรทัด"
)
_POINTING = re.compile(r"\bline above\b|\blínea de arriba\b")
_AROUND = 24  # signs before and behind our marker


def is_marker(line: str) -> bool:
    """Whether the line says "write above this line", in our words or another helpdesk's."""
    if not 10 <= len(line) <= _LONGEST:
        return False
    if line[0].isalnum() and "lin" not in line.lower() and "lín" not in line.lower():
        return False
    lowered = lower(line)
    # A sentence that speaks of our marker is none.
    if any(marker in lowered and len(line) < len(marker) + _AROUND for marker in MARKERS):
        return True
    if _ENGLISH_OR_SPANISH.match(lowered) or _ZENDESK.fullmatch(lowered):
        return True
    is_framed = _FRAME.fullmatch(lowered) is not None and not _POINTING.search(lowered)
    return is_framed and all(sign.search(lowered) for sign in (_ANSWER, _ABOVE, _LINE))
