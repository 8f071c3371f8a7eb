"""Amounts of money as one writes them: "€1,234.50" in English, "1.234,50 €" in Spanish."""

from decimal import Decimal

# Others are named by their code, since many countries call theirs "$".
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "US$"}
WITHOUT_CENTS = frozenset({"CLP", "COP", "CRC", "JPY", "KRW", "PYG"})
NO_BREAK = "\N{NO-BREAK SPACE}"


def symbol(currency: str) -> str:
    """How the currency of this ISO 4217 code is written beside an amount."""
    return SYMBOLS.get(currency, currency)


def in_words(amount: Decimal, *, currency: str, language: str) -> str:
    """Cents stand only where the currency has them, or the amount."""
    has_cents = currency not in WITHOUT_CENTS or amount != int(amount)
    number = f"{abs(amount):,.{2 if has_cents else 0}f}"
    minus, sign = "-" if amount < 0 else "", symbol(currency)
    if language.startswith("es"):
        number = number.translate(str.maketrans(",.", ".,"))
        return f"{minus}{number}{NO_BREAK}{sign}"
    gap = NO_BREAK if sign == currency else ""
    return f"{minus}{sign}{gap}{number}"
