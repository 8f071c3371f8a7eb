"""The watcher listens again as soon as somebody has signed in, not when its patience is over."""

from __future__ import annotations

import queue
import time

import pytest

from mailbridge.inbound import intake
from mailbridge.inbound.server.watch import Watch
from mailbridge.models import Grant, Mailbox
from tests.oauth_provider import OAuthProvider

PATIENCE = 15  # seconds, for a busy machine


@pytest.mark.django_db(transaction=True)
def test_the_watcher_notices_a_new_sign_in(mailbox: Mailbox, provider: OAuthProvider) -> None:
    woken: queue.Queue[int] = queue.Queue()
    watch = Watch(woken.put)
    watch.look()
    (listener,) = watch._listeners.values()
    ends_at = time.monotonic() + PATIENCE
    while not listener.waits_for_a_person and time.monotonic() < ends_at:
        time.sleep(0.05)
    grant = Grant(mailbox=mailbox)
    grant.refresh_token = "canary-refresh-0"
    provider.refresh_tokens.add("canary-refresh-0")
    grant.save()
    intake.visit(Mailbox.objects.select_related("channel").get(pk=mailbox.pk))
    watch.look()
    assert woken.get(timeout=PATIENCE) == mailbox.pk
    for each in watch._listeners.values():
        each.end()
        each.join(PATIENCE)
