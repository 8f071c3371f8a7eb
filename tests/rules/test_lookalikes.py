import pytest

from tickets.rules.lookalikes import is_lookalike, wire_form


@pytest.mark.parametrize(
    "domain",
    ["p\u0430ypal.example", "\u0430\u0440\u0440\u04cf\u0435.example", "g\u03bfogle.example"],
)
def test_letters_of_several_alphabets_look_alike(domain: str) -> None:
    assert is_lookalike(domain)
    assert wire_form(domain).startswith("xn--")


@pytest.mark.parametrize(
    "domain", ["papelería.example", "correo.example", "пример.рф", "straße-24.example", ""]
)
def test_one_alphabet_does_not(domain: str) -> None:
    assert not is_lookalike(domain)


def test_what_is_no_domain_has_no_wire_form() -> None:
    assert wire_form("a" * 70 + ".example") == ""
