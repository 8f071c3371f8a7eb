"""The entry as a form on paper, after the Spanish hoja de reclamaciones."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.letters import LANGUAGES
from tickets.models import ComplaintRegister
from tickets.models.complaint_register import home_zone

LONGEST = 3000  # characters of the customer's words: the rest is in the mail


@require_GET
@agents_only
def official_form(request: AgentRequest, number: int) -> HttpResponse:
    """In the customer's language, or in that of `?language=`."""
    ticket = visible_ticket(request, number)
    complaint = ticket.complaint()
    if not complaint:
        raise Http404
    register = ComplaintRegister.current()
    wanted = request.GET.get("language", "")
    language = wanted if wanted in LANGUAGES else ticket.language
    words = ticket.customers_words()[:LONGEST]
    with translation.override(language), timezone.override(home_zone()):
        facts = {
            "words": words,
            # Nobody says it twice; what is left open is filled in by hand.
            "asked": complaint.asked if complaint.asked.strip() != words.strip() else "",
            "ticket": ticket,
            "complaint": complaint,
            "register": register,
            "further": register.further(language),
            "language": language,
            "languages": LANGUAGES,
        }
        return render(request, "desk/official_form.html", facts)
