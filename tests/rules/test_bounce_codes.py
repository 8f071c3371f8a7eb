"""Which status codes say that an address is dead, and which only that this mail did not arrive."""

import pytest

from tickets.rules.bounce_codes import is_hard


@pytest.mark.parametrize("code", ["5.1.1", "5.1.10", "5.1.2", "5.1.0", "5.2.1", "5.4.1", "5.4.4"])
def test_no_such_address_is_hard(code: str) -> None:
    assert is_hard(code)


@pytest.mark.parametrize(
    "code",
    ["", "5.0.0", "5.2.2", "5.2.3", "5.3.4", "5.4.10", "5.7.1", "5.1.8", "5.1.7", "4.1.1", "5"],
)
def test_a_full_mailbox_a_filter_or_an_unknown_reason_is_not(code: str) -> None:
    assert not is_hard(code)
