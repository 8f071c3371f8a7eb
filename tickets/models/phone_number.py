"""Phone numbers: read as people write them, kept in one way (E.164), shown as one reads them."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

LONGEST = 16  # E.164: a plus and fifteen digits
# Whoever asks to be called there lets us pay for it.
COSTLY = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)


def read(written: str, *, region: str) -> str:
    """The number in E.164; empty when nobody can be called there. `region` (two letters, or empty) is the
    country of a number written without one.
    """
    try:
        number = phonenumbers.parse(written, region or None)
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in COSTLY:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """ "+34612345678" as "+34 612 34 56 78"; what is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def region_of(number: str) -> str:
    """The country of a number as we publish it, two letters; empty when it does not tell."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number, None)) or ""
    except NumberParseException:
        return ""
