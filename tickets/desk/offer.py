"""What an agent may let the customer choose from, on the sheet of a proposal (R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent, Alternative, Message, ProposalOption, Ticket, currency
from tickets.models.ticket import Offer


class OfferForm(forms.Form):
    """One alternative; without its tick, nothing else of it counts."""

    is_offered = forms.BooleanField(required=False)
    words = forms.CharField(
        label=_("The customer reads"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )
    value = forms.DecimalField(
        label=_("Value"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "input input--small", "autocomplete": "off"}
        ),
    )

    def __init__(
        self,
        alternative: Alternative,
        language: str,
        data: Any = None,
        made: ProposalOption | None = None,
    ) -> None:
        initial: dict[str, Any] = {"words": alternative.text_in("words", language)}
        if made:
            initial = {"is_offered": True, "words": made.words, "value": made.value}
        super().__init__(data, prefix=f"offer-{alternative.key}", initial=initial)
        self.alternative = alternative
        self.fields["words"].widget.attrs["lang"] = language
        self.fields["value"].label = currency.labelled(self.fields["value"].label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("is_offered"):
            self.errors.clear()
        elif "words" in cleaned and not cleaned["words"]:
            self.add_error("words", _("Say it in words for the customer."))
        elif "value" in cleaned and cleaned["value"] is None and self.has_limit:
            self.add_error("value", _("Say how much: there is a limit."))
        return cleaned

    @property
    def has_limit(self) -> bool:
        return self.alternative.limit is not None

    def offers(self) -> tuple[Offer, ...]:
        """The offer that a valid form makes, if it does."""
        told = self.cleaned_data
        if not told["is_offered"]:
            return ()
        return (Offer(self.alternative, told["words"], told["value"]),)


def offer_forms(
    agent: Agent, ticket: Ticket, data: Any = None, again: Message | None = None
) -> list[OfferForm]:
    """`again`: a proposal that was taken back, whose offers stay ticked."""
    options = ProposalOption.objects.filter(proposal__message=again) if again else ()
    made = {option.alternative_id: option for option in options}
    return [
        OfferForm(each, ticket.language, data, made.get(each.pk))
        for each in ticket.alternatives_for(agent)
    ]


def are_stale(ticket: Ticket, shown: Mapping[str, Any]) -> bool:
    """Are the ways to settle it on the agent's sheet those of another procedure, or of an earlier version?"""
    return str(shown.get("offers_of", _owner(ticket))) != _owner(ticket)


def _owner(ticket: Ticket) -> str:
    return str(ticket.procedure_version_id or "")


def offered(forms: Sequence[OfferForm]) -> tuple[Offer, ...]:
    """What these valid forms offer."""
    return tuple(offer for form in forms for offer in form.offers())
