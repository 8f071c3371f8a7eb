"""One line of a longer text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.rules.excerpts import excerpt


def test_a_short_text_becomes_one_line() -> None:
    assert (
        excerpt("  Good morning,\n\nI was charged\ttwice. ", 80)
        == "Good morning, I was charged twice."
    )


def test_a_long_text_is_cut_between_words() -> None:
    assert excerpt("I was charged twice for the same order", 20) == "I was charged twice…"


def test_a_mark_before_the_cut_goes_with_it() -> None:
    assert excerpt("Good morning, everyone", 16) == "Good morning…"


def test_a_word_without_end_is_cut_inside() -> None:
    assert excerpt("x" * 100, 10) == "x" * 9 + "…"


@settings(max_examples=80)
@given(text=st.text(), length=st.integers(2, 60))
def test_an_excerpt_is_never_longer_than_asked_and_always_one_line(text: str, length: int) -> None:
    line = excerpt(text, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1
