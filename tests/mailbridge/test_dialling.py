"""A11: what somebody types as a mail server never reaches into our own network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from mailbridge.dialling import dial, is_public
from mailbridge.inbound.server import imap
from mailbridge.models import Mailbox

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::10.0.0.1",
    "2001:0:808:808::80ff:fffe",
]  # fmt: skip
PUBLIC = ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::9.9.9.9"]


@pytest.fixture
def strict(settings: Settings) -> None:
    settings.PRIVATE_MAIL_HOSTS = []


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A name server that answers so, one after the other; returns whom it was asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr("mailbridge.dialling.socket.getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_our_own_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"])
def test_no_spelling_of_a_private_address_gets_through(
    strict: None, listener: int, host: str
) -> None:
    with pytest.raises(socket.gaierror):
        dial(host, listener, 2)


def test_a_private_host_and_a_missing_one_are_answered_alike(strict: None) -> None:
    told = []
    for host in ("127.0.0.1", "imap.nowhere.invalid"):
        with pytest.raises(imap.CannotConnect) as caught:
            imap.connect(Mailbox(host=host, username="support"))
        told.append(str(caught.value).replace(host, "HOST"))
    assert told[0] == told[1]


def test_a_host_that_the_settings_name_may_be_private(settings: Settings, listener: int) -> None:
    settings.PRIVATE_MAIL_HOSTS = ["127.0.0.1"]
    dial("127.0.0.1", listener, 2).close()


def test_one_private_address_among_public_ones_is_too_many(
    strict: None, listener: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ["9.9.9.9", "127.0.0.1"])
    with pytest.raises(socket.gaierror):
        dial("imap.rebind.example", listener, 2)


def test_a_name_is_asked_for_once_and_its_judged_address_is_used(
    strict: None, listener: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = names(monkeypatch, ["9.9.9.9"], ["127.0.0.1"])
    dialled: list[str] = []
    monkeypatch.setattr(
        "mailbridge.dialling.socket.create_connection",
        lambda place, timeout: dialled.append(place[0]),
    )
    dial("imap.rebind.example", listener, 2)
    assert (asked, dialled) == (["imap.rebind.example"], ["9.9.9.9"])


def test_a_second_address_is_tried_when_the_first_is_dead(
    settings: Settings, listener: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRIVATE_MAIL_HOSTS = ["imap.two.example"]
    dialled: list[str] = []

    def one_is_dead(place: tuple[str, int], timeout: float) -> None:
        dialled.append(place[0])
        if place[0] == "127.0.0.2":
            raise ConnectionRefusedError

    names(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    monkeypatch.setattr("mailbridge.dialling.socket.create_connection", one_is_dead)
    dial("imap.two.example", listener, 2)
    assert dialled == ["127.0.0.2", "127.0.0.1"]
