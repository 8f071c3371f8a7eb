"""One stop of a version of a procedure: what the customer reads, what the agent does, where it leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models.clock import Clock
from tickets.models.duration_field import MORE_THAN_NOTHING, DurationField
from tickets.models.of_version import OfVersion
from tickets.models.translated import in_language
from tickets.rules import procedures

if TYPE_CHECKING:
    from tickets.models.sla import SLAPolicy
    from tickets.models.ticket.fields import TicketFields


@dataclass(frozen=True)
class Answer:
    """One answer to a step's question; steps name it as `token` in their `only_after`."""

    step: str
    key: str
    en: str
    es: str

    def __str__(self) -> str:
        return in_language(self.en, self.es)

    @property
    def token(self) -> str:
        return procedures.answer_token(self.step, self.key)


@dataclass(frozen=True)
class Fact:
    """What an agent has to note before the step is done: a text, a number or a date."""

    key: str
    en: str
    es: str
    kind: str

    def __str__(self) -> str:
        return in_language(self.en, self.es)


class Step(OfVersion):
    """`answers` are {key, en, es}, `facts` {key, en, es, kind}, `only_after` "step/answer"."""

    class WaitsFor(models.TextChoices):
        US = "us", __("us")
        CUSTOMER = "customer", __("the customer")
        THIRD_PARTY = "third_party", __("someone else")

    class FactKind(models.TextChoices):
        TEXT = "text", __("text")
        NUMBER = "number", __("number")
        DATE = "date", __("date")

    version = models.ForeignKey(
        "tickets.ProcedureVersion", on_delete=models.CASCADE, related_name="steps"
    )
    name_en = models.CharField(__("name in English"), max_length=80, blank=True)
    name_es = models.CharField(__("name in Spanish"), max_length=80, blank=True)
    customer_en = models.CharField(
        __("sentence for the customer, in English"), max_length=300, blank=True
    )
    customer_es = models.CharField(
        __("sentence for the customer, in Spanish"), max_length=300, blank=True
    )
    instructions_en = models.TextField(
        __("instructions for the agent, in English"), max_length=4000, blank=True
    )
    instructions_es = models.TextField(
        __("instructions for the agent, in Spanish"), max_length=4000, blank=True
    )
    checklist_en = models.TextField(__("check-list, in English"), max_length=2000, blank=True)
    checklist_es = models.TextField(__("check-list, in Spanish"), max_length=2000, blank=True)
    expected_seconds = DurationField(
        __("expected duration"), null=True, blank=True, validators=(MORE_THAN_NOTHING,)
    )
    waits_for = models.CharField(
        __("waits for"), max_length=12, choices=WaitsFor.choices, default=WaitsFor.US
    )
    team = models.ForeignKey(
        "tickets.Team", verbose_name=__("team"), on_delete=models.SET_NULL, null=True, blank=True
    )
    tells_customer = models.BooleanField(__("tell the customer by mail"), default=False)
    question_en = models.CharField(__("question, in English"), max_length=200, blank=True)
    question_es = models.CharField(__("question, in Spanish"), max_length=200, blank=True)
    answers = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=list, blank=True)
    only_after = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("version", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "key"), name="one_step_of_a_key"),
        )

    def __str__(self) -> str:
        return self.text_in("name")

    def clean(self) -> None:
        """What a JSON column holds is checked here, since no form or file is to be believed."""
        if len(self.answers) > procedures.MOST_ANSWERS:
            raise ValidationError({"answers": _("A question has two to four answers.")})
        if any(fact["kind"] not in self.FactKind.values for fact in self.facts):
            raise ValidationError({"facts": _("A fact is a text, a number or a date.")})
        both = [len(text.splitlines()) for text in (self.checklist_en, self.checklist_es) if text]
        if len(set(both)) > 1:
            words = _("The check-list has as many points in both languages.")
            raise ValidationError({"checklist_es": words})

    @property
    def asks(self) -> bool:
        return bool(self.answers)

    @property
    def question(self) -> str:
        return self.text_in("question")

    @property
    def instructions(self) -> str:
        return self.text_in("instructions")

    @property
    def checklist(self) -> list[str]:
        return self.text_in("checklist").splitlines()

    @property
    def awaits_customer(self) -> bool:
        return self.waits_for == self.WaitsFor.CUSTOMER

    def clock(self, ticket: TicketFields, at: dt.datetime, *, policy: SLAPolicy) -> Clock:
        """How long it may take on this ticket from now on; without a duration, what the policy says."""
        seconds = self.expected_seconds
        return Clock.of(ticket, Clock.Kind.STEP, at, policy=policy, seconds=seconds)

    def choices(self) -> list[Answer]:
        return [Answer(step=self.key, **answer) for answer in self.answers]

    def wanted(self) -> list[Fact]:
        return [Fact(**fact) for fact in self.facts]

    def stop(self) -> procedures.Stop:
        """The pure side of it."""
        answers = tuple(answer["key"] for answer in self.answers)
        return procedures.Stop(self.key, frozenset(self.only_after), answers)

    def lacks(self, answer: str, noted: dict[str, str]) -> bool:
        """Whether it cannot be completed so: the question or a fact that is wanted stands open."""
        open_question = self.asks and answer not in {each["key"] for each in self.answers}
        return open_question or any(not noted.get(fact["key"]) for fact in self.facts)

    def gaps(self, *, never: bool) -> list[str]:
        """What is still to be written; `never`: it waits for an answer that nobody gives before it."""
        found = []
        if not (self.customer_en or self.customer_es):
            found.append(_("“%s” has no sentence for the customer.") % self)
        if self.asks and not (self.question_en or self.question_es):
            found.append(_("“%s” has answers, but no question.") % self)
        if self.answers and len(self.answers) < procedures.FEWEST_ANSWERS:
            found.append(_("The question of “%s” has only one answer.") % self)
        if never:
            found.append(_("“%s” comes after an answer that is not given before it.") % self)
        return found
