"""One step as a form: what the customer reads, what the agent does, where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tickets.models import Step
from tickets.models.procedure import free_key
from tickets.office.forms import NamedForm
from tickets.rules.procedures import FEWEST_ANSWERS, MOST_ANSWERS

MOST_FACTS = 3


class StepForm(NamedForm):
    """`line` is the version's steps in order, of which this is one or will be the last."""

    only_after = forms.MultipleChoiceField(
        label=_("Only after this answer"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Step
        fields = (
            "name_en", "name_es", "customer_en", "customer_es", "instructions_en",
            "instructions_es", "checklist_en", "checklist_es", "expected_seconds", "waits_for", "team",
            "tells_customer", "question_en", "question_es",
        )  # fmt: skip
        widgets: ClassVar = {
            "customer_en": forms.Textarea(attrs={"rows": 2}),
            "customer_es": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts: ClassVar = {
            "customer_en": _("What we are doing now, as a whole sentence: “We are checking …”"),
            "checklist_en": _("One point a line. Agents tick them off on each ticket."),
            "expected_seconds": _(
                "In working time: 30 s, 15 min, 8 h for a working day. Empty: what the SLA policy says."
            ),
            "team": _("Gets the ticket when the step begins; without one it stays where it is."),
            "tells_customer": _("The sentence above goes out when the step begins."),
        }

    def __init__(self, *args: Any, line: list[Step], **options: Any) -> None:
        super().__init__(*args, **options)
        self.line = line
        self._offer_answers()
        self._add_rows("answer", self.instance.answers, count=MOST_ANSWERS)
        self._add_rows("fact", self.instance.facts, count=MOST_FACTS)
        for place in range(MOST_FACTS):
            self.fields[f"fact_{place}_kind"] = forms.ChoiceField(
                choices=Step.FactKind.choices,
                label=_("kind"),
                required=False,
                initial=_part(self.instance.facts, place, "kind"),
            )

    def answer_rows(self) -> Iterator[list[forms.BoundField]]:
        return self._rows("answer", _languages(), count=MOST_ANSWERS)

    def fact_rows(self) -> Iterator[list[forms.BoundField]]:
        return self._rows("fact", (*_languages(), "kind"), count=MOST_FACTS)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        cleaned["answers"] = self._collected("answer")
        cleaned["facts"] = self._collected("fact")
        if 0 < len(cleaned["answers"]) < FEWEST_ANSWERS:
            self.add_error("question_en", _("A question has two to four answers."))
        if cleaned["answers"] and not (cleaned.get("question_en") or cleaned.get("question_es")):
            self.add_error("question_en", _("What is the question to these answers?"))
        return cleaned

    def _post_clean(self) -> None:
        cleaned = self.cleaned_data
        for name in ("answers", "facts", "only_after"):
            setattr(self.instance, name, cleaned.get(name, []))
        super()._post_clean()  # type: ignore[misc]

    def _offer_answers(self) -> None:
        """The answers of the steps before this one; without any there is nothing to choose."""
        keys = [step.key for step in self.line]
        here = keys.index(self.instance.key) if self.instance.key in keys else len(keys)
        choices = [
            (answer.token, f"{step}: {answer}")
            for step in self.line[:here]
            for answer in step.choices()
        ]
        field = self.fields["only_after"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices, field.initial = choices, self.instance.only_after
        if not choices:
            del self.fields["only_after"]

    def _add_rows(self, name: str, known: list[dict[str, str]], *, count: int) -> None:
        for place in range(count):
            for code, label in (("en", _("in English")), ("es", _("in Spanish"))):
                self.fields[f"{name}_{place}_{code}"] = forms.CharField(
                    label=label,
                    max_length=80,
                    required=False,
                    initial=_part(known, place, code),
                )

    def _rows(
        self, name: str, parts: tuple[str, ...], *, count: int
    ) -> Iterator[list[forms.BoundField]]:
        for place in range(count):
            yield [self[f"{name}_{place}_{part}"] for part in parts]

    def _collected(self, name: str) -> list[dict[str, str]]:
        """The rows that are filled in; one that was there keeps its key."""
        known = getattr(self.instance, f"{name}s")
        taken = {row["key"] for row in known}
        rows = []
        for place in range(MOST_ANSWERS if name == "answer" else MOST_FACTS):
            parts = {
                part: self.cleaned_data.get(f"{name}_{place}_{part}", "") for part in ("en", "es")
            }
            if not any(parts.values()):
                continue
            key = _part(known, place, "key") or free_key(parts["en"] or parts["es"], taken)
            taken.add(key)
            row = {"key": key, **parts}
            if name == "fact":
                row["kind"] = self.cleaned_data.get(f"fact_{place}_kind") or Step.FactKind.TEXT
            rows.append(row)
        return rows


def _languages() -> tuple[str, ...]:
    """The reader's own first."""
    return ("es", "en") if (get_language() or "").startswith("es") else ("en", "es")


def _part(rows: list[dict[str, str]], place: int, part: str) -> str:
    return rows[place][part] if place < len(rows) else ""
