"""Customers to whom the same is promised: a contract, a company, a membership.

A customer belongs to a group by hand (`Customer.group`), else by the domain of their address.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class CustomerGroup(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    domains = models.JSONField(_("mail domains"), default=list, blank=True)  # lower case

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def by_domain(groups: Iterable[CustomerGroup]) -> dict[str, int]:
        """The keys of these groups by the mail domains that belong to them."""
        return {domain: group.pk for group in groups for domain in group.domains}
