"""What a customer may send. Each form lists its fields; nothing else that is posted counts (A40)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tickets.models import Proposal, ProposalOption
from tickets.models.attachment import IncomingFile

LONGEST_TEXT = 20_000
MOST_FILES = 10


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        chosen = data if isinstance(data, Sequence) else [data] if data else []
        return [super(ManyFiles, self).clean(file, initial) for file in chosen]


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write a few words.")},
    )
    attached = ManyFiles(
        label=_("Photos or documents"),
        required=False,
        help_text=format_lazy(
            _("Up to {count} files, {size} together."),
            count=MOST_FILES,
            size=lazy(filesizeformat, str)(settings.UPLOAD_SIZE_LIMIT),
        ),
        error_messages={"empty": _("One of the files is empty. Please choose it again.")},
    )

    def clean_attached(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["attached"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("These are too many files for one message."))
        if sum(file.size or 0 for file in files) > settings.UPLOAD_SIZE_LIMIT:
            raise forms.ValidationError(_("Together these files are too large to send."))
        return files

    def stored_files(self) -> tuple[IncomingFile, ...]:
        """The files, kept as blobs. Raises OSError when the disk is full."""
        return tuple(
            IncomingFile.stored(file.name or "", file.content_type or "", file.read())
            for file in self.cleaned_data["attached"]
        )


class AcceptForm(forms.Form):
    """Which of the options of a proposal, where it has any."""

    option = forms.ModelChoiceField(
        ProposalOption.objects.none(),
        error_messages={
            "required": _("Please choose one."),
            "invalid_choice": _("Please choose one."),
        },
    )

    def __init__(self, proposal: Proposal, data: Any) -> None:
        super().__init__(data)
        option = self.fields["option"]
        assert isinstance(option, forms.ModelChoiceField)
        option.queryset = proposal.options.all()
        option.required = proposal.options.exists()


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=_("What is still missing for you?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please tell us what is missing, so that we can go on.")},
    )


class RatingForm(forms.Form):
    score = forms.IntegerField(min_value=1, max_value=5)
    comment = forms.CharField(
        label=_("Would you like to tell us why?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_publish = forms.BooleanField(
        label=_("You may show my comment to others, with my first name."), required=False
    )
