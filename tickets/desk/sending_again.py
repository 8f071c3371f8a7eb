"""What an agent does about mail that did not arrive: send it again, or allow mail to its address again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.composer import composer, typed
from tickets.desk.forms import ReplyForm
from tickets.desk.scope import AgentRequest, agents_only, visible_message, visible_ticket
from tickets.desk.ticket import after, desk, parts
from tickets.models.ticket import Undeliverable


@require_POST
@agents_only
def send_again(request: AgentRequest, message_id: int) -> HttpResponse:
    message = visible_message(request, message_id)
    ticket = message.ticket
    if not request.user.may_reply(ticket):
        raise Http404
    outcome = ticket.send_again(message, by=request.user)
    if isinstance(outcome, Undeliverable):
        if not outcome.suppressions:
            messages.error(request, _("Not sent: this mail has no address. Write it again."))
            return after(request, ticket)
        addresses = ", ".join(each.address for each in outcome.suppressions)
        said = _("Not sent: mail to %s is stopped. Allow it again below, where you write.")
        messages.error(request, said % addresses)
        return after(request, ticket)
    said = _("It is being sent again.") if outcome else _("There is nothing to send again.")
    return after(request, ticket, said)


@require_POST
@agents_only
def lift(request: AgentRequest, number: int) -> HttpResponse:
    """Allow mail to an address again. What is being written stays on the sheet, and is not sent yet."""
    ticket = visible_ticket(request, number)
    if not request.user.may_reply(ticket):
        raise Http404
    ticket.allow_mail_to(request.POST.get("address", "")[:320], by=request.user)
    form = ReplyForm(initial=typed(request))
    if request.htmx:
        context = {**composer(request, ticket, form=form), **parts(request, ticket)}
        return render(request, "desk/refused.html", context)
    return render(request, "desk/inbox.html", desk(request, ticket, form=form))
