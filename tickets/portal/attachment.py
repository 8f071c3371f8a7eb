from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from tickets.models import Attachment, blob
from tickets.portal.scope import Visit, by_link


@by_link
def attachment(visit: Visit, attachment_id: int) -> HttpResponseBase:
    """A file of a public message of this ticket, always as a download: nothing in it runs here (A5, A8)."""
    public = visit.ticket.customer_conversation()
    found = get_object_or_404(Attachment, pk=attachment_id, message__in=public)
    try:
        content = BytesIO(found.content())
    except blob.BlobDamaged as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
