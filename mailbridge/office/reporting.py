"""Where a provider reports what became of our mail, for whoever sets a mailbox up (A43)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from mailbridge.models import DeliveryReport, Sender
from mailbridge.outbound.ways import APIS

# Those that sign what they report want their key known here, beside what stands in the address.
SIGNING_KEYS = {
    "mailersend": "MAILERSEND_SIGNING_SECRET",
    "mailgun": "MAILGUN_WEBHOOK_SIGNING_KEY",
    "mandrill": "MANDRILL_WEBHOOK_KEY",
}


@dataclass(frozen=True)
class Door:
    """One provider's. The secret is told by its place in the address only."""

    api: str  # as anymail calls it
    kinds: tuple[str, ...]
    first_at: dt.datetime | None = None
    last_at: dt.datetime | None = None

    @property
    def name(self) -> str:
        return str(Sender.Kind(self.kinds[0]).label)

    @property
    def url(self) -> str:
        scheme, _, rest = settings.BASE_URL.partition("://")
        guarded = f"{scheme}://NAME:PASSWORD@{rest}"
        return guarded + urljoin(reverse("mailbridge:mailboxes"), f"../hooks/{self.api}/tracking/")

    @property
    def missing(self) -> list[str]:
        """The settings without which nothing that is reported there is heard."""
        wanted = ["WEBHOOK_SECRET", SIGNING_KEYS.get(self.api, "")]
        return [f"ANYMAIL_{name}" for name in wanted if name and not settings.ANYMAIL.get(name)]

    @property
    def signing_key(self) -> str:
        return f"ANYMAIL_{SIGNING_KEYS[self.api]}" if self.api in SIGNING_KEYS else ""


def doors(sender: Sender) -> list[Door]:
    """Of all providers that a sender may choose; with its events, that of the one that it has."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, api in APIS.items():
        kinds[api.backend] = (*kinds.get(api.backend, ()), str(kind))
    used = sender.kind if sender.pk else ""
    return [
        Door(api, those, *(_heard(those[0]) if used in those else ()))
        for api, those in kinds.items()
    ]


def _heard(kind: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the first and the last event of this provider came; anymail names it as we do."""
    heard = DeliveryReport.objects.filter(provider=Sender.Kind(kind).label)
    times = heard.order_by("pk").values_list("heard_at", flat=True)
    return times.first(), times.last()
