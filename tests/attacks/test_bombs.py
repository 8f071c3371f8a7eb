"""A31, A32: files that unpack into gigabytes, and texts on which patterns explode, from the mail to the answer."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.mailbridge.intake.conftest import Arrived, letter
from tests.portal.conftest import Counter
from tickets.models import Agent, Channel, Message
from tickets.models.ticket import Draft

pytestmark = pytest.mark.slow


def picture(width: int, height: int) -> bytes:
    """A PNG that says that it is so large; whoever believes it takes gigabytes for it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def nested_zip(levels: int) -> bytes:
    """Ten of the level below in each: ten million bytes to the power of the levels."""
    inner = bytes(10_000_000)
    for _ in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", inner)
        inner = packed.getvalue()
    return inner


def bombs() -> dict[str, tuple[str, bytes]]:
    return {
        "picture.png": ("image/png", picture(50_000, 50_000)),
        "archive.zip": ("application/zip", nested_zip(3)),
        "drawing.svgz": ("image/svg+xml", zlib.compress(bytes(50_000_000))),
    }


def with_files(files: dict[str, tuple[str, bytes]]) -> bytes:
    parts = ["--c\r\n\r\nHola."]
    for name, (kind, content) in files.items():
        about = f"Content-Type: {kind}\r\nContent-Disposition: attachment; filename={name}\r\n"
        encoded = base64.encodebytes(content).decode().replace("\n", "\r\n")
        parts.append(f"--c\r\n{about}Content-Transfer-Encoding: base64\r\n\r\n{encoded}")
    return letter("\r\n".join([*parts, "--c--"]), Content_Type="multipart/mixed; boundary=c")


def test_a_bomb_is_kept_and_handed_out_as_it_came(
    arrived: Arrived, ana: Agent, settings: Settings, tmp_path: Path
) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    files = bombs()
    raw = with_files(files)
    row = arrived(raw)
    assert row.message
    client = Client()
    client.force_login(ana)
    assert client.get(f"/desk/tickets/{row.message.ticket_id}/").status_code == 200
    for file in row.message.attachments.all():
        assert client.get(f"/desk/files/{file.pk}/").getvalue() == files[file.name][1]
    on_disk = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert on_disk < 2 * len(raw)


MEGABYTES = {
    "quotes": ">" * 1_000_000,
    "attributions": "On Mon, Mar 3, 2025 at 9:15 Ana <ana@acme.example> wrote:\n" * 10_000,
    "on": "On " * 300_000,
    "address": "https://acme.example/" + "a(" * 500_000,
    "addresses": "http://" * 150_000,
    "mail addresses": "a@" * 500_000,
    "dots": "a." * 500_000,
    "spaces": " \t" * 500_000 + "x",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("body", MEGABYTES.values(), ids=MEGABYTES)
def test_a_megabyte_of_one_thing_is_shown_answered_and_quoted(
    arrived: Arrived, channel: Channel, ana: Agent, body: str
) -> None:
    """Where a pattern explodes, this takes hours."""
    Channel.objects.update(quote=Channel.Quote.LAST)
    ticket = arrived(letter(body)).ticket
    assert ticket
    client = Client()
    client.force_login(ana)
    assert client.get(f"/desk/tickets/{ticket.number}/").status_code == 200
    assert Counter(ticket).look().status_code == 200
    assert isinstance(ticket.reply(ana, Draft(text="Hola.")), Message)
