"""What the customer of one matter thought of it, and whether others may read that (R26, R27)."""

from __future__ import annotations

import datetime as dt

from helpdesk.demo.past import Past, Rated
from tickets.models import Event

RATED_SHARE, COMMENT_SHARE = 0.66, 0.6
SCORES = ((5, 48), (4, 29), (3, 12), (2, 6), (1, 5))
LIKED, CONSENT_SHARE, SHOWN_SHARE = 4, 0.6, 0.5  # from this score on, customers let us show it


class Ratings(Past):
    def rate(self, words: str) -> None:
        """`words`: a score, a space and a comment, which most customers leave out."""
        at = self.pace.shortly(self.at, seconds=4000)
        if at > self.now or not self.pace.chance(RATED_SHARE):
            return
        score, _, comment = words.partition(" ")
        if not comment or not self.pace.chance(COMMENT_SHARE):
            scores, weights = zip(*SCORES, strict=True)
            score, comment = str(self.pace.rng.choices(scores, weights)[0]), ""
        self.rating = Rated(int(score), comment, at)
        self.record(Event.Kind.RATED, at, score=int(score))
        if comment and int(score) >= LIKED:
            self._let_show(self.rating)

    def _let_show(self, rating: Rated) -> None:
        """The customer lets us show the comment; a lead reads it a day or two later."""
        asked_at = rating.at + dt.timedelta(seconds=50)
        if asked_at > self.now or not self.pace.chance(CONSENT_SHARE):
            return
        rating.may_publish = True
        self.record(Event.Kind.CONSENTED, asked_at)
        read_at = self.pace.working(self.setting.desk.calendar, asked_at, minutes=900)
        if read_at <= self.now and self.pace.chance(SHOWN_SHARE):
            rating.published_at = read_at
            self.record(Event.Kind.TESTIMONIAL_SHOWN, read_at, by=self.setting.lead_id)
