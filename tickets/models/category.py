"""The type of problem (R11). A category brings a procedure and, if set, a team."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tickets.models.translated import Translated


class Category(Translated):
    name_en = models.CharField(_("name in English"), max_length=120)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    procedure = models.ForeignKey(
        "tickets.Procedure",
        verbose_name=_("procedure"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="categories",
    )
    team = models.ForeignKey(
        "tickets.Team", verbose_name=_("team"), on_delete=models.SET_NULL, null=True, blank=True
    )
    is_default = models.BooleanField(_("for new tickets"), default=False)
    is_presales = models.BooleanField(_("pre-sales"), default=False)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        ordering = ("name_en",)
        constraints = (
            models.UniqueConstraint(
                fields=("is_default",),
                condition=models.Q(is_default=True),
                name="one_default_category",
            ),
        )

    def __str__(self) -> str:
        return self.text_in("name")

    @classmethod
    def default(cls) -> Category | None:
        return (
            cls.objects.filter(is_default=True)
            .select_related("procedure__published", "team")
            .first()
        )

    def make_default(self) -> None:
        """New tickets begin in this category from now on, in place of the one before."""
        with transaction.atomic():
            type(self).objects.exclude(pk=self.pk).update(is_default=False)
            self.is_default = True
            self.save(update_fields=["is_default"])
