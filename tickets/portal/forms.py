"""What a customer may send. Each form lists its fields; nothing else that is posted counts (A40)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tickets.models import Proposal, ProposalOption, Ticket, phone_number
from tickets.models.attachment import IncomingFile
from tickets.models.callback import LONGEST_ABOUT
from tickets.models.rating import LONGEST_COMMENT, LONGEST_NAME
from tickets.rules.moments import zone_in_words
from tickets.rules.windows import Window, choices

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


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your mail address"),
        max_length=320,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The one from which you write to us."),
        error_messages={"invalid": _("This is not a whole mail address. Please look at it again.")},
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


class CallForm(forms.Form):
    number = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    window = forms.ChoiceField(
        label=_("When may we call?"),
        error_messages={"invalid_choice": _("This time has passed. Please choose another.")},
    )
    about = forms.CharField(label=_("What is it about?"), required=False, max_length=LONGEST_ABOUT)
    consent = forms.BooleanField(
        label=_("You may call me on this number about this request."),
        error_messages={"required": _("Without your consent we do not call.")},
    )

    def __init__(self, ticket: Ticket, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.region = ticket.channel.phone_region
        self.windows = ticket.call_windows()
        field: Any = self.fields["window"]
        language = get_language() or "en"
        field.choices = choices(self.windows, language=language, today=timezone.localdate())
        field.help_text = zone_in_words(ticket.channel.phone_hours().timezone, language=language)

    def clean_number(self) -> str:
        if number := phone_number.read(self.cleaned_data["number"], region=self.region):
            return number
        raise forms.ValidationError(
            _("We cannot call this number. From abroad, write it with + and the country.")
        )

    def clean_window(self) -> Window:
        return next(each for each in self.windows if each.key == self.cleaned_data["window"])


class RatingForm(forms.Form):
    score = forms.IntegerField(min_value=1, max_value=5)


class CommentForm(forms.Form):
    comment = forms.CharField(
        label=_("Would you like to tell us why?"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConsentForm(forms.Form):
    shown_as = forms.CharField(
        label=_("Your name, as others should read it"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
