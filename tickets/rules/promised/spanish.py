"""Spanish words of time and of promising, folded: without accents."""

from __future__ import annotations

import re

from tickets.rules.promised.said import Part, Unit
from tickets.rules.promised.spanish_deeds import DEEDS
from tickets.rules.promised.tongue import Tongue, any_of, words

_NUMBERS = {
    word: float(number)
    for number, word in enumerate(
        [
            "cero",
            "uno",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
        ]
    )
} | {"un": 1, "una": 1, "un par de": 2, "media": 0.5, "quince": 15, "veinte": 20, "treinta": 30}
_NUMBERS |= {"veinticuatro": 24, "cuarenta y ocho": 48, "setenta y dos": 72}
_UNITS: dict[str, Unit] = {"minuto": "minute", "min": "minute", "hora": "hour", "h": "hour"}
_UNITS |= {"dia": "day", "semana": "week"}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"]
    )
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene",
            "febrero feb",
            "marzo mar",
            "abril abr",
            "mayo may",
            "junio jun",
            "julio jul",
            "agosto ago",
            "septiembre setiembre sept sep",
            "octubre oct",
            "noviembre nov",
            "diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_NEAR = {"pasado manana": 2, "manana mismo": 1, "manana": 1, "hoy mismo": 0, "hoy": 0}
_PARTS: dict[str, Part] = {
    "primera hora": "opening",
    "manana": "morning",
    "mediodia": "noon",
    "tarde": "afternoon",
    "noche": "evening",
    "ultima hora": "close",
    "final del dia": "close",
    "fin del dia": "close",
    "final de dia": "close",
    "cierre": "close",
    "que acabe el dia": "close",
    "que termine el dia": "close",
    "acabar el dia": "close",
    "terminar el dia": "close",
    "lo largo del dia": "close",
}
_NUMBER = rf"(?:\d{{1,3}}|{any_of(_NUMBERS)})"
_WORKING = r"(?:habil(?:es)?|laborables?|laboral(?:es)?|de trabajo)\b"
_UNIT = rf"(?P<unit>{any_of(_UNITS)})s?\b(?:\s+(?P<working>{_WORKING}))?"
_SPAN = rf"(?P<n>{_NUMBER})(?:\s*(?:-|–|a|o|u)\s*(?P<to>{_NUMBER}))?\s*{_UNIT}"
_ABOUT = (
    r"(?:unos|unas|menos de|como (?:maximo|mucho)|un maximo de|no mas de|aproximadamente|hasta)"
)
_LIMIT = r"(?:un|el) plazo (?:maximo )?de|el transcurso de|cuestion de"
_WEEKDAY, _MONTH = any_of(_WEEKDAYS), any_of(_MONTHS)
_YEAR = r"(?:\s+(?:de\s+|del\s+)?(?P<year>20\d\d))?"
_DECOR = rf"(?:(?:{_WEEKDAY}),?\s+(?:dia\s+)?)?"
_OF_WEEK = (
    r"(?:\s+(?:que viene|proximo|siguiente)\b)?"
    r"(?:\s+de\s+(?:(?:la\s+)?(?P<week>esta|proxima)\s+semana|la\s+semana\s+(?P<after>que viene|proxima|siguiente)))?"
)

SPANISH = Tongue(
    numbers=_NUMBERS,
    units=_UNITS,
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    near=_NEAR,
    parts=_PARTS,
    before=words("antes del|antes de"),
    lead=words(
        "este mismo|el mismo|este|el|para el|para|durante el|durante la|durante|"
        "como muy tarde el|como muy tarde|a mas tardar el|a mas tardar|no mas tarde del|"
        "no mas tarde de|como maximo el|como maximo|dia|en el dia de|ya"
    ),
    amounts=(
        re.compile(
            rf"(?:en|dentro de)\s+(?:(?:{_LIMIT})\s+)?(?:{_ABOUT}\s+)?(?:(?:el|la|los|las)\s+)?"
            rf"(?:(?:proxim|siguiente)\w*\s+)?{_SPAN}"
        ),
        re.compile(
            rf"(?:tardara|tardaran|tarda|tardan|tardaremos|tardare|tardamos)\s+(?:{_ABOUT}\s+)?{_SPAN}"
        ),
        re.compile(rf"{_SPAN}\s+(?:como (?:maximo|mucho)|a lo sumo|a mas tardar)"),
    ),
    period=re.compile(
        r"(?:a\s+)?(?:lo largo de\s+)?"
        r"(?:(?:final|finales|fin|acabar|terminar|que acabe|que termine)\s+(?:de\s+|del\s+)?)?"
        r"(?:(?:el|la)\s+)?(?P<which>esta|este|proxima|proximo|misma)?\s*"
        r"(?P<period>semana|mes)\b(?!\s+(?:pasad|anterior|de\b))"
        r"(?P<later>\s+(?:que viene|proxim[ao]|siguiente|entrante))?"
    ),
    day=(
        re.compile(rf"(?P<near>{any_of(_NEAR)})\b"),
        re.compile(rf"{_DECOR}(?P<day>\d{{1,2}}|1º)\s+(?:de\s+)?(?P<month>{_MONTH})\b{_YEAR}"),
        re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        re.compile(
            rf"{_DECOR}(?P<day>\d{{1,2}})[/-](?P<month>\d{{1,2}})(?:[/-](?P<year>(?:20)?\d\d))?\b(?![/-]|\.\d)"
        ),
        re.compile(
            rf"(?:(?P<which>proximo)\s+)?(?P<weekday>{_WEEKDAY})\b(?!,?\s+(?:dia\s+)?\d{{1,2}}\b(?!\s*(?::|h\b))){_OF_WEEK}"
        ),
        re.compile(
            rf"(?:{_WEEKDAY}),?\s+(?:dia\s+)?(?P<day>\d{{1,2}})\b(?!\s*(?::|h\b|%|€|euros))"
        ),
        re.compile(r"(?<=dia )(?P<day>\d{1,2})\b(?!\s*(?::|h\b|%|€|euros))"),
    ),
    part=re.compile(
        rf"(?:(?:a lo largo de la|por la|a la|a|al|de la|en la|esta|este|durante la|durante el|"
        rf"antes de|antes del|del|en)\s+)*(?P<part>{any_of(_PARTS)})\b"
    ),
    hour=re.compile(
        r"(?P<at>a las|a la|sobre las|hacia las|para las|las|antes de las|a eso de las)?\s*"
        rf"(?P<hour>\d{{1,2}}|{any_of(_NUMBERS)})\b(?:[:.](?P<minute>[0-5]\d))?\s*(?:y\s+(?P<fraction>media|cuarto))?\s*"
        r"(?P<half>am|pm|a\.m\.?|p\.m\.?|h\b|hs\b|horas\b)?(?![\w%€$£/-]|[.,]\d)"
    ),
    next_means_week=False,
    joint=words("el|del|de|de la|para el"),
    tail=words("como (?:muy tarde|mucho|maximo)|a mas tardar|a lo sumo|en punto|o antes"),
    deeds=DEEDS,
)
