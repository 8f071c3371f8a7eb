"""What is written, taken into an empty system and written again is the same, byte for byte."""

from __future__ import annotations

import pytest

from tickets.models import (
    Alarm,
    BusinessCalendar,
    CannedResponse,
    Category,
    Channel,
    ComplaintCause,
    ComplaintRegister,
    CustomerGroup,
    Playbook,
    Procedure,
    ProcedureVersion,
    SLAPolicy,
    Step,
    Team,
    Ticket,
)
from tickets.models.complaint_cause import CauseTree
from tickets.protocol.notation import Fault
from tickets.protocol.ready_made import READY_MADE
from tickets.protocol.taking_in import take_in
from tickets.protocol.writing import protocol


def empty_the_system() -> None:
    Category.objects.update(procedure=None)
    SLAPolicy.objects.update(category=None, channel=None)
    Channel.objects.all().delete()
    Procedure.objects.update(published=None)
    for model in (Category, ProcedureVersion, Procedure, Playbook, CannedResponse, SLAPolicy):
        model.objects.all().delete()
    ComplaintCause.objects.all()._raw_delete("default")
    ComplaintRegister.objects.all().delete()
    BusinessCalendar.objects.all().delete()
    Team.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("key", READY_MADE)
def test_a_ready_protocol_comes_back_byte_for_byte(key: str) -> None:
    take_in(READY_MADE[key].text())
    written = protocol()
    empty_the_system()
    assert "procedures" not in protocol()
    take_in(written)
    assert protocol() == written


@pytest.mark.django_db
@pytest.mark.parametrize("key", READY_MADE)
def test_taking_the_same_in_twice_changes_nothing(key: str) -> None:
    take_in(READY_MADE[key].text())
    again = take_in(protocol())
    assert (again.made, again.changed) == (0, 0)
    assert not ProcedureVersion.objects.filter(number=2).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", READY_MADE)
def test_a_ready_protocol_is_complete_in_both_languages(key: str) -> None:
    take_in(READY_MADE[key].text())
    for step in Step.objects.all():
        texts = ("name", "customer", "instructions", "question", "checklist")
        for text in texts:
            english, spanish = (getattr(step, f"{text}_{code}") for code in ("en", "es"))
            assert bool(english) == bool(spanish), step
        assert step.instructions_en, step
    assert Playbook.objects.count() == 5
    assert Category.default()


def test_channels_hours_and_targets_come_along(channel: Channel, category: Category) -> None:
    channel.calendar.closed_days = ["2026-12-24"]
    channel.calendar.save()
    Channel.objects.update(delay_seconds=45)
    complaints = Category.objects.create(name_en="Complaints", name_es="Quejas")
    group = CustomerGroup.objects.create(name="Socios")
    exception = SLAPolicy.objects.create(
        name="Urgent", priority=4, category=complaints, group=group, channel=channel
    )
    written = protocol()
    exception.delete()
    empty_the_system()
    take_in(written)
    assert protocol() == written
    assert "- 09:00-18:00" in written


CHAT = """ventanilla: 1
policies:
- name: Chat
  first_response: 30 s
  next_response: 1 min 30 s
  resolution: 2 h 30 min
  step: 15 min
  alarms:
  - amount: 25 %
    when: share_left
    whom: assignee
  - amount: 10 s
    when: before
    whom: leads
"""
# As people type them, and as files had them before there were seconds.
LENIENT = """ventanilla: 1
policies:
- {name: Chat, first_response: 30 segundos, next_response: "1,5", resolution: 2h30, step_minutes: 15, alarms: [
  {amount: 25, when: share_left, whom: assignee}, {amount: 10 seconds, when: before, whom: leads}]}
"""


@pytest.mark.django_db
def test_times_are_spelled_in_the_file_as_they_are_on_the_page() -> None:
    take_in(CHAT)
    assert SLAPolicy.objects.get().first_response_seconds == 30
    assert protocol().endswith(CHAT)


@pytest.mark.django_db
def test_the_same_times_typed_otherwise_change_nothing() -> None:
    take_in(CHAT)
    alarms = list(Alarm.objects.values())
    assert take_in(LENIENT).same == 1
    assert list(Alarm.objects.values()) == alarms
    assert protocol().endswith(CHAT)


@pytest.mark.django_db
def test_a_file_in_minutes_is_taken_in() -> None:
    steps = (
        "{key: received, name: {en: Received}, customer: {en: We read it.}, expected_minutes: 90}"
    )
    take_in(
        "ventanilla: 1\n"
        "policies: [{name: Old, first_response_minutes: 45, alarms: [{amount: 30, when: after, whom: leads}]}]\n"
        f"procedures: [{{key: old, name: {{en: Old}}, steps: [{steps}]}}]\n"
    )
    assert Step.objects.get().expected_seconds == 5400
    assert SLAPolicy.objects.get().first_response_seconds == 45 * 60
    assert Alarm.objects.get().amount == 1800


@pytest.mark.django_db
@pytest.mark.parametrize("key", READY_MADE)
def test_a_ready_protocol_answers_a_chat_within_thirty_seconds_r3(key: str) -> None:
    take_in(READY_MADE[key].text())
    chat = SLAPolicy.objects.get(name="Chat")
    assert (chat.first_response_seconds, chat.next_response_seconds) == (30, 30)
    assert SLAPolicy.objects.earliest("pk").name == "Standard"  # what a new channel gets


def test_a_changed_procedure_gets_a_version_and_running_tickets_keep_theirs(
    ticket: Ticket, procedure: Procedure
) -> None:
    began_with = ticket.procedure_version
    outcome = take_in(protocol().replace("We are at: Checked.", "We are looking."))
    assert (outcome.made, outcome.changed) == (0, 1)
    procedure.refresh_from_db()
    ticket.refresh_from_db()
    assert ticket.procedure_version == began_with != procedure.published


def test_the_tree_of_causes_keeps_its_order(db: None) -> None:
    goods, delivery = ComplaintCause(name_en="Goods"), ComplaintCause(name_en="Delivery")
    for each in (delivery, goods, ComplaintCause(name_en="Late", parent=delivery, is_retired=True)):
        each.put()
    goods.move(-1)
    ComplaintRegister(answer_within=20, unit="working_days", tax_id="B00000000").save()
    written = protocol()
    empty_the_system()
    take_in(written)
    assert protocol() == written
    assert [cause.path for _level, cause in CauseTree().walk()] == [
        "Goods",
        "Delivery",
        "Delivery › Late",
    ]


def test_a_tree_that_is_too_deep_is_refused_whole(db: None) -> None:
    deep = "causes:\n"
    for level in range(5):
        deep += "  " * level * 2 + f"  - name: {{en: Level {level}}}\n"
        deep += "  " * level * 2 + "    causes:\n" if level < 4 else ""
    with pytest.raises(Fault):
        take_in(f"ventanilla: 1\n{deep}")
    assert not ComplaintCause.objects.exists()
