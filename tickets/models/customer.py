from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.customer_group import CustomerGroup

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Customer(models.Model):
    email = models.EmailField(_("address"), max_length=320, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    group = models.ForeignKey(
        "tickets.CustomerGroup",
        verbose_name=_("customer group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="customers",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes = (
            GinIndex(fields=("email",), name="customer_email_trgm", opclasses=("gin_trgm_ops",)),
            GinIndex(fields=("name",), name="customer_name_trgm", opclasses=("gin_trgm_ops",)),
        )

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def greeting_name(self) -> str:
        """The name in the order in which it is said ("Pérez, Lucía" is Lucía Pérez); empty when unknown."""
        last, _, first = (part.strip() for part in self.name.partition(","))
        return f"{first} {last}".strip()

    def set_group(self, group: CustomerGroup | None, *, by: Agent | None = None) -> None:
        """Put the customer into a group by hand; the targets of their open tickets follow."""
        if self.group == group:
            return
        with transaction.atomic():
            self.group = group
            self.save(update_fields=["group"])
            for ticket in self.tickets.open().select_related("channel__calendar"):
                ticket.customer = self
                ticket.retarget(by=by)

    @classmethod
    def known_as(cls, email: str, *, name: str = "", language: str = "") -> Customer:
        """The customer of this address, made now if new; fills in what was not known before."""
        address = email.strip().lower()
        customer, is_new = cls.objects.get_or_create(
            email=address, defaults={"name": name[:200], "language": language}
        )
        if not is_new and ((name and not customer.name) or (language and not customer.language)):
            customer.name = customer.name or name[:200]
            customer.language = customer.language or language
            customer.save(update_fields=["name", "language"])
        return customer
