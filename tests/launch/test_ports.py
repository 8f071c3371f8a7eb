"""Which ports the demo takes."""

import socket
from collections.abc import Iterator

import pytest

from helpdesk.embedded.trouble import CannotStart
from helpdesk.launch import ports


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        yield somebody.getsockname()[1]


def test_a_busy_port_is_passed_over(busy_port: int) -> None:
    assert ports.first_free(busy_port) > busy_port


def test_a_port_that_another_part_takes_is_passed_over() -> None:
    free = ports.first_free(26000)
    assert ports.first_free(free, taken=frozenset({free})) > free


def test_a_busy_port_that_a_person_named_is_an_error(busy_port: int) -> None:
    with pytest.raises(CannotStart, match=f"Port {busy_port} cannot be used"):
        ports.exactly(str(busy_port))


@pytest.mark.parametrize("wanted", ["eighty", "-1", "0", "65536", "²"])
def test_what_is_no_port_is_an_error(wanted: str) -> None:
    with pytest.raises(CannotStart, match="is not a port"):
        ports.exactly(wanted)
