"""Subjects without the marks of mail programs."""

import pytest

from tickets.rules.subjects import bare_subject


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Cargo doble", "Cargo doble"),
        ("Re: Cargo doble", "Cargo doble"),
        ("RE: RV: re:Cargo doble", "Cargo doble"),
        ("Fwd: FW: AW: Double charge", "Double charge"),
        ("Re[2]: Double charge", "Double charge"),
        ("Re : [#20481] Double charge", "Double charge"),
        ("[#20481] Re: Double charge", "Double charge"),
        ("Re\uff1aDouble   charge\t", "Double charge"),
        ("Reembolso: pedido 5512", "Reembolso: pedido 5512"),
        ("Ref: pedido 5512", "Ref: pedido 5512"),
        ("Charge: Re: what?", "Charge: Re: what?"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_a_bare_subject_is_the_customers_own_words(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
