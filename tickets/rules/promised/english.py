"""English words of time and of promising."""

from __future__ import annotations

import re

from tickets.rules.promised.english_deeds import DEEDS
from tickets.rules.promised.said import Part, Unit
from tickets.rules.promised.tongue import Tongue, any_of, words

_NUMBERS = {
    word: float(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "a couple of": 2, "half an": 0.5, "twenty": 20, "twenty-four": 24}
_NUMBERS |= {"thirty": 30, "forty-eight": 48, "fifteen": 15, "seventy-two": 72}
_UNITS: dict[str, Unit] = {"minute": "minute", "min": "minute", "hour": "hour", "hr": "hour"}
_UNITS |= {"h": "hour", "day": "day", "week": "week"}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NEAR = {"the day after tomorrow": 2, "tomorrow": 1, "today": 0}
_PARTS: dict[str, Part] = {
    "first thing": "opening",
    "morning": "morning",
    "noon": "noon",
    "midday": "noon",
    "lunchtime": "noon",
    "afternoon": "afternoon",
    "evening": "evening",
    "tonight": "evening",
    "the end of the day": "close",
    "the end of today": "close",
    "end of the day": "close",
    "end of day": "close",
    "close of business": "close",
    "the close of business": "close",
    "eod": "close",
    "cob": "close",
}
_NUMBER = rf"(?:\d{{1,3}}|{any_of(_NUMBERS)})"
_UNIT = rf"(?P<working>working|business|office)?\s*(?P<unit>{any_of(_UNITS)})s?\b"
_SPAN = rf"(?P<n>{_NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<to>{_NUMBER}))?[\s-]*{_UNIT}"
_ABOUT = r"(?:about|around|approximately|less than|under|no more than|at most|a maximum of|up to)"
_WEEKDAY = any_of(_WEEKDAYS)
_MONTH = any_of(_MONTHS)
_WHICH = r"(?:(?P<which>this coming|this|next|coming|the coming)\s+)?"
_OF_WEEK = r"(?:,?\s+(?:of\s+)?(?P<week>this|next) week)?"
_DECOR = rf"(?:(?:{_WEEKDAY}),?\s+(?:the\s+)?)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>\d{4}))?"

ENGLISH = Tongue(
    numbers=_NUMBERS,
    units=_UNITS,
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    near=_NEAR,
    parts=_PARTS,
    before=words("before|ahead of|prior to|earlier than"),
    lead=words(
        "by|no later than|not later than|on|for|at the latest on|before|at some point|some ?time|"
        "during|in the course of|later|early|as early as"
    ),
    amounts=(
        re.compile(
            rf"(?:within|in|inside)\s+(?:{_ABOUT}\s+)?(?:the\s+)?(?:(?:next|coming)\s+)?{_SPAN}"
        ),
        re.compile(r"within the (?P<n>)(?P<working>)(?P<unit>hour)\b"),
        re.compile(rf"(?:over|during) the (?:next|coming)\s+{_SPAN}"),
        re.compile(rf"takes?\s+(?:{_ABOUT}\s+)?{_SPAN}"),
        re.compile(rf"{_SPAN}\s+(?:from now|at the latest|at most)"),
    ),
    period=re.compile(
        r"(?:the\s+)?(?:end\s+of\s+)?(?:(?P<which>this|next|the)\s+)(?P<period>week|month)\b(?!\s*-?end)"
    ),
    day=(
        re.compile(rf"(?P<near>{any_of(_NEAR)})\b"),
        re.compile(
            rf"{_DECOR}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b{_YEAR}"
        ),
        re.compile(
            rf"{_DECOR}(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|:)){_YEAR}"
        ),
        re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        re.compile(
            rf"{_DECOR}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>(?:20)?\d\d))?\b(?![/-]|\.\d)"
        ),
        re.compile(
            rf"{_WHICH}(?P<weekday>{_WEEKDAY})\b(?!\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?!:)){_OF_WEEK}"
        ),
        re.compile(rf"{_DECOR}the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b"),
    ),
    part=re.compile(
        rf"(?:(?:in the|at|by|before|this|the same|during the)\s+)*(?P<part>{any_of(_PARTS)})\b"
    ),
    hour=re.compile(
        r"(?P<at>at|by|before|around|about|no later than|not later than)?\s*(?:the latest\s+)?"
        rf"(?P<hour>\d{{1,2}}|{any_of(_NUMBERS)})\b(?:[:.](?P<minute>[0-5]\d))?\s*"
        r"(?P<half>am|pm|a\.m\.?|p\.m\.?|o'clock|h\b|hrs\b)?(?![\w%€$£/-]|[.,]\d)"
    ),
    next_means_week=True,
    joint=words("on|of|by|the|for"),
    tail=words("at the latest|latest|sharp|or (?:earlier|sooner)|at most|in the morning"),
    deeds=DEEDS,
)
