from __future__ import annotations

import re

import time_machine
from django.test import Client
from django.urls import reverse

from tickets.models import Attachment, Message


def test_the_frame_runs_nothing_and_loads_nothing_from_elsewhere(
    desk: Client, formatted: Message
) -> None:
    frame = desk.get(reverse("desk:frame", args=[formatted.pk]))
    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert "https:" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert ' src="https://mira.example' not in frame.text


def test_pictures_from_elsewhere_come_when_asked_for(desk: Client, formatted: Message) -> None:
    frame = desk.get(reverse("desk:frame", args=[formatted.pk]), {"pictures": "1"})
    assert 'src="https://mira.example/p.gif"' in frame.text
    assert "https: http:" in frame.headers["Content-Security-Policy"]
    assert frame.headers["Referrer-Policy"] == "no-referrer"


def test_the_mails_own_pictures_are_shown(client: Client, desk: Client, formatted: Message) -> None:
    frame = desk.get(reverse("desk:frame", args=[formatted.pk])).text
    address = re.search(r'src="http://testserver(/desk/pictures/[^"]+)"', frame)
    assert address
    picture = client.get(address[1])  # the sandboxed frame sends no cookie
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.getvalue() == b"\x89PNG\r\n\x1a\n"


def test_a_pictures_address_does_not_last(client: Client, desk: Client, formatted: Message) -> None:
    frame = desk.get(reverse("desk:frame", args=[formatted.pk])).text
    address = re.search(r'src="http://testserver(/desk/pictures/[^"]+)"', frame)
    assert address
    with time_machine.travel("2099-01-01T00:00Z"):
        assert client.get(address[1]).status_code == 404
    assert client.get(address[1][:-3] + "xx/").status_code == 404


def test_only_pictures_are_shown_by_such_an_address(
    client: Client, desk: Client, formatted: Message
) -> None:
    frame = desk.get(reverse("desk:frame", args=[formatted.pk])).text
    Attachment.objects.update(content_type="text/html")
    address = re.search(r'src="http://testserver(/desk/pictures/[^"]+)"', frame)
    assert address
    assert client.get(address[1]).status_code == 404


def test_a_mail_without_formatting_has_no_frame(desk: Client, formatted: Message) -> None:
    Message.objects.update(html="")
    assert desk.get(reverse("desk:frame", args=[formatted.pk])).status_code == 404
