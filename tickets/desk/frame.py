"""A mail as it was formatted, in a page of its own: no script, no origin, no pictures until asked for.

RELIABILITY.md A1, A9, A10.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from tickets.desk.picture import ticket_for
from tickets.desk.scope import AgentRequest, agents_only, visible_message
from tickets.models import Message

POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline' {own}; img-src {pictures}; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


@require_safe
@xframe_options_sameorigin
@agents_only
def frame(request: AgentRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(
        Message.objects.exclude(html=""), pk=visible_message(request, message_id).pk
    )
    shows_remote = request.GET.get("pictures") == "1"
    # Which code sanitises mail is wired in the settings: the room and its doors never name the mail bridge.
    with_pictures: Callable[..., str] = import_string(settings.MAIL_HTML)
    body = with_pictures(message.html, _picture_urls(request, message), show_remote=shows_remote)
    response = render(
        request, "desk/frame.html", {"body": body, "language": message.ticket.language}
    )
    own = request.build_absolute_uri("/").rstrip("/")
    pictures = f"{own} https: http:" if shows_remote else own
    response["Content-Security-Policy"] = POLICY.format(own=own, pictures=pictures)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _picture_urls(request: AgentRequest, message: Message) -> dict[str, str]:
    """Where the mail's own pictures are, by Content-ID; with a ticket, since a sandbox sends no cookie."""
    return {
        file.content_id.strip("<>"): request.build_absolute_uri(
            reverse("desk:picture", args=[ticket_for(file)])
        )
        for file in message.attachments.exclude(content_id="")
    }
