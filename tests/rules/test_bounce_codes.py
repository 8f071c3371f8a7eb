"""Which status codes say that an address is dead, and which only that this mail did not arrive."""

import pytest

from tickets.rules.bounce_codes import is_hard, is_hard_reply


@pytest.mark.parametrize("code", ["5.1.1", "5.1.10", "5.1.2", "5.1.0", "5.2.1", "5.4.1", "5.4.4"])
def test_no_such_address_is_hard(code: str) -> None:
    assert is_hard(code)


@pytest.mark.parametrize(
    "code",
    ["", "5.0.0", "5.2.2", "5.2.3", "5.3.4", "5.4.10", "5.7.1", "5.1.8", "5.1.7", "4.1.1", "5"],
)
def test_a_full_mailbox_a_filter_or_an_unknown_reason_is_not(code: str) -> None:
    assert not is_hard(code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (550, "5.1.1 No such user here"),
        (550, "No such user"),
        (553, "sorry, recipient unknown"),
        (550, "The mailbox does not exist."),
    ],
)
def test_a_refusal_that_says_nobody_is_there_is_hard(code: int, words: str) -> None:
    assert is_hard_reply(code, words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (550, "5.7.1 Relaying denied: user unknown"),
        (550, "Rejected by policy"),
        (552, "5.2.2 Over quota"),
        (450, "5.1.1 odd"),
        (554, "Sender address unknown to us, please sign in"),
        (550, ""),
    ],
)
def test_a_refusal_for_another_reason_is_not(code: int, words: str) -> None:
    assert not is_hard_reply(code, words)
