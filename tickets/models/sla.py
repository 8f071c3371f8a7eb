"""How soon we promise to answer (R3), in working minutes of the channel's calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SLAPolicy(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    first_response_minutes = models.PositiveIntegerField(
        _("first response, in working minutes"), default=240
    )
    next_response_minutes = models.PositiveIntegerField(
        _("next response, in working minutes"), default=480
    )
    resolution_minutes = models.PositiveIntegerField(
        _("resolution, in working minutes"), default=2400
    )

    class Meta:
        verbose_name = _("SLA policy")
        verbose_name_plural = _("SLA policies")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def target_seconds(self, kind: str) -> int:
        """The target of a clock of this kind ("first_response", …), in business seconds."""
        return int(getattr(self, f"{kind}_minutes")) * 60
