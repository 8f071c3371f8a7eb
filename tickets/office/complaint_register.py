"""How the register is kept: by when we answer, who we are by law, where customers may turn."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import CheckboxSelectMultiple, Textarea
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.models import Agent, ComplaintRegister
from tickets.office.forms import ProtocolForm
from tickets.office.scope import ManagerRequest, managers_only


class RegisterForm(ProtocolForm):
    class Meta:
        model = ComplaintRegister
        fields = (
            "answer_within", "unit", "warn_days", "company_name", "tax_id", "address",
            "further_en", "further_es", "analysis_readers",
        )  # fmt: skip
        help_texts: ClassVar = {
            "answer_within": __("Entries that are in the register keep their date."),
            "unit": __("Working days are those of the ticket's channel."),
            "warn_days": __("Whoever has the ticket and their lead are told."),
            "analysis_readers": __(
                "On the first working day, with all numbers and entries as a workbook."
            ),
            "company_name": __("Stands on the official form and on the receipt."),
            "further_en": __("Stands on the official form and on the receipt."),
        }
        widgets: ClassVar = {
            "address": Textarea(attrs={"rows": 2}),
            "analysis_readers": CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        readers: Any = self.fields["analysis_readers"]
        readers.queryset = Agent.objects.managers().order_by("name")
        readers.empty_label = None


@managers_only
def complaint_register(request: ManagerRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None, instance=ComplaintRegister.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved: %s") % form.instance)
        return redirect("office:complaints")
    context = {"form": form, "section": "complaints"}
    return render(request, "office/complaint_register.html", context)
