"""Writing to us from the page: the same ticket as by mail, once however often it is pressed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from tests.portal.conftest import Counter
from tickets.models import Agent, Attachment, Message, Ticket
from tickets.models.ticket import Draft, Status

QUESTION = "¿Cuándo veré el dinero en mi cuenta?"


def photo(name: str = "recibo.jpg", content: bytes = b"\xff\xd8 a receipt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def test_a_message_joins_the_ticket(lucia: Counter) -> None:
    answer = lucia.send("reply", text=QUESTION)
    assert answer.url.endswith("?done=reply")
    message = Message.objects.latest("pk")
    assert (message.ticket_id, message.kind, message.text) == (
        lucia.ticket.pk,
        "customer",
        QUESTION,
    )
    assert message.from_addr == "lucia@correo.example"


def test_a_double_click_is_one_message(lucia: Counter) -> None:
    data = {"key": lucia.form_key(), "text": QUESTION}
    for _ in "12":
        lucia.browser.post(lucia.address("reply"), data)
    assert Message.objects.filter(text=QUESTION).count() == 1


def test_the_same_words_twice_are_two_messages(lucia: Counter) -> None:
    for _ in "12":
        lucia.send("reply", text=QUESTION)
    assert Message.objects.filter(text=QUESTION).count() == 2


def test_an_answer_opens_a_waiting_ticket(lucia: Counter, ana: Agent) -> None:
    lucia.ticket.reply(ana, Draft(text="¿Nos manda el recibo?"))
    lucia.send("reply", text="Aquí lo tiene.")
    lucia.ticket.refresh_from_db()
    assert lucia.ticket.status == Status.OPEN


def test_files_come_along(lucia: Counter) -> None:
    lucia.send("reply", text="Adjunto el recibo.", attached=[photo(), photo("dos.jpg", b"two")])
    names = Attachment.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["recibo.jpg", "dos.jpg"]


def test_an_uploaded_name_is_made_safe(lucia: Counter) -> None:
    name = "../../" + "x" * 300 + "\u202egpj.exe"
    lucia.send("reply", text="Adjunto.", attached=[photo(name)])
    stored = Attachment.objects.get().name
    assert "/" not in stored
    assert "\u202e" not in stored
    assert len(stored) <= 120


def test_an_empty_message_is_not_sent_and_says_so(lucia: Counter) -> None:
    answer = lucia.send("reply", text="   ")
    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.content.decode()


@override_settings(UPLOAD_SIZE_LIMIT=10)
def test_too_large_files_are_refused_and_the_words_are_kept(lucia: Counter) -> None:
    answer = lucia.send("reply", text=QUESTION, attached=[photo()])
    assert answer.status_code == 422
    assert QUESTION in answer.content.decode()
    assert not Attachment.objects.exists()


def test_eleven_files_are_too_many(lucia: Counter) -> None:
    files = [photo(f"{number}.jpg") for number in range(11)]
    assert lucia.send("reply", text=QUESTION, attached=files).status_code == 422


def test_a_disk_without_room_keeps_the_words_and_says_what_to_do(
    lucia: Counter, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "full").touch()  # a file where the folder of the blobs should be
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "full"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    answer = lucia.send("reply", text=QUESTION, attached=[photo()])
    assert answer.status_code == 503
    assert QUESTION in answer.content.decode()
    assert 'id="id_attached_error"' in answer.content.decode()


def test_a_nul_character_is_refused_not_an_error(lucia: Counter) -> None:
    assert lucia.send("reply", text="canary\x00").status_code == 422


@pytest.mark.parametrize(("days", "is_new"), [(13, False), (15, True)])
def test_long_after_closing_a_message_opens_a_request_that_follows(
    lucia: Counter, settled: Ticket, days: int, is_new: bool
) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=days)):
        answer = lucia.send("reply", text="Ha vuelto a ocurrir con el pedido 5600.")
    newest = Ticket.objects.latest("pk")
    assert (newest.follows_id == settled.pk) is is_new
    assert newest.share_link().token in answer.url
