"""What a refusal of the provider means, in a sentence that somebody can act on."""

from __future__ import annotations

import socket

import pytest

from mailbridge.oauth.endpoint import Tokens, ask
from mailbridge.problems.problem import Problem
from tests.oauth_provider import OAuthProvider

FACTS = {"provider": "Microsoft", "account": "support@alameda.example"}
FORM = {"grant_type": "refresh_token", "refresh_token": "x"}


def asked(provider: OAuthProvider, **refuses: str) -> Problem:
    provider.refuses = (refuses.get("error", ""), refuses.get("description", ""))
    answer = ask(f"{provider.url}/token", FACTS, FORM)
    assert isinstance(answer, Problem)
    return answer


@pytest.mark.parametrize(
    ("error", "description", "kind", "remedy"),
    [
        ("invalid_grant", "AADSTS50173: The grant was revoked.", "withdrawn", "sign_in"),
        ("invalid_grant", "AADSTS700082: Expired due to inactivity.", "withdrawn", "sign_in"),
        ("invalid_grant", "Token has been expired or revoked.", "withdrawn", "sign_in"),
        ("interaction_required", "AADSTS50076: Multi-factor.", "withdrawn", "sign_in"),
        ("invalid_grant", "AADSTS65001: Not consented.", "admin_consent", "sign_in"),
        ("invalid_client", "AADSTS7000222: Keys are expired.", "secret_ended", "app"),
        ("invalid_client", "AADSTS7000215: Invalid secret.", "secret_wrong", "app"),
        ("invalid_client", "Unauthorized", "secret_wrong", "app"),
        ("unauthorized_client", "AADSTS700016: No such app.", "app_unknown", "app"),
        ("invalid_request", "AADSTS90002: Tenant not found.", "app_unknown", "app"),
        ("invalid_scope", "AADSTS70011: No such scope.", "refused", "sign_in"),
    ],
)
def test_each_refusal_has_its_cause_and_its_button(
    provider: OAuthProvider, error: str, description: str, kind: str, remedy: str
) -> None:
    problem = asked(provider, error=error, description=description)
    assert (problem.kind, problem.remedy) == (f"oauth_{kind}", remedy)


def test_microsofts_own_code_is_named_for_its_administrator(provider: OAuthProvider) -> None:
    problem = asked(provider, error="invalid_scope", description="AADSTS70011: Trace ID: 255d")
    assert "AADSTS70011" in problem.reason
    assert "255d" not in str(problem)


def test_a_google_app_in_testing_is_the_usual_cause_there(provider: OAuthProvider) -> None:
    provider.refuses = ("invalid_grant", "Token has been expired or revoked.")
    answer = ask(f"{provider.url}/token", {**FACTS, "provider": "Google"}, FORM)
    assert isinstance(answer, Problem)
    assert "in testing" in answer.hint


def test_clocks_that_differ_are_the_likelier_cause(provider: OAuthProvider) -> None:
    provider.clock_off = -7200
    problem = asked(provider, error="invalid_grant")
    assert (problem.kind, problem.facts["minutes"]) == ("oauth_clock", 120)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_provider_in_trouble_is_asked_again_later(provider: OAuthProvider, status: int) -> None:
    provider.status = status
    assert (asked(provider).kind, asked(provider).remedy) == ("oauth_away", "")


def test_a_provider_that_does_not_answer_is_asked_again_later() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{closed.getsockname()[1]}/token", FACTS, FORM)
    assert isinstance(answer, Problem)
    assert answer.kind == "oauth_away"


def test_tokens_are_not_shown_where_things_are_printed() -> None:
    assert "canary" not in repr(Tokens("canary", 3600, "canary"))
