"""Words that answer a proposal: tests/rules/agreement.txt has them, by what they are."""

from pathlib import Path

import pytest

from tickets.rules.agreement import Answer, Stance, read

PHRASES = Path(__file__).with_name("agreement.txt").read_text(encoding="utf-8").splitlines()
MEANT = {"+": Answer(Stance.YES), "-": Answer(Stance.NO), "?": None}
OPTIONS = (("Refund", "Reembolso"), ("Voucher", "Vale de compra"))


@pytest.mark.parametrize("line", [line for line in PHRASES if line[:1] in MEANT])
def test_words_mean_what_they_say(line: str) -> None:
    mark, _, words = line.partition(" ")
    assert read(words.replace("|", "\n")) == MEANT[mark]


@pytest.mark.parametrize(
    ("words", "option"),
    [("Prefiero el reembolso.", 0), ("I would prefer the voucher, please", 1),
     ("Sí, el vale de compra, gracias", 1), ("Yes, refund", 0), ("Quiero el reembolso", 0)],
)  # fmt: skip
def test_an_option_is_named(words: str, option: int) -> None:
    assert read(words, OPTIONS) == Answer(Stance.YES, option)


@pytest.mark.parametrize(
    "words",
    ["Refund", "Ni reembolso ni vale de compra", "Yes, the refund or the voucher", "¿Y el reembolso?"],
)  # fmt: skip
def test_a_name_alone_or_two_are_no_choice(words: str) -> None:
    answer = read(words, OPTIONS)
    assert answer is None


def test_a_long_letter_is_neither() -> None:
    assert read("Sí. " * 200) is None
