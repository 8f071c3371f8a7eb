"""When each sweep last ended well: the only sign of life of beat and the workers that they cannot fake."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Pulse(models.Model):
    sweep = models.CharField(max_length=80, primary_key=True)  # the name of the Celery task
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sweep} at {self.at:%H:%M:%S}"

    @classmethod
    def beat(cls, sweep: str) -> None:
        cls.objects.update_or_create(sweep=sweep, defaults={"at": Now()})
