"""The tree of causes, as managers edit it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from tickets.models import ComplaintCause
from tickets.models.complaint_cause import MOST_LEVELS, CauseTree
from tickets.office.forms import ProtocolForm
from tickets.office.scope import ManagerRequest, managers_only


class CauseForm(ProtocolForm):
    class Meta:
        model = ComplaintCause
        fields = ("name_en", "name_es", "parent", "is_retired")
        help_texts: ClassVar = {
            "is_retired": __("No longer offered; complaints that have it keep it."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tree = CauseTree()
        own = tree.under(self.instance.pk) if self.instance.pk else set()
        field: Any = self.fields["parent"]
        field.choices = [
            ("", _("none: it stands at the top")),
            *(
                (cause.pk, cause.path)
                for level, cause in tree.walk()
                if level < MOST_LEVELS and cause.pk not in own
            ),
        ]

    def put(self) -> bool:
        """False, with the reason on the form, where the tree would not be one any more."""
        try:
            self.instance.put()
        except ValidationError as error:
            self.add_error(None, error.messages)
            return False
        return True


@managers_only
def causes(request: ManagerRequest) -> HttpResponse:
    return render(
        request, "office/causes.html", {"tree": list(CauseTree().walk()), "section": "causes"}
    )


@managers_only
def cause(request: ManagerRequest, cause_id: int | None = None) -> HttpResponse:
    """Add (without a key) or edit one."""
    known = get_object_or_404(ComplaintCause, pk=cause_id) if cause_id else None
    form = CauseForm(
        request.POST or None, instance=known, initial={"parent": request.GET.get("under")}
    )
    if request.method == "POST" and form.is_valid() and form.put():
        messages.success(request, _("Saved: %s") % form.instance)
        return redirect("office:causes")
    title = str(ComplaintCause.objects.get(pk=cause_id)) if cause_id else _("Add a cause")
    context = {"cause": known, "form": form, "title": title, "section": "causes"}
    return render(request, "office/cause.html", context)


@require_POST
@managers_only
def move_cause(request: ManagerRequest, cause_id: int) -> HttpResponse:
    known = get_object_or_404(ComplaintCause, pk=cause_id)
    known.move(-1 if request.POST.get("to") == "up" else 1)
    return redirect("office:causes")
