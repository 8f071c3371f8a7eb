"""Somebody else's server as we find it: since when it fails us, why, and when we ask it again."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from mailbridge.problems.problem import Problem


class Troubled(models.Model):
    failing_since = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    retry_at = models.DateTimeField(null=True, editable=False)
    problem_kind = models.CharField(
        max_length=40, blank=True, default="", db_default="", editable=False
    )
    problem_facts = models.JSONField(default=dict, db_default={}, editable=False)

    class Meta:
        abstract = True

    @property
    def problem(self) -> Problem | None:
        return Problem(self.problem_kind, self.problem_facts) if self.problem_kind else None

    def note_trouble(self, problem: Problem, *, pause: float) -> None:
        """Leave the server alone for `pause` seconds."""
        type(self)._default_manager.filter(pk=self.pk).update(
            failures=F("failures") + 1,
            failing_since=Coalesce("failing_since", Now()),
            retry_at=Now() + dt.timedelta(seconds=pause),
            problem_kind=problem.kind,
            problem_facts=problem.facts,
        )

    def rest(self, seconds: float) -> None:
        """Until then nobody else asks it."""
        until = Now() + dt.timedelta(seconds=seconds)
        type(self)._default_manager.filter(pk=self.pk).update(retry_at=until)

    def forget_trouble(self) -> None:
        """All is well again, or worth another try: what went wrong before says nothing any more."""
        self.failures, self.problem_kind, self.problem_facts = 0, "", {}
        self.failing_since = self.retry_at = None
        type(self)._default_manager.filter(pk=self.pk).update(
            failures=0, problem_kind="", problem_facts={}, failing_since=None, retry_at=None
        )
