"""A7, A23: names made to climb, hide or mislead, by mail and by upload."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.mailbridge.intake.conftest import Arrived, letter
from tests.portal.conftest import Counter
from tickets.models import Agent, Attachment, Ticket

NAMES = [
    "../../etc/passwd", "..\\..\\windows\\system32\\a.dll", "/etc/shadow", "C:\\autoexec.bat",
    "....//....//a.txt", "..%2f..%2fa.txt", "%2e%2e/a.txt", "a/../../b.txt", "./a.txt", "~/.ssh/id",
    ".htaccess", "..htaccess", ". htaccess", ".", "..", "...", "/", "\\", "//", " ", "", "\t", "-",
    "-rf", "--help.txt", "con", "con.txt", "nul", "aux.", "lpt1.pdf", "a.txt.", "a.txt ", " a.txt",
    "a\x00.txt", "a.php\x00.jpg", "a\r\nContent-Type: text/html\r\n\r\n<b>.txt", "a\nb.txt", "a\x1b[2J.txt",
    "factura\u202efdp.exe", "a\u200b.txt", "a\u2066b\u2069.txt", "\ufeffa.txt", "a\u00ad.txt",
    "<img src=x onerror=alert(1)>.png", '"><script>alert(1)</script>.txt', "a'b\"c`d.txt", "a;b.txt",
    "a|b.txt", "$(id).txt", "`id`.txt", "{{7*7}}.txt", "${7*7}.txt", "%s%n.txt", "a.txt;.php",
    "a.jpg.exe", "x" * 5_000 + ".pdf", "a." + "b" * 500, "a." * 300, "ñandú año.pdf", "発票.pdf",
    "\U0001f4ce.pdf", "cafe\u0301.txt", "a:b.txt", "file:///etc/passwd", "http://e.example/a.html",
]  # fmt: skip
TRAPS = re.compile(
    "[/\\\\:\\x00-\\x1f\\x7f-\\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|^\\.|^\\s|[\\s.]$"
)


def is_harmless(name: str) -> bool:
    return bool(name) and len(name) <= 120 and not TRAPS.search(name)


def by_mail(name: str) -> bytes:
    escaped = "".join(f"%{byte:02X}" for byte in name.encode())
    part = f"Content-Disposition: attachment; filename*=utf-8''{escaped}"
    body = (
        f"--c\r\n\r\nHola.\r\n--c\r\nContent-Type: application/pdf\r\n{part}\r\n\r\n%PDF\r\n--c--"
    )
    return letter(body, Content_Type="multipart/mixed; boundary=c")


def test_there_are_sixty_of_them() -> None:
    assert len(NAMES) >= 60


def test_a_name_that_came_by_mail_is_for_showing_only(arrived: Arrived, ana: Agent) -> None:
    client = Client()
    client.force_login(ana)
    rows = arrived.together(*map(by_mail, NAMES))
    for name, row in zip(NAMES, rows, strict=True):
        assert row.message is not None
        file = row.message.attachments.get()
        assert is_harmless(file.name), (name, file.name)
        answer = client.get(f"/desk/files/{file.pk}/")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename")
        assert answer.getvalue() == b"%PDF"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_uploaded_is_for_showing_only(ticket: Ticket, name: str) -> None:
    upload = SimpleUploadedFile("x", b"%PDF")
    vars(upload)["_name"] = name  # Django cleans the names of whoever asks politely
    Counter(ticket).send("reply", text="Adjunto.", attached=upload)
    for file in Attachment.objects.all():
        assert is_harmless(file.name), (name, file.name)
