"""Addresses, with the traps in which parsers differ (RELIABILITY.md A22)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.inbound.parts.addresses import read_addresses, read_author
from mailbridge.inbound.parts.headers import Headers

ANA = "ana@acme.example"
LISTS = {
    f"{ANA}, b@x.example": [ANA, "b@x.example"],
    f"{ANA}; b@x.example": [ANA, "b@x.example"],
    f'"Peña, Ana" <{ANA}>, b@x.example': [ANA, "b@x.example"],
    f"Equipo: {ANA}, b@x.example;": [ANA, "b@x.example"],
    "undisclosed-recipients:;": [],
    "<@relay.example:ana@acme.example>": [ANA],
    f"Ana (a comment (nested)) <{ANA}>": [ANA],
    f"<{ANA}.>": [ANA],
    "ana@[192.0.2.1]": ["ana@[192.0.2.1]"],
    "ана@пример.example": ["ана@пример.example"],
    "nobody": [],
    "@": [],
    "a@": [],
    "": [],
}


@pytest.mark.parametrize("source", LISTS)
def test_a_list_is_split_right(source: str) -> None:
    assert [address.addr for address in read_addresses(source)] == LISTS[source]


TRAPS = [
    "alice@example.example)ana@acme.example",
    "<alice@example.example> <ana@acme.example>",
    "<alice@example.example> ana@acme.example",
    "alice@example.example, ana@acme.example",
    '"alice@example.example" ana@acme.example, b@x.example',
    "alice@example.example <ana@acme.example> <eve@evil.example>",
]


@pytest.mark.parametrize("source", TRAPS)
def test_what_parsers_read_differently_names_no_sure_author(source: str) -> None:
    author = read_author(Headers((("from", source.encode()),)))
    found = {address.addr for address in read_addresses(source)}
    assert author.problem or len(found) == 1


def test_an_address_as_display_name_does_not_stand_in() -> None:
    author = read_author(Headers((("from", b'"boss@acme.example" <eve@evil.example>'),)))
    assert author.addr == "eve@evil.example"
    assert author.name == "boss@acme.example"


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(source: str) -> None:
    for address in read_addresses(source):
        assert "@" in address.addr
        assert not set(address.addr + address.name) & set("\r\n\x00")
