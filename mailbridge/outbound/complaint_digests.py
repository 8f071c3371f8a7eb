"""The analysis of a month's complaints to the managers who asked for it."""

from __future__ import annotations

from mailbridge.outbound import once
from mailbridge.outbound.compose import ComposedMail, file_part
from tickets.figures import complaint_digest
from tickets.models import ComplaintDigest


def send_due(deliver: once.Deliver, *, until: float) -> None:
    once.send_all(ComplaintDigest.objects.unmailed(), compose, deliver, until=until)


def compose(digest: ComplaintDigest) -> ComposedMail:
    """Raises CannotCompose."""
    written = complaint_digest.write(digest)
    composed = once.composed(written.letter, digest.channel, to=digest.agent.email)
    for file in written.files:
        composed.attach(file_part(file.name, file.content, content_type=file.content_type))
    composed.extra_headers["Message-ID"] = once.message_id(digest, "complaints")
    return composed
