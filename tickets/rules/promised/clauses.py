"""Whose deed a clause speaks of: only what we shall do is a promise of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tickets.rules.promised.reading import Phrase
from tickets.rules.promised.tongue import Deeds, fold

# A full stop ends a sentence unless it stands in a number, an abbreviation of a letter, or a time.
_SENTENCES = re.compile(
    r"[^\n]+?(?:(?<![ .][ap]\.m)(?<!\d)[.!…]+(?=\s|$)|[.!…]+(?=\s+[A-ZÁÉÍÓÚÑ¿¡]|\s*$)|\?|(?=\n)|$)",
    re.MULTILINE,
)
_QUOTED = re.compile(r"\s*[>|]")
LONGEST = 1000  # characters; a longer sentence is no sentence
FEW_WORDS = 4  # a line of so few words beside the date is the date itself


@dataclass(frozen=True)
class Clause:
    start: int  # its place in the text
    folded: str
    sentence: str  # the whole sentence before it, folded
    deeds: Deeds

    def promises(self, phrase: Phrase) -> bool:
        """Whether we bind ourselves to the date of this phrase of the clause."""
        before = self.folded[: phrase.start]
        around = before + " " + self.folded[phrase.end :]
        if self._is_no_date(
            before, is_number=self.folded[phrase.start].isdigit()
        ) or self.deeds.not_ours.search(around):
            return False
        if self.deeds.ranges.search(self.folded) or self.deeds.conditions.match(
            self.folded.lstrip()
        ):
            return False
        if phrase.said.amount and self.deeds.conditions.search(self.sentence):
            return False
        return bool(self.deeds.ours.search(around)) or self._is_bare(around)

    def _is_no_date(self, before: str, *, is_number: bool) -> bool:
        """ "the invoice of 3 December", "Monday to Friday": the word before says that it is none of ours."""
        last = re.search(r"(\w+)\W*$", before)
        if not last:
            return False
        nouns = self.deeds.not_a_number_after if is_number else self.deeds.not_a_date_after
        return bool(nouns.fullmatch(last[1]) or self.deeds.not_a_date_after.fullmatch(last[1]))

    def _is_bare(self, around: str) -> bool:
        said = re.findall(r"\w+", around)
        return not said or (len(said) <= FEW_WORDS and bool(self.deeds.bare.search(around)))


def clauses(text: str, deeds: Deeds) -> Iterator[Clause]:
    """The clauses of what was newly written: quoted lines and questions are passed over."""
    for found in _SENTENCES.finditer(text):
        sentence = found[0]
        if len(sentence) > LONGEST or _QUOTED.match(sentence) or sentence.rstrip().endswith("?"):
            continue
        folded = fold(sentence)
        place = 0
        for cut in [*deeds.splits.finditer(folded), None]:
            end = cut.start() if cut else len(folded)
            yield Clause(found.start() + place, folded[place:end], folded[:place], deeds)
            place = cut.end() if cut else end
