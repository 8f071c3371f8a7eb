"""What an agent should know before trusting a mail: who says that they sent it, and where answers would go."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tickets.models import Message
from tickets.rules.lookalikes import is_lookalike, wire_form

FROM_OUTSIDE = (Message.Kind.CUSTOMER, Message.Kind.THIRD_PARTY)


@dataclass(frozen=True)
class Doubt:
    """`urgency` is "late" (probably forged) or "soon" (nobody knows), as the style sheet has them."""

    urgency: str
    word: str
    sentence: str


def doubts(message: Message) -> list[Doubt]:
    """Only of mail: what was written on the customer's page came by their own link."""
    if message.kind not in FROM_OUTSIDE or not message.came_by_mail:
        return []
    found = (_of_sender(message), _of_letters(message), _of_answer_address(message))
    return [doubt for doubt in found if doubt]


def _of_sender(message: Message) -> Doubt | None:
    """A13. Without a mail server of ours that checks (AUTHSERV_IDS), nothing is known of any mail."""
    domain = _domain(message.from_addr)
    if message.is_disowned:
        said = _(
            "%(domain)s says that this mail is not from there: it is probably forged. Give nothing away"
            " and change nothing on its word; ask the customer in another way."
        )
        return Doubt("late", _("sender disowned"), said % {"domain": domain})
    if message.is_authenticated or not settings.AUTHSERV_IDS:
        return None
    said = _(
        "The mail server could not confirm that this mail comes from %(domain)s. Your answer goes to the"
        " customer's own address; before you do what only they may ask for, make sure that it is they."
    )
    return Doubt("soon", _("sender not verified"), said % {"domain": domain})


def _of_letters(message: Message) -> Doubt | None:
    """A23: the eye cannot tell them apart, so the address is written in plain letters."""
    domain = _domain(message.from_addr)
    if not is_lookalike(domain):
        return None
    said = _(
        "The address mixes letters of several alphabets that look alike. Written in plain letters, the"
        " mail says that it comes from %(domain)s."
    )
    plain = wire_form(domain) or ascii(domain)
    return Doubt("late", _("look-alike letters"), said % {"domain": plain})


def _of_answer_address(message: Message) -> Doubt | None:
    """A19: we answer the sender, whatever Reply-To says; who means another place should tell us so."""
    own = _domain(message.from_addr)
    foreign = next((to for to in message.reply_to if not _is_same(_domain(to), own)), "")
    if not foreign or not own:
        return None
    said = _(
        "The mail asks for answers at %(foreign)s. Your answer goes to %(own)s all the same; add the"
        " other address only if you know it."
    )
    facts = {"foreign": foreign, "own": message.from_addr}
    return Doubt("soon", _("wants answers elsewhere"), said % facts)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _is_same(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
