"""The pictures inside a mail. The sandboxed frame sends no cookie: each address carries its own right."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tickets.desk.attachment import served
from tickets.models import Attachment

SALT = "desk.picture"
SECONDS = 3600
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def ticket_for(file: Attachment) -> str:
    return signing.dumps(file.pk, salt=SALT)


@require_safe
@never_cache
def picture(request: HttpRequest, right: str) -> HttpResponseBase:
    try:
        key = signing.loads(right, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    file = get_object_or_404(Attachment, pk=key, content_type__in=PICTURES)
    return served(file, as_download=False)
