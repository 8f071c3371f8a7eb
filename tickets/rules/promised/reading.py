"""Find what is said about time in a clause: longest at each place, left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tickets.rules.promised.said import Part, Period, Said
from tickets.rules.promised.tongue import Tongue

_WORD = re.compile(r"(?<![\w#.,/:-])\w")
_GAP = re.compile(r"[\s,]*")
_END = re.compile(r"\s*(?:[.,;:!)\n]|$)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Phrase:
    """A stretch of the clause and what it says."""

    start: int
    end: int
    said: Said


def phrases(folded: str, tongue: Tongue) -> Iterator[Phrase]:
    """Every phrase of time in this folded text; none overlaps another."""
    place = 0
    while found := _WORD.search(folded, place):
        phrase = _phrase_at(folded, found.start(), tongue)
        if phrase:
            yield phrase
        place = phrase.end if phrase else found.end()


def _phrase_at(text: str, start: int, tongue: Tongue) -> Phrase | None:
    phrase = _amount(text, start, tongue) or _led(text, start, tongue)
    if phrase is None:
        return None
    tail = tongue.tail.match(text, _gap(text, phrase.end))
    return replace(phrase, end=tail.end()) if tail else phrase


def _led(text: str, start: int, tongue: Tongue) -> Phrase | None:
    """A time with the words that lead to it: "no later than Friday"."""
    before, place = tongue.before.match(text, start), start
    for _ in range(MOST_LEADS):
        lead = tongue.before.match(text, place) or tongue.lead.match(text, place)
        if not lead:
            break
        place = _gap(text, lead.end())
    phrase = _day_and_hour(text, place, tongue, has_lead=place > start)
    if phrase is None:
        return None
    return Phrase(start, phrase.end, replace(phrase.said, is_before=bool(before)))


def _amount(text: str, start: int, tongue: Tongue) -> Phrase | None:
    for pattern in tongue.amounts:
        if found := pattern.match(text, start):
            number = found.groupdict().get("to") or found["n"] or "1"
            amount = (
                tongue.numbers.get(_SPACE.sub(" ", number))
                if not number.isdigit()
                else float(number)
            )
            if amount:
                is_working = bool(found["working"]) or bool(found.groupdict().get("working_after"))
                said = Said(amount=amount, unit=tongue.units[found["unit"]], is_working=is_working)
                return Phrase(start, found.end(), said)
    return None


def _day_and_hour(text: str, start: int, tongue: Tongue, *, has_lead: bool) -> Phrase | None:
    """A period, [hour] day [part] [hour], or a part of today."""
    if period := _period(text, start, tongue, has_lead=has_lead):
        return period
    if day := _day(text, start, tongue):
        return _refined(text, day, tongue)
    if hour := _hour(text, start, tongue):
        return _hour_first(text, hour, tongue, has_lead=has_lead)
    part = _part(text, start, tongue)
    if part is None:
        return None
    if day := _day(text, _after_joint(text, part.end, tongue), tongue):
        said = replace(day.said, part=part.said.part)
        return _refined(text, Phrase(start, day.end, said), tongue)
    if has_lead or _stands_alone(text[start : part.end], part.said.part):
        return _refined(text, Phrase(start, part.end, replace(part.said, ahead=0)), tongue)
    return None


def _period(text: str, start: int, tongue: Tongue, *, has_lead: bool) -> Phrase | None:
    found = tongue.period.match(text, start)
    if not found or (found[0] == found["period"] and not has_lead):
        return None
    later = 1 if found["which"] in _NEXT or found.groupdict().get("later") else 0
    day = _day(text, _after_joint(text, found.end(), tongue), tongue)
    if day and day.said.weekday is not None:  # "next week on Friday"
        said = replace(day.said, weeks=later)
        return _refined(text, Phrase(start, day.end, said), tongue)
    period: Period = "month" if found["period"] in ("month", "mes") else "week"
    return Phrase(start, found.end(), Said(period=period, later=later))


def _hour_first(text: str, hour: Phrase, tongue: Tongue, *, has_lead: bool) -> Phrase | None:
    """ "at 5 on Friday", "a las 17 h del viernes", or an hour alone, which needs its "at" or its minutes."""
    full = _refined(text, hour, tongue)
    if day := _day(text, _after_joint(text, full.end, tongue), tongue):
        said = replace(day.said, hour=full.said.hour, minute=full.said.minute)
        said = replace(said, part=full.said.part, is_exact_hour=full.said.is_exact_hour)
        return _refined(text, Phrase(hour.start, day.end, said), tongue)
    found = tongue.hour.match(text, hour.start)
    assert found
    is_plain = not (found["minute"] or found["half"] or full.end > hour.end)
    if is_plain and not _END.match(text, hour.end):  # "at 5 shops"
        return None
    return full if has_lead or (found["at"] and found["at"] != "las") else None


def _stands_alone(words: str, part: Part) -> bool:
    """ "this afternoon" does, "afternoon" does not; "first thing" and "end of day" do."""
    return part in ("opening", "close") or " " in words or words == "tonight"


MOST_LEADS = 3  # "at some point on", "para el"
_NEXT = {"next", "proxima", "proximo", "que viene", "siguiente"}


def _refined(text: str, phrase: Phrase, tongue: Tongue) -> Phrase:
    """The phrase with the part of the day and the hour that follow it."""
    for _ in range(3):
        place, said = _gap(text, phrase.end), phrase.said
        hour = _hour(text, place, tongue) if said.hour is None else None
        if hour:
            said = replace(said, hour=hour.said.hour, minute=hour.said.minute)
            said = replace(said, is_exact_hour=hour.said.is_exact_hour)
            phrase = Phrase(phrase.start, hour.end, said)
        elif part := _part(text, place, tongue):
            phrase = Phrase(phrase.start, part.end, replace(said, part=said.part or part.said.part))
        else:
            break
    return phrase


def _day(text: str, start: int, tongue: Tongue) -> Phrase | None:
    for pattern in tongue.day:
        if found := pattern.match(text, start):
            return Phrase(start, found.end(), _said_day(found, tongue))
    return None


def _said_day(found: re.Match[str], tongue: Tongue) -> Said:
    groups = found.groupdict()
    if near := groups.get("near"):
        return Said(ahead=tongue.near[_SPACE.sub(" ", near)])
    if weekday := groups.get("weekday"):
        return Said(
            weekday=tongue.weekdays[weekday],
            weeks=_weeks(groups, tongue),
            is_not_today=groups.get("which") in _NEXT,
        )
    month, year = groups.get("month"), groups.get("year")
    number = (int(month) if month.isdigit() else tongue.months[month]) if month else None
    return Said(day=int(groups["day"]), month=number, year=int(year) if year else None)


def _weeks(groups: dict[str, str | None], tongue: Tongue) -> int | None:
    if groups.get("after"):
        return 1
    if groups.get("week"):
        return 1 if groups["week"] in _NEXT else 0
    return 1 if tongue.next_means_week and groups.get("which") == "next" else None


def _part(text: str, start: int, tongue: Tongue) -> Phrase | None:
    found = tongue.part.match(text, start)
    if not found:
        return None
    part: Part = tongue.parts[_SPACE.sub(" ", found["part"])]
    return Phrase(start, found.end(), Said(part=part))


def _hour(text: str, start: int, tongue: Tongue) -> Phrase | None:
    found = tongue.hour.match(text, start)
    if not found or not (found["at"] or found["half"] or found["minute"]):
        return None
    number = found["hour"]
    hour = int(number) if number.isdigit() else int(tongue.numbers[_SPACE.sub(" ", number)])
    return Phrase(start, found.end(), _said_hour(hour, found)) if hour <= 24 else None


def _said_hour(hour: int, found: re.Match[str]) -> Said:
    half = (found["half"] or "").replace(".", "")
    fraction = {"media": 30, "cuarto": 15}.get(found.groupdict().get("fraction") or "", 0)
    minute = int(found["minute"] or 0) + fraction
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    is_exact = (
        half in ("am", "pm", "h", "hrs")
        or hour > 12
        or (len(found["hour"]) == 2 and bool(found["minute"]))
    )
    return Said(hour=hour, minute=minute, is_exact_hour=is_exact)


def _after_joint(text: str, place: int, tongue: Tongue) -> int:
    place = _gap(text, place)
    if joint := tongue.joint.match(text, place):
        place = _gap(text, joint.end())
    return place


def _gap(text: str, place: int) -> int:
    found = _GAP.match(text, place)
    return found.end() if found else place
