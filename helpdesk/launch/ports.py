"""Free ports on loopback."""

import socket

from helpdesk.embedded.trouble import CannotStart

ATTEMPTS = 100


def is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen(1)
        except (OSError, OverflowError):
            return False
    return True


def first_free(
    preferred: int, *, host: str = "127.0.0.1", taken: frozenset[int] = frozenset()
) -> int:
    """The preferred port, or the next one that nobody uses."""
    for port in range(preferred, preferred + ATTEMPTS):
        if port not in taken and is_free(port, host=host):
            return port
    raise CannotStart(f"No port from {preferred} to {preferred + ATTEMPTS - 1} is free on {host}.")


def any_free(*, host: str = "127.0.0.1") -> int:
    """A port that the kernel picks: no two who ask at the same time get the same."""
    with socket.socket() as trial:
        trial.bind((host, 0))
        return int(trial.getsockname()[1])


def exactly(wanted: str, *, host: str = "127.0.0.1") -> int:
    """The port that a person named. Raises CannotStart when it is not one, or not free."""
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise CannotStart(f"PORT={wanted} is not a port: name a number from 1024 to 65535.")
    if not is_free(int(wanted), host=host):
        raise CannotStart(
            f"Port {wanted} cannot be used (busy, or not for this user): "
            "name another by PORT=…, or leave PORT out."
        )
    return int(wanted)
