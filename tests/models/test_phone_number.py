"""Phone numbers as people write them."""

import pytest

from tickets.models.phone_number import read, region_of, shown


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("612 34 56 78", "+34612345678"),
        ("(+34) 612-345-678", "+34612345678"),
        ("0034 612345678", "+34612345678"),
        ("+44 20 7946 0958", "+442079460958"),
        ("91 234 56 78", "+34912345678"),
    ],
)
def test_a_number_is_read_as_it_is_written(written: str, number: str) -> None:
    assert read(written, region="ES") == number


@pytest.mark.parametrize("written", ["", "12", "no sé", "806 12 34 56", "612 34 56 78 99", "\0"])
def test_what_nobody_can_call_for_free_is_no_number(written: str) -> None:
    assert read(written, region="ES") == ""


def test_without_a_country_the_number_must_name_it() -> None:
    assert read("612 34 56 78", region="") == ""
    assert read("+34 612 34 56 78", region="") == "+34612345678"


def test_a_number_is_shown_in_groups() -> None:
    assert shown("+34612345678") == "+34 612 34 56 78"
    assert shown("caller") == "caller"


def test_the_country_is_that_of_our_own_number() -> None:
    assert region_of("+34 910 000 000") == "ES"
    assert region_of("ask us") == ""
