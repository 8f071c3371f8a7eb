"""The ways to settle a matter that a procedure offers (R8). Each change goes into its draft."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from tickets.models import Alternative, Procedure, currency
from tickets.office.forms import NamedForm
from tickets.office.scope import ManagerRequest, managers_only


class AlternativeForm(NamedForm):
    class Meta:
        model = Alternative
        fields = (
            "name_en", "name_es", "words_en", "words_es", "conditions_en", "conditions_es",
            "granted_by", "limit",
        )  # fmt: skip
        help_texts: ClassVar = {
            "words_en": __("The customer chooses by it: “We send your money back to your card.”"),
            "conditions_en": __("Only agents see this."),
            "limit": __("Above it, the next role decides. Empty: there is no value to limit."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["limit"].label = currency.labelled(self.fields["limit"].label)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not (cleaned.get("words_en") or cleaned.get("words_es")):
            self.add_error("words_en", __("Say it to the customer in one language at least."))
        return cleaned


@managers_only
def alternative(request: ManagerRequest, procedure_id: int, key: str = "") -> HttpResponse:
    """Add (without a key) or edit one."""
    procedure = get_object_or_404(Procedure, pk=procedure_id)
    version = procedure.draft() if request.method == "POST" else procedure.working()
    known = get_object_or_404(Alternative, version=version, key=key) if key else None
    form = AlternativeForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        if known:
            saved.save()
        else:
            saved.append_to(version, words=saved.name_en or saved.name_es)
        messages.success(request, _("Saved: %s") % saved)
        return redirect("office:procedure", procedure.pk)
    context = {"procedure": procedure, "alternative": known, "form": form, "section": "procedures"}
    return render(request, "office/alternative.html", context)


@require_POST
@managers_only
def remove_alternative(request: ManagerRequest, procedure_id: int, key: str) -> HttpResponse:
    draft = get_object_or_404(Procedure, pk=procedure_id).draft()
    gone = get_object_or_404(Alternative.objects.select_related("version"), version=draft, key=key)
    gone.delete()
    messages.success(request, _("“%s” is taken out of the draft.") % gone)
    return redirect("office:procedure", procedure_id)
