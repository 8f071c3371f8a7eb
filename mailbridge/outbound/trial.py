"""Try a sender as it is typed, and say in words what is wrong."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from mailbridge.models import Sender
from mailbridge.outbound import provider
from mailbridge.outbound.line import problem_with
from mailbridge.outbound.outcomes import NotNow, from_error
from mailbridge.outbound.smtp import EmailBackend
from mailbridge.outbound.ways import backend_for
from mailbridge.problems.problem import Problem
from mailbridge.problems.verdict import Verdict

log = logging.getLogger(__name__)


def try_sender(sender: Sender, *, sent_by: str, to: str) -> Verdict:
    """Sign in at an SMTP server. A provider's API can only be tried by sending: a line from `sent_by` to `to`."""
    try:
        praise = _tried(backend_for(sender), sent_by=sent_by, to=to)
    except Exception as error:  # of many kinds, as in sending
        outcome = from_error(error, is_handing_over=False)
        log.info("A sender was tried: %s", outcome)
        said = outcome.problem if isinstance(outcome, NotNow) else None
        why = "" if said else getattr(outcome, "why", "")
        return Verdict(problem_with(sender, said or Problem("sender_refused", {"said": why})))
    return Verdict(None, praise)


def _tried(backend: BaseEmailBackend, *, sent_by: str, to: str) -> str:
    if isinstance(backend, EmailBackend):
        backend.open()
        backend.close()
        return _("Answers can leave: the server that sends them let us in.")
    body = _("If you read this, the answers of your helpdesk can leave by this way.")
    mail = EmailMessage(_("Test of Ventanilla"), body, sent_by, [to])
    provider.send(backend, mail)
    return _("A test mail is on its way to %s.") % to
