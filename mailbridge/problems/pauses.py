"""How long to leave a mail server alone after trouble."""

from __future__ import annotations

import random

from mailbridge.problems.problem import Problem

FIRST, LONGEST = 2, 120  # seconds
# A server that refuses a password locks the account when it is asked too often (F39).
FIRST_LOGIN, LONGEST_LOGIN = 60, 3600
_PATIENT_KINDS = frozenset(
    (
        "login",
        "secret",
        "busy",
        "folder",
        "tls_required",
        "smtp_login",
        "provider_key",
        "oauth_not_let_in",
    )
)


def pause_after(problem: Problem, failures: int, *, wish: int = 0) -> float:
    """Seconds until the next try after so many failures: the server's own wish, else doubling.

    A tenth more or less by chance, so that many mailboxes do not come back together.
    """
    if wish:
        return wish
    is_patient = problem.kind in _PATIENT_KINDS or bool(problem.remedy)
    first, longest = (FIRST_LOGIN, LONGEST_LOGIN) if is_patient else (FIRST, LONGEST)
    doubled = first * 2.0 ** min(max(failures - 1, 0), 12)
    return min(longest, doubled) * random.uniform(0.9, 1.1)  # noqa: S311
