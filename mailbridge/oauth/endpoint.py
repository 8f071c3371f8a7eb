"""The one POST of OAuth 2.0 (RFC 6749), and what a refusal means for the person who has to act."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from django.utils import timezone

from mailbridge.problems.problem import Problem

PATIENCE = (5, 15)  # seconds to connect, and to answer
CLOCKS_DIFFER = dt.timedelta(minutes=5)
LIFE = 3600  # seconds, of a token whose provider does not say
_MICROSOFT_CODE = re.compile(r"AADSTS\d{5,7}")
# Microsoft's own codes say more than the standard's few words.
_BY_CODE = {
    "AADSTS7000222": "oauth_secret_ended",
    "AADSTS7000215": "oauth_secret_wrong",
    "AADSTS700016": "oauth_app_unknown",
    "AADSTS90002": "oauth_app_unknown",
    "AADSTS65001": "oauth_admin_consent",
    "AADSTS90094": "oauth_admin_consent",
    "AADSTS90095": "oauth_admin_consent",
}
_BY_ERROR = {
    "invalid_grant": "oauth_withdrawn",
    "interaction_required": "oauth_withdrawn",
    "login_required": "oauth_withdrawn",
    "consent_required": "oauth_admin_consent",
    "invalid_client": "oauth_secret_wrong",
    "unauthorized_client": "oauth_app_unknown",
    "access_denied": "oauth_denied",
    "temporarily_unavailable": "oauth_away",
    "server_error": "oauth_away",
}


@dataclass(frozen=True)
class Tokens:
    # Neither in a log nor in an error report.
    access_token: str = field(repr=False)
    seconds: int
    refresh_token: str = field(default="", repr=False)
    refresh_seconds: int = 0  # 0: the permission has no end of its own


def ask(url: str, facts: dict[str, str], form: dict[str, str]) -> Tokens | Problem:
    """Tokens for this form; `facts` name provider and account in the words of a Problem."""
    try:
        answer = requests.post(
            url,
            data=form,
            headers={"Accept": "application/json"},
            timeout=PATIENCE,
            allow_redirects=False,
        )
        said = answer.json()
    except requests.exceptions.SSLError:
        return Problem("oauth_certificate", facts)
    except requests.RequestException:  # and what is no JSON
        return Problem("oauth_away", facts)
    if not isinstance(said, dict) or answer.status_code >= 500 or answer.status_code == 429:
        return Problem("oauth_away", facts)
    if "access_token" in said:
        return _tokens(said)
    problem = refusal(said, facts)
    if minutes := _minutes_off(answer.headers.get("Date", "")):
        return Problem("oauth_clock", {**facts, "minutes": minutes, "code": problem.facts["code"]})
    return problem


def refusal(said: dict[str, Any], facts: dict[str, str]) -> Problem:
    """What an answer with `error` means, from the token address or in the browser's way back."""
    error = str(said.get("error", ""))[:60]
    found = _MICROSOFT_CODE.search(str(said.get("error_description", "")))
    code = found[0] if found else ""
    kind = _BY_CODE.get(code) or _BY_ERROR.get(error, "oauth_refused")
    if kind == "oauth_withdrawn" and facts["provider"] == "Google":
        kind = "oauth_withdrawn_google"
    return Problem(kind, {**facts, "code": code or error or "?"})


def _tokens(said: dict[str, Any]) -> Tokens:
    return Tokens(
        access_token=str(said["access_token"]),
        seconds=_seconds(said.get("expires_in"), LIFE),
        refresh_token=str(said.get("refresh_token") or ""),
        refresh_seconds=_seconds(said.get("refresh_token_expires_in"), 0),
    )


def _seconds(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else default


def _minutes_off(date: str) -> int:
    """By how much our clock differs from the provider's; 0 when they agree."""
    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return 0
    off = abs(timezone.now() - there) if there.tzinfo else dt.timedelta()
    return int(off.total_seconds() // 60) if off > CLOCKS_DIFFER else 0
