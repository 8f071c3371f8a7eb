"""What customers say: english.txt and spanish.txt beside this have the phrases, by the flag that each raises."""

from pathlib import Path

import pytest

from tickets.rules.signs import Flag, Own, Sign, flags, read

FOLDER = Path(__file__).parent
PHRASES = [
    line
    for name in ("english.txt", "spanish.txt")
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
]
MEGABYTE = 1_000_000


def said(text: str) -> list[tuple[str, str]]:
    return [(each.sign, each.words) for each in read(text)]


@pytest.mark.parametrize("line", PHRASES)
def test_words_raise_what_they_should(line: str) -> None:
    mark, _, words = line.partition(" ")
    found = read(words)
    raised = ",".join(flags(found)) or ("weak" if found else "-")
    assert raised == mark, found


def test_a_sign_has_its_words_and_their_place() -> None:
    text = "Buenos días:\n\nEstoy   muy\nenfadada."
    (found,) = read(text)
    assert (found.sign, found.words) == (Sign.ANGER, "Estoy muy enfadada")
    assert text[found.start :].startswith("Estoy")
    assert found.phrase == "estoy enfadada"


def test_the_same_words_twice_are_one_sign() -> None:
    assert len(read("Unacceptable! I repeat: unacceptable.")) == 1


def test_a_phrase_does_not_go_beyond_its_sentence() -> None:
    assert not read("I was in the shop and you were fed. Up the hill I went.")


@pytest.mark.parametrize("text", ["“This is a disgrace”", "«Es una vergüenza»", "> I am furious"])
def test_what_is_quoted_is_nobodys_anger(text: str) -> None:
    assert not read(text)


def test_apostrophes_may_be_curly_or_missing() -> None:
    for text in ("I'm furious", "I’m furious", "im furious"):
        assert said(text) == [("anger", text)]


def test_a_managers_words_raise_the_flag_of_their_playbook() -> None:
    own = (Own(1, Flag.COMPLEX, ("several orders",)), Own(2, Flag.PRESS, ("Periódico", "  ")))
    found = read("Several   orders are missing, says the periodico.", own)
    assert set(flags(found)) == {Flag.COMPLEX, Flag.PRESS}
    assert [each.sign for each in found] == [Sign.OWN, Sign.OWN]


def test_a_managers_words_may_be_denied_too() -> None:
    assert not read("I do not have several orders.", [Own(1, Flag.COMPLEX, ("several orders",))])


@pytest.mark.parametrize(
    "piece",
    ["!", '"', "third time ", "I AM NOT ", "\n ", "!!! x", "fed up with not being fed up "],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_in_linear_time(piece: str) -> None:
    read(piece * (MEGABYTE // len(piece.encode())))


def test_nothing_is_no_sign() -> None:
    assert read("") == read(" \n\0") == ()
