from __future__ import annotations

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.models import Ticket
from tickets.models.message import Incoming
from tickets.portal.forms import ReplyForm
from tickets.portal.scope import Visit, form_by_link
from tickets.portal.status import page


@form_by_link
def reply(visit: Visit) -> HttpResponseBase:
    """Write to us. The same verb as mail; long after closing it opens a new ticket that follows this one."""
    form = ReplyForm(visit.request.POST, visit.request.FILES)
    if not form.is_valid():
        return page(visit, reply_form=form, status=422)
    try:
        ticket, incoming = visit.ticket, _incoming(visit, form)
    except OSError:  # the disk is full or away (F29): nothing typed is lost
        form.add_error(
            "attached",
            _("We cannot store your files just now. Please send your message without them."),
        )
        return page(visit, reply_form=form, status=503)
    if ticket.takes_follow_up(incoming.received_at):
        ticket.receive(incoming)
        return visit.to_page("reply")
    newer = Ticket.open_from(incoming, channel=ticket.channel, follows=ticket)
    return Visit(visit.request, visit.language, newer.share_link()).to_page("new")


def _incoming(visit: Visit, form: ReplyForm) -> Incoming:
    customer, text = visit.ticket.customer, form.cleaned_data["text"]
    return Incoming(
        from_addr=customer.email,
        from_name=customer.name,
        to=(visit.ticket.channel.address,),
        subject=visit.ticket.subject,
        text=text,
        new_text=text,
        language=visit.language,
        received_at=timezone.now(),
        files=form.stored_files(),
        source_key=f"portal:{visit.form_key()}",
        is_authenticated=True,  # the link went to the customer's own address
    )
