"""IMAP IDLE (RFC 2177) without the traps of IMAPClient's own check.

That one answers an empty list at once, for ever, when the server is dead (RELIABILITY.md 2.3), and gives
up when a line arrives in two packets. Here a dead connection is an exception, and a line is waited for.
"""

from __future__ import annotations

import re
import select
import time
from collections.abc import Callable
from typing import Any

from imapclient import IMAPClient

_NEWS = re.compile(rb"\* \d+ EXISTS", re.IGNORECASE)


def idle(client: IMAPClient, *, seconds: float, is_ended: Callable[[], bool]) -> bool:
    """Listen until there is new mail, or the time is over, or we are ended; True when there is new mail.

    Raises IMAPClientError or OSError when the connection is dead: the end of IDLE must be answered
    within the connection's read time-out, so a half-open one is noticed too (F12).
    """
    ends_at = time.monotonic() + seconds
    is_news = _begin(client)
    while not is_news and not is_ended() and (left := ends_at - time.monotonic()) > 0:
        is_news = any(_NEWS.match(line) for line in _heard(client, left))
    _, said = client.idle_done()
    return is_news or any(len(item) > 1 and item[1] == b"EXISTS" for item in said)


def _begin(client: IMAPClient) -> bool:
    """Enter IDLE; True when the server tells of new mail even before it agrees."""
    line = client._imap
    is_news = False
    tag = client._idle_tag = line._command("IDLE")
    while (said := line._get_response()) is not None:
        if line.tagged_commands.get(tag):
            raise client.Error("the server refused IDLE")
        is_news = is_news or bool(_NEWS.match(said))
    return is_news


def _heard(client: IMAPClient, seconds: float) -> list[bytes]:
    # What came in one packet with the server's consent is in our own buffer already.
    if not _is_buffered(client) and not _is_readable(client.socket(), seconds):
        return []
    lines: list[bytes] = [client._imap._get_line()]
    while _is_buffered(client):
        lines.append(client._imap._get_line())
    return lines


def _is_readable(sock: Any, seconds: float) -> bool:
    if hasattr(sock, "pending") and sock.pending():  # decrypted already, so the kernel has nothing
        return True
    poller = select.poll()
    poller.register(sock.fileno(), select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def _is_buffered(client: IMAPClient) -> bool:
    """Whether there is more than the last line, where neither kernel nor TLS can see it."""
    sock = client.socket()
    timeout = sock.gettimeout()
    sock.setblocking(False)
    try:
        return bool(client._imap.file.peek(1))
    except OSError:  # TLS says "nothing yet" in this way
        return False
    finally:
        sock.settimeout(timeout)
