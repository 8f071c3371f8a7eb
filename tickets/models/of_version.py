"""What belongs to one version of a procedure and, with it, never changes once it is published."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from tickets.models.procedure import ProcedureVersion, free_key
from tickets.models.translated import Translated


class Published(Exception):
    """A published version is what running tickets live by: a change goes into a draft."""


class OfVersion(Translated):
    """A row with a key that it keeps from version to version, and a place in the line."""

    key = models.SlugField(max_length=60, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    version: models.ForeignKey[ProcedureVersion]

    def save(self, *args: Any, **options: Any) -> None:
        if not self.version.is_draft:
            raise Published(str(self.version))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        if not self.version.is_draft:
            raise Published(str(self.version))
        return super().delete(*args, **options)

    def append_to(self, version: ProcedureVersion, *, words: str) -> None:
        """Put it at the end of this draft, under a new key made of these words."""
        beside = self._beside(version)
        last = beside.order_by("position").last()
        self.version, self.position = version, last.position + 1 if last else 0
        self.key = free_key(words, set(beside.values_list("key", flat=True)))
        self.save()

    def move(self, by: int) -> None:
        """Change places with the one before (-1) or after (+1) it; at the end of the line nothing moves."""
        with transaction.atomic():
            line = list(self._beside(self.version).select_for_update().order_by("position", "pk"))
            here = line.index(self)
            there = min(max(here + by, 0), len(line) - 1)
            line.insert(there, line.pop(here))
            for position, each in enumerate(line):
                each.position = position
                each.save(update_fields=["position"])

    @classmethod
    def _beside(cls, version: ProcedureVersion) -> models.QuerySet[Any]:
        return cls._default_manager.filter(models.Q(("version", version)))
