"""What is wrong with a file is said in words, with its line, and nothing of the file is kept."""

from __future__ import annotations

import pytest

from tickets.models import Procedure, Team
from tickets.protocol.notation import LARGEST, Fault
from tickets.protocol.taking_in import take_in

HEAD = "ventanilla: 1\nteams: [Customer care]\n"
PROCEDURE = (
    HEAD
    + """procedures:
- key: refund
  name: {en: Refund}
  steps:
  - key: received
    customer: {en: We have it.}
    name: {en: Received}
"""
)
ALARM = (
    HEAD
    + """policies:
- name: Chat
  alarms: [{{amount: {}, when: share_left, whom: leads}}]
"""
)
FAULTS = {
    "nothing": ("", 1, "no protocol"),
    "another file": ("a: 1\n", 1, "“a” is not known here"),
    "no head": ("teams: [A]\n", 1, "ventanilla: 1"),
    "no YAML": (HEAD + "x: [\n", 4, "cannot be read as YAML"),
    "an alias": (HEAD + "procedures: &a\n- *a\n", 4, "References are not allowed"),
    "a tag": (HEAD + "procedures: !!python/object:os.system x\n", 3, "cannot be read as YAML"),
    "a doubled key": (HEAD + "teams: [B]\n", 3, "“teams” stands here twice"),
    "too deep": (HEAD + "x: " + "[" * 20 + "]" * 20, 3, "too deep"),
    "an unknown word": (PROCEDURE + "    colour: red\n", 10, "“colour” is not known here"),
    "a wrong kind": (PROCEDURE + "    tells_customer: soon\n", 10, "must be true or false"),
    "no length of time": (PROCEDURE + "    expected: soon\n", 10, "expected: Write a length of time"),
    "a time in a list": (PROCEDURE + "    expected: [30 s]\n", 10, "expected: Write a length"),
    "a time of nothing": (PROCEDURE + "    expected: 0 s\n", 10, "expected: At least 1 s."),
    "a time without end": (PROCEDURE + "    expected: 99999 h\n", 10, "expected: At most a year"),
    "a time before": (PROCEDURE + "    expected_minutes: -5\n", 10, "expected_minutes: Write a length"),
    "a share of more than all": (ALARM.format("101 %"), 5, "amount: A share is a number"),
    "a share that is a time": (ALARM.format("30 s"), 5, "amount: A share is a number"),
    "an unknown team": (PROCEDURE + "    team: Nobody\n", 10, "called “Nobody”"),
    "an unknown choice": (PROCEDURE + "    waits_for: rain\n", 10, "waits_for:"),
    "an unknown fact": (
        PROCEDURE + "    facts:\n    - {key: a, en: A, kind: colour}\n", 10, "facts:",
    ),
    "an answer never given": (
        PROCEDURE + "    only_after: [elsewhere/yes]\n", 4, "not given before it",
    ),
    "a doubled step": (
        PROCEDURE + "  - key: received\n    name: {en: R}\n", 10, "“received” stands here twice",
    ),
    "a third language": (PROCEDURE.replace("{en: Refund}", "{fr: X}"), 5, "“fr” is not known"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_the_line_and_the_reason_are_said(fault: str) -> None:
    text, line, words = FAULTS[fault]
    with pytest.raises(Fault) as found:
        take_in(text)
    assert words in str(found.value)
    assert found.value.line == line
    assert not Team.objects.exists()
    assert not Procedure.objects.exists()


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    with pytest.raises(Fault, match="larger than"):
        take_in("#" * (LARGEST + 1))


def test_a_draft_is_not_overwritten(procedure: Procedure) -> None:
    procedure.draft()
    text = f"ventanilla: 1\nprocedures:\n- key: {procedure.key}\n  name: {{en: X}}\n"
    with pytest.raises(Fault, match="publish or discard it first"):
        take_in(text)


@pytest.mark.django_db
def test_what_looks_like_a_time_or_a_no_is_a_text() -> None:
    take_in("ventanilla: 1\nteams: [no, 10:30, 2026-12-24]\n")
    assert set(Team.objects.values_list("name", flat=True)) == {"no", "10:30", "2026-12-24"}
