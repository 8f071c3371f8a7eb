"""What mail servers say of the desk's answers: some come back, of others a webhook says that they arrived."""

from __future__ import annotations

import random
import re
import threading
import time

import requests

from tests.bench import house as bench
from tests.crash.soak.customers import Letterbox
from tests.crash.soak.house import HOOK_SECRET
from tests.crash.soak.people import Memory, Seen

ANSWER = re.compile(rb"Respuesta \[\d{5}\]")
RETURNED = (
    "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\n"
    "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <dsn-{number}@mx.example>\r\n"
    "MIME-Version: 1.0\r\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
    "Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
)


class Reports(threading.Thread):
    """Every few seconds one answer comes back, or is reported delivered twice over."""

    def __init__(self, memory: Memory, letterbox: Letterbox, url: str, *, seed: int) -> None:
        super().__init__(name="reports", daemon=True)
        self._memory, self._rng = memory, random.Random(seed)
        self._letterbox, self._url = letterbox, f"{url}/mail/hooks/postmark/tracking/"
        self._told: set[str] = set()

    def run(self) -> None:
        while not self._memory.ended.wait(self._rng.uniform(0.5, 3)):
            left = [
                mail
                for mail in self._memory.seen()
                if ANSWER.search(mail.raw) and mail.message_id not in self._told
            ]
            if left:
                mail = self._rng.choice(left)
                self._told.add(mail.message_id)
                self._rng.choice((self._return, self._confirm, self._confirm))(mail)

    def _return(self, mail: Seen) -> None:
        self._memory.returned[mail.message_id] = mail.ticket
        text = RETURNED.format(
            to=bench.ADDRESS,
            number=len(self._told),
            recipient=mail.recipient,
            message_id=mail.message_id,
        )
        self._letterbox.put(text.encode())

    def _confirm(self, mail: Seen) -> None:
        event = {
            "RecordType": "Delivery",
            "MessageID": mail.message_id,
            "Recipient": mail.recipient,
        }
        for _ in range(2):
            self._post(event)
        self._memory.confirmed.add(mail.message_id)

    def _post(self, event: dict[str, str]) -> None:
        """As a provider does: again, until it is told 200."""
        name, _, password = HOOK_SECRET.partition(":")
        while True:
            try:
                said = requests.post(self._url, json=event, auth=(name, password), timeout=20)
            except requests.RequestException:
                pass
            else:
                if said.status_code == 200:
                    return
                if said.status_code != 503:
                    self._memory.unexpected.append(f"{said.status_code} POST {self._url}")
            self._memory.busy += 1
            time.sleep(0.3)
