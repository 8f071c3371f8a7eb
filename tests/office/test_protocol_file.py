from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from tickets.models import Procedure, Team
from tickets.protocol.writing import protocol

AT = "/office/protocol/"


def brought(office: Client, text: bytes) -> str:
    return office.post(AT, {"file": SimpleUploadedFile("a.yaml", text)}, follow=True).text


def test_the_protocol_is_taken_away_and_brought_in(office: Client, procedure: Procedure) -> None:
    file = office.get(f"{AT}protocol.yaml")
    assert file.content.decode() == protocol()
    assert "1 as they were" in brought(office, file.content)


def test_a_fault_is_said_with_its_line(office: Client) -> None:
    assert "Line 2: “teems” is not known here." in brought(office, b"ventanilla: 1\nteems: [A]\n")
    assert not Team.objects.exists()


def test_what_is_no_text_is_refused(office: Client) -> None:
    assert "not a text in UTF-8" in brought(office, b"\xff\xfe\x00")


def test_one_starts_from_a_ready_protocol(office: Client) -> None:
    page = office.post(f"{AT}start-from/", {"ready": "shop"}, follow=True).text
    assert "Missing or late parcel" in page
    office.post(f"{AT}start-from/", {"ready": "no such"})
    assert Procedure.objects.filter(published=None).count() == 0


def test_an_agent_does_not_find_it(agent_client: Client) -> None:
    assert agent_client.get(AT).status_code == 404
    assert agent_client.get(f"{AT}protocol.yaml").status_code == 404


@pytest.mark.django_db
def test_the_command_does_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("protocol", "start-from", "public_office")
    capsys.readouterr()
    call_command("protocol", "write")
    file = tmp_path / "protocol.yaml"
    file.write_text(capsys.readouterr().out)
    call_command("protocol", "read", str(file))
    assert "new 0, changed 0" in capsys.readouterr().out
    file.write_text("ventanilla: 2\n")
    with pytest.raises(CommandError, match="Line 1"):
        call_command("protocol", "read", str(file))
