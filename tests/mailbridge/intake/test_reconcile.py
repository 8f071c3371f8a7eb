"""Comparing a large folder with the ledger: right, and a page of rows at a time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from mailbridge.inbound.server import reconcile
from mailbridge.inbound.server.fetch import Visit
from mailbridge.models import InboundMail, Mailbox
from tickets.models import Channel

NUMBER = 2500


@pytest.fixture
def mailbox(channel: Channel) -> Mailbox:
    box = Mailbox.objects.create(channel=channel, host="imap.papeleria.example", username="hola")
    row: dict[str, Any] = {"mailbox": box, "folder": "INBOX", "uidvalidity": 1, "state": "done"}
    rows = (InboundMail(uid=uid, received_at=timezone.now(), **row) for uid in range(1, NUMBER + 1))
    InboundMail.objects.bulk_create(rows)
    return box


def visit(mailbox: Mailbox, *uids: int) -> Visit:
    session = SimpleNamespace(uidvalidity=1, needs_reconcile=True, all_uids=lambda: set(uids))
    return Visit(mailbox, cast(Any, session))


def there(mailbox: Mailbox) -> set[int]:
    rows = mailbox.mail.exclude(source="vanished").values_list("uid", flat=True)
    return set(rows)


def test_what_is_new_gone_and_back_is_found_on_every_page(mailbox: Mailbox) -> None:
    kept = {1, 999, 1000, 1001, 2000, 2500}
    assert reconcile.unknown_uids(visit(mailbox, *kept, 2600, 2501)) == [2501, 2600]
    assert there(mailbox) == kept
    assert reconcile.unknown_uids(visit(mailbox, *range(1, NUMBER + 1))) == []
    assert there(mailbox) == set(range(1, NUMBER + 1))
    assert Mailbox.objects.get().found == NUMBER


def test_rows_are_held_a_page_at_a_time(mailbox: Mailbox) -> None:
    rows = InboundMail.objects.filter(mailbox=mailbox)
    with assertNumQueries(3):
        assert [len(page) for page in reconcile._pages(rows)] == [1000, 1000, 500]


def test_a_row_of_another_process_does_not_look_gone(mailbox: Mailbox) -> None:
    one = visit(mailbox, *range(1, NUMBER + 1))

    def all_uids() -> set[int]:
        """Listed; then another process stores a mail that came after the list."""
        row = {"mailbox": mailbox, "folder": "INBOX", "uidvalidity": 1, "state": "done"}
        InboundMail.objects.create(uid=2501, received_at=timezone.now(), **row)
        return set(range(1, NUMBER + 1))

    cast(Any, one.session).all_uids = all_uids
    assert reconcile.unknown_uids(one) == []
    assert 2501 in there(mailbox)


def test_mail_that_nobody_could_fetch_is_asked_for_again(mailbox: Mailbox) -> None:
    mailbox.mail.filter(uid=5).update(source="vanished", outcome="vanished")
    assert reconcile.unknown_uids(visit(mailbox, *range(1, NUMBER + 1))) == [5]
