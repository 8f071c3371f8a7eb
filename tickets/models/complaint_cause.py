"""Why customers complain: a tree that managers edit, so that figures can be read coarse or fine (R32)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models.translated import Translated

MOST_LEVELS = 4


class ComplaintCause(Translated):
    """Entries of the register keep theirs for good: a cause is retired, never deleted."""

    name_en = models.CharField(__("name in English"), max_length=80, blank=True)
    name_es = models.CharField(__("name in Spanish"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=__("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    is_retired = models.BooleanField(__("retired"), default=False)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "name_en", "name_es"),
                nulls_distinct=False,
                name="one_cause_of_a_name",
                violation_error_message=__("There is a cause of this name here already."),
            ),
        )

    def __str__(self) -> str:
        return self.text_in("name")

    def clean(self) -> None:
        if not (self.name_en or self.name_es):
            raise ValidationError(_("A cause needs a name."))
        above = list(self._above())
        if self in above:
            raise ValidationError({"parent": _("A cause cannot belong to itself.")})
        if len(above) + self._depth() > MOST_LEVELS:
            words = _("The tree has at most %d levels.") % MOST_LEVELS
            raise ValidationError({"parent": words})

    @property
    def path(self) -> str:
        """ "Delivery › Late"."""
        return " › ".join(str(each) for each in (*reversed(list(self._above())), self))

    def put(self) -> None:
        """Save it where `parent` says. Raises ValidationError where the tree would not be one any more."""
        with transaction.atomic():
            # All of them: two managers who each hang one under the other's would make a ring.
            list(type(self).objects.select_for_update().order_by("pk").values_list("pk"))
            if self.parent_id:
                self.parent = type(self).objects.get(pk=self.parent_id)
            self.full_clean()
            known = type(self).objects.filter(pk=self.pk).first()
            if known is None or known.parent_id != self.parent_id:
                last = type(self).objects.filter(parent=self.parent_id).exclude(pk=self.pk).last()
                self.position = last.position + 1 if last else 0
            self.save()

    def move(self, by: int) -> None:
        """Change places with the one before (-1) or after (+1) it under the same parent."""
        with transaction.atomic():
            beside = type(self).objects.filter(parent=self.parent_id).select_for_update()
            line = list(beside)
            here = line.index(self)
            there = min(max(here + by, 0), len(line) - 1)
            line.insert(there, line.pop(here))
            self.line_up(self.parent_id, [each.pk for each in line])

    @classmethod
    def line_up(cls, parent: ComplaintCause | int | None, keys: Sequence[int]) -> None:
        """Under this parent, those of the keys first, in their order."""
        places = {key: place for place, key in enumerate(keys)}
        line = list(cls.objects.filter(parent=parent))
        line.sort(key=lambda each: places.get(each.pk, len(places)))
        for position, each in enumerate(line):
            each.position = position
        cls.objects.bulk_update(line, ["position"])

    def _above(self) -> Iterator[ComplaintCause]:
        """From its parent to the top; ends where a ring would close."""
        seen, above = set(), self.parent
        while above and above.pk not in seen:
            yield above
            seen.add(above.pk)
            above = above.parent

    def _depth(self) -> int:
        """How many levels hang on it, with its own."""
        children = type(self).objects.filter(parent=self.pk) if self.pk else ()
        return 1 + max((child._depth() for child in children if child != self), default=0)


class CauseTree:
    """All causes, read once."""

    def __init__(self) -> None:
        self._under: dict[int | None, list[ComplaintCause]] = {}
        self.by_pk = ComplaintCause.objects.in_bulk()
        for cause in self.by_pk.values():
            cause.parent = self.by_pk.get(cause.parent_id or 0)
        for cause in sorted(self.by_pk.values(), key=lambda each: (each.position, each.pk)):
            self._under.setdefault(cause.parent_id, []).append(cause)

    def walk(
        self, parent: int | None = None, level: int = 1
    ) -> Iterator[tuple[int, ComplaintCause]]:
        """(level, cause) from the top to the leaves, in the managers' order."""
        for cause in self.right_under(parent):
            yield level, cause
            yield from self.walk(cause.pk, level + 1)

    def right_under(self, parent: int | None) -> list[ComplaintCause]:
        return self._under.get(parent, [])

    def under(self, cause: int) -> set[int]:
        """The keys of this cause and of all that belong to it."""
        return {cause, *(each.pk for _level, each in self.walk(cause))}
