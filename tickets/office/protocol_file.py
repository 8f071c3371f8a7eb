"""The whole protocol as one file: take it away, bring it in, or start from a ready one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_POST

from tickets.office.scope import ManagerRequest, managers_only
from tickets.protocol.notation import LARGEST, Fault
from tickets.protocol.ready_made import READY_MADE
from tickets.protocol.taking_in import take_in
from tickets.protocol.writing import protocol


class FileForm(forms.Form):
    file = forms.FileField(label=__("Protocol file (YAML)"), allow_empty_file=False)

    def clean_file(self) -> str:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than %d kB.") % (LARGEST // 1000))
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is not a text in UTF-8.")) from error


class ReadyForm(forms.Form):
    ready = forms.ChoiceField(choices=[(key, key) for key in READY_MADE])


@managers_only
def protocol_file(request: ManagerRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _taken_in(request, form):
        return redirect("office:protocol_file")
    context = {"form": form, "ready_made": READY_MADE.values(), "section": "file"}
    return render(request, "office/protocol_file.html", context)


@require_POST
@managers_only
def start_from(request: ManagerRequest) -> HttpResponse:
    form = ReadyForm(request.POST)
    if not form.is_valid():
        return redirect("office:protocol_file")
    try:
        _tell(request, READY_MADE[form.cleaned_data["ready"]].text())
    except Fault as fault:  # a draft of the same procedure stands open
        messages.error(request, str(fault))
        return redirect("office:protocol_file")
    return redirect("office:procedures")


@managers_only
def download(request: ManagerRequest) -> HttpResponse:
    response = HttpResponse(protocol(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="protocol.yaml"'
    return response


def _taken_in(request: ManagerRequest, form: FileForm) -> bool:
    try:
        _tell(request, form.cleaned_data["file"])
    except Fault as fault:
        form.add_error("file", str(fault))
        return False
    return True


def _tell(request: ManagerRequest, text: str) -> None:
    outcome = take_in(text)
    words = _("Taken in: %(made)d new, %(changed)d changed, %(same)d as they were.")
    numbers = {"made": outcome.made, "changed": outcome.changed, "same": outcome.same}
    messages.success(request, words % numbers)
