from django.db import models
from django.utils.translation import pgettext_lazy


class Priority(models.IntegerChoices):
    """How pressing a matter is. It sorts no list by itself: it chooses the policy, and so what falls due first."""

    LOW = 1, pgettext_lazy("priority", "Low")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    HIGH = 3, pgettext_lazy("priority", "High")
    URGENT = 4, pgettext_lazy("priority", "Urgent")
