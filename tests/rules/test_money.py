"""Money in English and Spanish; "_" stands for a space at which no line breaks."""

from decimal import Decimal

import pytest

from tickets.rules.money import in_words


@pytest.mark.parametrize(
    ("amount", "currency", "english", "spanish"),
    [
        ("49.9", "EUR", "€49.90", "49,90_€"),
        ("0", "EUR", "€0.00", "0,00_€"),
        ("1234567.5", "EUR", "€1,234,567.50", "1.234.567,50_€"),
        ("-20", "GBP", "-£20.00", "-20,00_£"),
        ("20", "USD", "US$20.00", "20,00_US$"),
        ("20", "MXN", "MXN_20.00", "20,00_MXN"),
        ("15990", "CLP", "CLP_15,990", "15.990_CLP"),
        ("15990.50", "CLP", "CLP_15,990.50", "15.990,50_CLP"),
    ],
)
def test_an_amount_is_written_as_its_readers_write_it(
    amount: str, currency: str, english: str, spanish: str
) -> None:
    for language, words in (("en", english), ("es-mx", spanish)):
        written = in_words(Decimal(amount), currency=currency, language=language)
        assert written == words.replace("_", "\N{NO-BREAK SPACE}")
