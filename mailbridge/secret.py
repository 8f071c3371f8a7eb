"""Secrets at rest (A41): Fernet keys. The first of ENCRYPTION_KEYS seals, each of them opens."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Unopenable(Exception):
    """The secret was sealed with a key that is no longer in ENCRYPTION_KEYS."""


def seal(plain: str) -> str:
    return _keys().encrypt(plain.encode()).decode() if plain else ""


def unseal(sealed: str) -> str:
    """The plain secret. Raises Unopenable."""
    if not sealed:
        return ""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unopenable("The secret was encrypted with a key that is not configured.") from error


def _keys() -> MultiFernet:
    if not settings.ENCRYPTION_KEYS:
        raise ImproperlyConfigured(
            "ENCRYPTION_KEYS is empty: see .env.example for how to make one."
        )
    return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])


class Sealed:
    """A row's attribute that is plain in memory and encrypted in the field of the given name.

    Reading it raises Unopenable.
    """

    def __init__(self, field: str) -> None:
        self._field = field

    def __get__(self, row: object, owner: type | None = None) -> str:
        return unseal(getattr(row, self._field))

    def __set__(self, row: object, plain: str) -> None:
        setattr(row, self._field, seal(plain))
