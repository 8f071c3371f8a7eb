from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rating(models.Model):
    """What the customer thought of it after agreeing (R26, R27): 1 (bad) to 5 (very good)."""

    ticket = models.OneToOneField("tickets.Ticket", on_delete=models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField(
        _("score"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    comment = models.TextField(_("comment"), blank=True)
    may_publish = models.BooleanField(_("may be published"), default=False)
    rated_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.score}/5"
