"""What signs amount to."""

import datetime as dt

from tickets.rules.signs import Flag, Found, Sign, flags, in_a_row, read

NOON = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LATE = Found(sign=Sign.LATE, strength=1)
DECLINED = Found(sign=Sign.DECLINED, strength=1, amount=1)


def test_one_clear_sign_is_enough() -> None:
    assert set(flags(read("Esto es inaceptable."))) == {Flag.UPSET}


def test_a_weak_one_is_not() -> None:
    assert not flags(read("Ya os escribí."))
    assert not flags([LATE])


def test_two_weak_ones_are() -> None:
    assert set(flags(read("¿¿¿Dónde está??? Ya os escribí."))) == {Flag.UPSET}


def test_what_happened_makes_words_weigh_more() -> None:
    raised = flags([*read("Ya os escribí."), LATE])
    assert [each.sign for each in raised[Flag.UPSET]] == [Sign.ASKED_AGAIN, Sign.LATE]
    assert set(raised) == {Flag.UPSET}


def test_without_such_words_it_is_a_risk() -> None:
    assert set(flags([LATE, DECLINED])) == {Flag.AT_RISK}


def test_the_gravest_flag_comes_first() -> None:
    raised = flags(read("Sois unos ladrones, estoy harto, voy a hablar con mi abogado."))
    assert list(raised) == [Flag.LEGAL, Flag.ABUSIVE, Flag.UPSET]


def test_messages_within_the_hour_are_one() -> None:
    assert in_a_row([NOON, NOON + 5 * MINUTE, NOON + 50 * MINUTE]) == 1
    assert in_a_row([NOON + 60 * MINUTE, NOON, NOON + 130 * MINUTE]) == 3
    assert in_a_row([]) == 0
