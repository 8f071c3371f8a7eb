"""The page /demo/: one is a customer, reads what Ventanilla sent, writes and answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.demo import letterbox, posting
from helpdesk.demo.arrived import Arrived
from helpdesk.demo.cast import REGULARS
from helpdesk.demo.company import SUPPORT_ADDRESSES
from helpdesk.demo.example import example, examples
from helpdesk.demo.forms import SOMEONE_ELSE, AnswerForm, LetterForm, known
from tickets.models import Agent

POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
# Links of a mail open beside the page, never in the frame, which may not leave.
BESIDE = '<base target="_blank">'
View: TypeAlias = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """404 outside the demo, even if somebody wires these addresses; never kept by a cache."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@require_http_methods(["GET", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """The list, and beside it a sheet of paper for a new mail."""
    form = LetterForm(request.POST or None, request.FILES or None, initial=_initial(request))
    if form.is_valid():
        author, given = form.person(), form.cleaned_data
        mail = posting.letter(
            author,
            to=given["to"],
            subject=given["subject"],
            text=given["text"],
            files=given["uploads"],
        )
        if _sent(request, mail, to=given["to"]):
            return redirect("demo:mailbox")
    context = {"form": form, "examples": examples(), "chosen": request.GET.get("example", "")}
    return _page(request, "demo/write.html", context)


@demo_only
@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """The list alone, asked for every few seconds; 204 when nothing new has come."""
    context = _list(request)
    if request.GET.get("seen") == str(context["seen"]):
        return HttpResponse(status=204)
    return render(request, "demo/list.html", context)


@demo_only
@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest, uid: int) -> HttpResponse:
    """One mail, and an answer to it."""
    arrived = _arrived(uid)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        author = known(arrived.recipient)
        mail = posting.answer(author, arrived=arrived, text=given["text"], files=given["uploads"])
        if _sent(request, mail, to=arrived.answers_go_to.partition("+")[0]):
            return redirect("demo:mail", uid)
    context = {
        "mail": arrived,
        "form": form,
        "reader": known(arrived.recipient),
        "open_uid": uid,
    }
    return _page(request, "demo/mail.html", context)


@demo_only
@require_GET
@xframe_options_sameorigin
def body(request: HttpRequest, uid: int) -> HttpResponse:
    """The formatted mail for its sandboxed frame: no script runs, nothing loads from elsewhere."""
    response = HttpResponse(BESIDE + _arrived(uid).html)
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    return response


@demo_only
@require_GET
def file(request: HttpRequest, uid: int, index: int) -> HttpResponse:
    """A file of a mail, as a download."""
    files = _arrived(uid).files
    if index >= len(files):
        raise Http404
    response = HttpResponse(files[index].content, content_type="application/octet-stream")
    name = content_disposition_header(as_attachment=True, filename=files[index].name)
    response["Content-Disposition"] = name or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _arrived(uid: int) -> Arrived:
    try:
        arrived = letterbox.opened(uid)
    except letterbox.Unreachable as error:
        raise Http404 from error
    if arrived is None:
        raise Http404
    return arrived


def _sent(request: HttpRequest, mail: Any, *, to: str) -> bool:
    try:
        letterbox.post(mail)
    except letterbox.Unreachable:
        messages.error(request, _("The demo's mail server does not take the mail. Is it running?"))
        return False
    messages.success(request, _("Sent to %(address)s.") % {"address": to})
    return True


def _initial(request: HttpRequest) -> dict[str, str]:
    chosen = example(request.GET.get("example", ""))
    if chosen:
        return {
            "author": chosen.author.email,
            "to": chosen.to,
            "subject": chosen.subject,
            "text": chosen.text,
        }
    who = known(request.GET.get("who", "") or REGULARS[0].email)
    to = SUPPORT_ADDRESSES[0 if who.language == "es" else 1]
    if who in REGULARS:
        return {"author": who.email, "to": to}
    return {"author": SOMEONE_ELSE, "name": who.name, "address": who.email, "to": to}


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**_list(request), **context})


def _list(request: HttpRequest) -> dict[str, Any]:
    """The newest mails to customers; of one reader, who may be a colleague, where `who` names one."""
    who = request.GET.get("who", "")
    try:
        every, problem = letterbox.newest(), False
    except letterbox.Unreachable:
        every, problem = [], True
    colleagues = set(Agent.objects.values_list("email", flat=True))
    readers = dict.fromkeys([*(person.email for person in REGULARS), *(m.recipient for m in every)])
    return {
        "mails": [
            each
            for each in every
            if each.recipient == who or not (who or each.recipient in colleagues)
        ],
        "who": who,
        "open_uid": int(opened) if (opened := request.GET.get("open", "")).isdecimal() else 0,
        "readers": [known(address) for address in readers],
        "is_down": problem,
        "seen": every[0].uid if every else 0,
    }
