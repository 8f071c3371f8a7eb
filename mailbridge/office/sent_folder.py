"""Which folder of sent mail is read: answers written in Outlook or Gmail are found there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from imapclient.imapclient import SENT

from mailbridge.inbound.server.imap import CannotConnect, connect, hang_up
from mailbridge.models import Mailbox
from mailbridge.office.scope import AdministratorRequest, administrators_only
from mailbridge.problems.problem import Problem

# Where the server marks none (RFC 6154); the library knows the English names.
SPANISH_NAMES = ("Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado")


class SentFolderForm(forms.Form):
    folder = forms.ChoiceField(label=gettext_lazy("Folder of sent mail"), required=False)

    def __init__(self, data: Any, *, names: list[str], chosen: str) -> None:
        super().__init__(data, initial={"folder": chosen})
        choices = [("", _("read none")), *((name, name) for name in names)]
        self.fields["folder"].choices = choices  # type: ignore[attr-defined]


@administrators_only
def sent_folder(request: AdministratorRequest, mailbox_id: int) -> HttpResponse:
    found = Mailbox.objects.filter(sent_of=None).select_related("channel__calendar")
    mailbox = get_object_or_404(found, pk=mailbox_id)
    names, likely, problem = _folders(mailbox)
    reads = mailbox.sent_folder
    form = SentFolderForm(
        request.POST or None, names=sorted({*names, reads} - {""}), chosen=reads or likely
    )
    if request.method == "POST" and form.is_valid():
        folder = form.cleaned_data["folder"]
        mailbox.read_sent(folder)
        said = _("“%s” is read from now on.") % folder if folder else _("No sent mail is read.")
        messages.success(request, said)
        return redirect("mailbridge:mailboxes")
    context = {"mailbox": mailbox, "form": form, "problem": problem, "section": "mailboxes"}
    return render(request, "mailbridge/sent_folder.html", context)


def _folders(mailbox: Mailbox) -> tuple[list[str], str, Problem | None]:
    """The server's folders, the one that most likely holds sent mail, and why they cannot be told."""
    try:
        client = connect(mailbox)
    except CannotConnect as trouble:
        return [], "", trouble.problem
    try:
        return _listed(client, mailbox.folder)
    except (IMAPClientError, OSError):
        return [], "", Problem("broke_in_test")
    finally:
        hang_up(client)


def _listed(client: IMAPClient, inbox: str) -> tuple[list[str], str, None]:
    listed = [
        (str(name), bytes(sign or b"/").decode())
        for flags, sign, name in client.list_folders()
        if b"\\Noselect" not in flags
    ]
    spanish = (name for name, sign in listed if name.rpartition(sign)[2] in SPANISH_NAMES)
    likely = client.find_special_folder(SENT) or next(spanish, "")
    return [name for name, _sign in listed if name != inbox], str(likely), None
