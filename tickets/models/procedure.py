"""A procedure is an ordered list of steps that the customer can follow (R7), in versions (R11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models.translated import Translated
from tickets.rules import procedures

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.step import Step


class Procedure(Translated):
    """What stays when its steps change: the name, and which version tickets begin with."""

    key = models.SlugField(__("key"), max_length=60, unique=True, editable=False)
    name_en = models.CharField(__("name in English"), max_length=120, blank=True)
    name_es = models.CharField(__("name in Spanish"), max_length=120, blank=True)
    published = models.ForeignKey(
        "tickets.ProcedureVersion",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ("name_en", "name_es")

    def __str__(self) -> str:
        return self.text_in("name")

    @classmethod
    def begun(cls, *, name_en: str = "", name_es: str = "") -> Procedure:
        """A new procedure under a key of its own, with an empty draft."""
        taken = set(cls.objects.values_list("key", flat=True))
        with transaction.atomic():
            procedure = cls.objects.create(
                key=free_key(name_en or name_es, taken), name_en=name_en, name_es=name_es
            )
            procedure.draft()
        return procedure

    def open_draft(self) -> ProcedureVersion | None:
        return self.versions.filter(published_at=None).first()

    def working(self) -> ProcedureVersion:
        """What the office shows: the draft, or else the version that tickets begin with."""
        return self.open_draft() or self.published or self.draft()

    def draft(self) -> ProcedureVersion:
        """The draft; if there is none, a copy of the published version becomes one."""
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            known = self.open_draft()
            if known:
                return known
            last = self.versions.order_by("number").last()
            draft = self.versions.create(number=last.number + 1 if last else 1)
            if self.published:
                draft.take_over(self.published)
        return draft

    def publish(self, *, by: Agent | None = None) -> ProcedureVersion | None:
        """Tickets begin with the draft from now on; it never changes again. None without a draft."""
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            draft = self.open_draft()
            if not draft:
                return None
            if draft.gaps():
                raise ValueError("A draft with gaps cannot be published.")
            draft.published_at, draft.published_by = timezone.now(), by
            draft.save()
            self.published = draft
            self.save(update_fields=["published"])
        return draft

    def discard_draft(self) -> None:
        """Forget the draft of a procedure that has a published version."""
        draft = self.open_draft()
        if draft and self.published_id:
            draft.delete()


class ProcedureVersion(models.Model):
    """Steps and alternatives of a procedure as they were published together; a draft until then."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("procedure", "number")
        constraints = (
            models.UniqueConstraint(fields=("procedure", "number"), name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=("procedure",),
                condition=models.Q(published_at=None),
                name="one_draft_a_procedure",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure} ({self.number})"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    def line(self) -> list[Step]:
        """All steps in order, as far as they go, on whichever way."""
        return list(self.steps.select_related("team"))

    def stops(self) -> list[procedures.Stop]:
        return [step.stop() for step in self.line()]

    def steps_ahead(self, *, after: str, given: Collection[str]) -> list[Step]:
        """The steps behind the one of this key ("" for all) to which these answers lead."""
        line = self.line()
        keys = procedures.ahead([step.stop() for step in line], after=after, given=given)
        return [step for step in line if step.key in keys]

    def gaps(self) -> list[str]:
        """What a manager has still to write before this can be published, in sentences."""
        line = self.line()
        if not line:
            return [_("There is no step yet.")]
        unreachable = procedures.unreachable([step.stop() for step in line])
        return [gap for step in line for gap in step.gaps(never=step.key in unreachable)]

    def take_over(self, other: ProcedureVersion) -> None:
        """Become a copy of another version, keys included."""
        for row in (*other.steps.all(), *other.alternatives.all()):
            row.pk, row._state.adding, row.version = None, True, self
            row.save()


def free_key(words: str, taken: Collection[str]) -> str:
    """A slug of these words that is not taken yet."""
    base = slugify(words)[:50] or "x"
    tries = (base if turn == 1 else f"{base}-{turn}" for turn in range(1, len(taken) + 2))
    return next(key for key in tries if key not in taken)
