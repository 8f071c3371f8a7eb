"""What the signs amount to. A flag is raised by one clear sign, or by two weak ones."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WEAK, CLEAR = 1, 2
NEEDED = 2  # of strength
APART = dt.timedelta(hours=1)  # mails that follow each other more quickly are one


class Flag(StrEnum):
    """What a ticket may be, gravest first."""

    LEGAL = "legal"
    PRESS = "press"
    ABUSIVE = "abusive"
    UPSET = "upset"
    AT_RISK = "at_risk"
    COMPLEX = "complex"


class Sign(StrEnum):
    # what a customer says
    ANGER = "anger"
    INSULT = "insult"
    SHOUTING = "shouting"
    ASKED_AGAIN = "asked_again"
    LEGAL = "legal"
    PRESS = "press"
    LEAVING = "leaving"
    OWN = "own"  # words of the manager's, of a playbook
    # what happened; the strength is said by the ticket
    UNANSWERED = "unanswered"
    LATE = "late"
    DECLINED = "declined"
    REOPENED = "reopened"
    LOW_RATING = "low_rating"
    OTHER_TICKETS = "other_tickets"


FACTS = frozenset(
    {Sign.UNANSWERED, Sign.LATE, Sign.DECLINED, Sign.REOPENED, Sign.LOW_RATING, Sign.OTHER_TICKETS}
)
_OF_WORDS = {
    Sign.ANGER: Flag.UPSET,
    Sign.SHOUTING: Flag.UPSET,
    Sign.ASKED_AGAIN: Flag.UPSET,
    Sign.INSULT: Flag.ABUSIVE,
    Sign.LEGAL: Flag.LEGAL,
    Sign.PRESS: Flag.PRESS,
    Sign.LEAVING: Flag.AT_RISK,
}


@dataclass(frozen=True)
class Own:
    """The signs that a manager gave a playbook, and the flag that they raise."""

    playbook: int
    flag: Flag
    phrases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A sign; `words` are as the customer wrote them, `amount` and `since` tell of what happened."""

    sign: Sign
    strength: int
    words: str = ""
    phrase: str = ""  # the words in plain small letters, alike for all who say so
    start: int | None = None  # their place in the text
    amount: int | None = None
    since: dt.datetime | None = None
    own: Own | None = None  # whose sign it is, if not ours

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same reason."""
        return str(self.sign), self.phrase


def flags(signs: Iterable[Found]) -> dict[Flag, tuple[Found, ...]]:
    """Each flag that is raised, with its reasons.

    What happened makes angry words weigh more; where none were said it is a risk by itself.
    """
    said: dict[Flag, dict[str, Found]] = defaultdict(dict)  # by phrase, or by what happened
    facts = []
    for each in signs:
        if each.sign in FACTS:
            facts.append(each)
        else:
            flag = each.own.flag if each.own else _OF_WORDS[each.sign]
            said[flag].setdefault(each.phrase, each)
    behind = Flag.UPSET if Flag.UPSET in said else Flag.AT_RISK
    for fact in facts:
        said[behind].setdefault(str(fact.sign), fact)
    return {
        flag: tuple(said[flag].values())
        for flag in Flag
        if sum(each.strength for each in said[flag].values()) >= NEEDED
    }


def in_a_row(moments: Iterable[dt.datetime]) -> int:
    """How often the customer wrote; what follows within the hour ("and here is the photo") is the same time."""
    count, newest = 0, None
    for moment in sorted(moments):
        count += newest is None or moment - newest >= APART
        newest = moment
    return count
