"""A file's protocol into this system, whole or not at all.

What is there under the same name is changed, what is not is made, and nothing is deleted. A procedure that
differs gets a new version, so that running tickets keep theirs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.models import (
    Alarm,
    Alternative,
    ComplaintCause,
    ComplaintRegister,
    CustomerGroup,
    Procedure,
    SLAPolicy,
    Step,
    Team,
)
from tickets.protocol import notation, nouns
from tickets.protocol.notation import Fault, Mapped
from tickets.protocol.shapes import Reference, checked, expect, listed, read, told, typed
from tickets.protocol.writing import VERSION, told_alarms, told_procedure, told_register

SECTIONS = (
    "ventanilla", "teams", "calendars", "policies", "channels", "procedures", "categories",
    "exceptions", "playbooks", "responses", "causes", "complaints",
)  # fmt: skip


@dataclass
class Outcome:
    """How many entries were new, changed, and just so already."""

    made: int = 0
    changed: int = 0
    same: int = 0
    sections: Counter[str] = field(default_factory=Counter)

    def note(self, section: str, *, was: Any, now: Any) -> None:
        self.sections[section] += 1
        if was is None:
            self.made += 1
        elif was == now:
            self.same += 1
        else:
            self.changed += 1


def take_in(text: str) -> Outcome:
    """Raises Fault, and then nothing has changed."""
    said = notation.read(text)
    expect(said, SECTIONS)
    if said.get("ventanilla") != VERSION:
        words = _("It must say “ventanilla: %d” at the top.") % VERSION
        raise Fault(said.line_of("ventanilla"), words)
    with transaction.atomic():
        return _Taking(said).run()


class _Taking:
    def __init__(self, said: Mapped) -> None:
        self.said, self.outcome = said, Outcome()

    def run(self) -> Outcome:
        self._teams()
        self._calendars()
        self._policies()
        self._section(nouns.CHANNELS)
        for each in listed(self.said, "procedures"):
            self._procedure(each)
        self._categories()
        for each in listed(self.said, "exceptions"):
            self._exception(each)
        self._section(nouns.PLAYBOOKS)
        self._section(nouns.RESPONSES)
        self._causes(self.said, parent=None)
        self._register()
        return self.outcome

    def _teams(self) -> None:
        for name in self.said.get("teams") or []:
            if not isinstance(name, str):
                raise Fault(self.said.line_of("teams"), _("“%s” is a list of texts.") % "teams")
            was = Team.objects.filter(name=name).first()
            self.outcome.note("teams", was=was, now=was)
            if not was:
                Team.objects.create(name=name)

    def _section(self, noun: nouns.Noun) -> None:
        for each in listed(self.said, noun.section):
            self._row(noun, each, read(each, noun.shapes))

    def _calendars(self) -> None:
        noun = nouns.CALENDARS
        for each in listed(self.said, noun.section):
            columns = read(each, noun.shapes, more=noun.more)
            if week := nouns.week_read(each):
                columns["week"] = week
            self._row(noun, each, columns)

    def _policies(self) -> None:
        noun = nouns.POLICIES
        for each in listed(self.said, noun.section):
            policy = self._row(noun, each, read(each, noun.shapes, more=noun.more))
            alarms = [self._alarm(alarm, policy) for alarm in listed(each, "alarms")]
            if told_alarms(policy) != [told(alarm, nouns.ALARM) for alarm in alarms]:
                policy.alarms.exclude(whom=Alarm.Whom.PERSON).delete()
                Alarm.objects.bulk_create(alarms)

    def _alarm(self, said: Mapped, policy: SLAPolicy) -> Alarm:
        """Not saved: one that is there already stays the same alarm, and so rings once."""
        alarm = Alarm(policy=policy, **read(said, nouns.ALARM))
        checked(alarm, said)
        return alarm

    def _categories(self) -> None:
        """Only one is for new tickets: the file's, if it names one."""
        for each in listed(self.said, "categories"):
            columns = read(each, nouns.CATEGORIES.shapes)
            is_default = columns.pop("is_default")
            category = self._row(nouns.CATEGORIES, each, columns)
            if is_default and not category.is_default:
                category.make_default()

    def _exception(self, said: Mapped) -> None:
        """A policy that applies to some tickets only."""
        policy = Reference("policy", SLAPolicy).read(said)["policy"]
        if not policy:
            raise Fault(said.line, _("Which policy?"))
        if group := typed(said, "group", str):
            CustomerGroup.objects.get_or_create(name=group)
        columns = read(said, nouns.SCOPE, more=("policy",))
        for name, value in columns.items():
            setattr(policy, name, value)
        checked(policy, said)
        policy.save()

    def _procedure(self, said: Mapped) -> None:
        columns = read(said, nouns.PROCEDURE, more=("steps", "alternatives"))
        known = Procedure.objects.filter(key=columns["key"]).first()
        was = told_procedure(known, known.published) if known and known.published else None
        self.outcome.note("procedures", was=was, now=said)
        if was == said:
            return
        if known and known.published and known.open_draft():
            words = _("“%s” has a draft: publish or discard it first.") % known
            raise Fault(said.line, words)
        procedure = known or Procedure(key=columns["key"])
        procedure.name_en, procedure.name_es = columns["name_en"], columns["name_es"]
        checked(procedure, said)
        procedure.save()
        self._fill(procedure, said)

    def _fill(self, procedure: Procedure, said: Mapped) -> None:
        """Its draft holds what the file says, and is published."""
        draft = procedure.draft()
        for row in (*draft.steps.all(), *draft.alternatives.all()):
            row.delete()
        for model, name, shapes in (
            (Step, "steps", nouns.STEP),
            (Alternative, "alternatives", nouns.ALTERNATIVE),
        ):
            seen: set[str] = set()
            for position, each in enumerate(listed(said, name)):
                if (key := str(each.get("key"))) in seen:
                    raise Fault(each.line, _("The key “%s” stands here twice.") % key)
                seen.add(key)
                row = model(version=draft, position=position, **read(each, shapes))
                checked(row, each)
                row.save()
        if gaps := draft.gaps():
            raise Fault(said.line, gaps[0])
        procedure.publish()

    def _causes(self, said: Mapped, *, parent: ComplaintCause | None) -> None:
        """In the order of the file; those that it does not name come after."""
        line = []
        for each in listed(said, "causes"):
            columns = read(each, nouns.CAUSES.shapes, more=nouns.CAUSES.more)
            known = ComplaintCause.objects.filter(
                parent=parent, name_en=columns["name_en"], name_es=columns["name_es"]
            ).first()
            was = told(known, nouns.CAUSES.shapes) if known else None
            cause = known or ComplaintCause(parent=parent)
            for name, value in columns.items():
                setattr(cause, name, value)
            checked(cause, each)
            cause.put()
            self.outcome.note("causes", was=was, now=told(cause, nouns.CAUSES.shapes))
            line.append(cause.pk)
            self._causes(each, parent=cause)
        ComplaintCause.line_up(parent, line)

    def _register(self) -> None:
        if not (said := typed(self.said, "complaints", dict)):
            return
        columns = read(said, nouns.REGISTER.shapes)
        known = ComplaintRegister.objects.first()
        register = known or ComplaintRegister(pk=1)
        was = told_register(known) if known else None
        for name, value in columns.items():
            setattr(register, name, value)
        checked(register, said)
        register.save()
        self.outcome.note("complaints", was=was, now=told_register(register))

    def _row(self, noun: nouns.Noun, said: Mapped, columns: dict[str, Any]) -> Any:
        known = noun.known(columns)
        was = told(known, noun.shapes) if known else None
        row = known or noun.model()
        for name, value in columns.items():
            setattr(row, name, value)
        checked(row, said)
        row.save()
        self.outcome.note(noun.section, was=was, now=told(row, noun.shapes))
        return row
