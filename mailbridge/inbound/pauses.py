"""How long to leave a mail server alone after trouble."""

from __future__ import annotations

import random

from mailbridge.inbound.trouble import CannotConnect

FIRST, LONGEST = 2, 120  # seconds
# A server that refuses a password locks the account when it is asked too often (F39).
FIRST_LOGIN, LONGEST_LOGIN = 60, 3600
_PATIENT_KINDS = frozenset(("login", "secret", "busy", "folder", "tls_required"))


def pause_after(why: CannotConnect, failures: int) -> float:
    """Seconds until the next try after so many failures: the server's own wish, else doubling.

    A tenth more or less by chance, so that many mailboxes do not come back together.
    """
    if why.retry_seconds:
        return why.retry_seconds
    is_patient = why.kind in _PATIENT_KINDS
    first, longest = (FIRST_LOGIN, LONGEST_LOGIN) if is_patient else (FIRST, LONGEST)
    doubled = first * 2.0 ** min(max(failures - 1, 0), 12)
    return min(longest, doubled) * random.uniform(0.9, 1.1)  # noqa: S311
