from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Self

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

    UNKNOWN = "sender.invalid"  # never a real domain (RFC 2606)

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

    @property
    def short_name(self) -> str:
        """ "Lucía P.", as many would be named before strangers; empty when unknown."""
        first, *others = self.greeting_name.split() or [""]
        return f"{first} {others[-1][0]}." if others else first

    def group_among(self, domains: Mapping[str, int]) -> int | None:
        """The key of their group: given by hand, else by the domain of the address or one above it."""
        if self.group_id or not domains:
            return self.group_id
        domain = self.email.rpartition("@")[2]
        while domain and domain not in domains:
            domain = domain.partition(".")[2]
        return domains.get(domain)

    def set_group(self, group: CustomerGroup | None, *, by: Agent | None = None) -> None:
        """Put the customer into a group by hand; the targets of their open tickets follow."""
        if self.group == group:
            return
        with transaction.atomic():
            self.group = group
            self.save(update_fields=["group"])
            for ticket in self.tickets.open().select_related("channel__calendar").order_by("pk"):
                ticket.customer = self
                ticket.retarget(by=by)

    @property
    def is_unknown(self) -> bool:
        """Nobody knows who wrote: no mail reaches them."""
        return self.is_stand_in(self.email)

    @property
    def is_caller(self) -> bool:
        """Known by their phone number alone; the name is what they said."""
        return self.is_unknown and self.email.partition("@")[0].isdigit()

    @classmethod
    def is_stand_in(cls, address: str) -> bool:
        return address.endswith(f"@{cls.UNKNOWN}")

    @classmethod
    def known_as(cls, email: str, *, name: str = "", language: str = "") -> Self:
        """The customer of this address, made now if new; fills in what was not known before."""
        (customer,) = cls.met([cls(email=email, name=name, language=language)]).values()
        return customer

    @classmethod
    def met(cls, people: Iterable[Self]) -> dict[str, Self]:
        """The customers of many addresses, by address in lower case, as `known_as` would give them."""
        told: dict[str, Self] = {}
        for person in people:
            person.email, person.name = person.email.strip().lower(), person.name[:200]
            told.setdefault(person.email, person).learn_from(person)
        known = cls._by_address(told)
        # In one order everywhere, so that two who meet the same people do not wait for each other.
        new = [told[address] for address in sorted(told.keys() - known.keys())]
        if new:
            cls.objects.bulk_create(new, ignore_conflicts=True)
            known |= cls._by_address(person.email for person in new)
        learned = [each for address, each in known.items() if each.learn_from(told[address])]
        if learned:
            cls.objects.bulk_update(learned, ["name", "language"])
        return known

    def learn_from(self, told: Self) -> bool:
        """Take over what was not known before; nothing is saved. False when there is no news."""
        before = self.name, self.language
        self.name = self.name or told.name
        self.language = self.language or told.language
        return (self.name, self.language) != before

    @classmethod
    def _by_address(cls, addresses: Iterable[str]) -> dict[str, Self]:
        found = cls.objects.filter(email__in=list(addresses)).order_by("email")
        return {each.email: each for each in found}
