"""Files of a ticket: always a download, never run, and only for those who see the ticket (A5 to A8)."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tickets.desk.scope import AgentRequest, agents_only, visible_messages
from tickets.models import Attachment, blob

# Only what no browser runs; everything else is a heap of bytes.
HARMLESS_TYPES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"}
)
SANDBOX = "sandbox; default-src 'none'"


@require_safe
@agents_only
def attachment(request: AgentRequest, attachment_id: int) -> HttpResponse:
    visible = Attachment.objects.filter(message__in=visible_messages(request))
    file = get_object_or_404(visible, pk=attachment_id)
    return served(file, as_download=True)  # type: ignore[return-value]


def served(file: Attachment, *, as_download: bool) -> HttpResponseBase:
    """The bytes under our own type, name and policy. A damaged blob is a 404 that says so (F30)."""
    kind = file.content_type if file.content_type in HARMLESS_TYPES else "application/octet-stream"
    try:
        content = blob.opened(file.sha256)
    except blob.BlobDamaged as damage:
        raise Http404(_("This file is damaged or missing on our disk.")) from damage
    response = FileResponse(
        content, as_attachment=as_download, filename=file.name, content_type=kind
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
