"""Protocols to start from: complete, in Spanish and English, and taken in like any other file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).with_name("ready")


@dataclass(frozen=True)
class ReadyMade:
    key: str
    name: Promise
    words: Promise

    def text(self) -> str:
        return (FOLDER / f"{self.key}.yaml").read_text(encoding="utf-8")


READY_MADE = {
    each.key: each
    for each in (
        ReadyMade(
            "shop",
            _("Online shop"),
            _("Parcels, damaged goods, bills, returns, advice before buying."),
        ),
        ReadyMade(
            "software",
            _("Software company"),
            _("Questions, faults with three ways on, accounts, wishes, trials."),
        ),
        ReadyMade(
            "public_office",
            _("Public office"),
            _("Information, applications with missing papers, complaints, payments."),
        ),
    )
}
