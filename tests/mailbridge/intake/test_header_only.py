"""A mail too large to fetch is its header only, also when it is read a second time (F38)."""

from __future__ import annotations

from pytest_django import Settings

from mailbridge.inbound import reading
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import Message

HUGE = letter("x" * 40_000)


def read_again(row: InboundMail) -> InboundMail:
    row.refresh_from_db()
    assert row.retry()
    reading.read([row.pk])
    row.refresh_from_db()
    return row


def test_a_retry_does_not_take_the_header_for_the_whole_mail(
    post: Post, settings: Settings
) -> None:
    settings.MAIL_SIZE_LIMIT = 10_000
    post.deliver(HUGE)
    row = post.pull()[0]
    assert (row.outcome, row.is_header_only) == ("too_large", True)
    InboundMail.objects.update(state="quarantined")
    Message.objects.all().update(source_key=None)  # as if it had failed before
    row = read_again(row)
    assert row.outcome == "too_large"
    assert row.message is not None
    assert "demasiado grande para recogerlo" in row.message.text
