"""Names in braces: a fixed list, plain substitution, and nothing that a template engine would do (A44)."""

import pytest

from tickets.rules.placeholders import NAMES, filled

VALUES = {name: name.upper() for name in NAMES}


def test_each_name_is_filled_in() -> None:
    assert filled("{name} {number} {agent} {link}", VALUES) == "NAME NUMBER AGENT LINK"


@pytest.mark.parametrize(
    "text",
    ["{{ settings.SECRET_KEY }}", "{% include 'x' %}", "{secret}", "{name.__class__}", "{name!r}",
     "%(name)s", "$name", "{ name }", "{0}", "{name:>10}"],
)  # fmt: skip
def test_everything_else_stays_literal(text: str) -> None:
    assert filled(text, VALUES) == text


def test_a_value_is_not_read_again() -> None:
    assert filled("{name}", {**VALUES, "name": "{link}{{ 7 }}"}) == "{link}{{ 7 }}"
