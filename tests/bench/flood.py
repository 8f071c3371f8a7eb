"""A29: ten people write behind the thousands of one sender: `python -m tests.bench.flood --mails 10000`.

Everything lies in the mailbox when the one worker process first looks. Printed: how long each of the ten waited
for their ticket, what the sender of the flood was answered, and how long the whole took.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import chain

from tests.bench import house
from tests.bench.post import Box, deliver, settled, wait_until, work

SENDER, OTHERS = "oferta@molesto.example", 10
MAIL = """Return-Path: <{sender}>\r
From: {sender}\r
To: {to}\r
Subject: {subject}\r
Message-ID: <{number}@correo.example>\r
Date: Mon, 02 Nov 2026 10:00:00 +0100\r
\r
{subject}\r
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.flood", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000, help="of the flood (default: 1000)")
    count = parser.parse_args().mails
    with house.temp_folder() as home, house.database(home), house.broker(home):
        import django

        django.setup()
        house.manage("protocol", "start-from", "shop")
        with house.imap(home) as server:
            box = Box.on(server.port, "bench")
            deliver(box, chain(_flood(count), _others(count)))
            with work(home, 1, "--beat") as worker:
                began = time.time()
                box.pull()
                wait_until(lambda: settled() >= box.mails, worker)
                took = time.time() - began
            _report(began, took)


def _flood(count: int) -> Iterator[bytes]:
    return (_mail(SENDER, f"Oferta {number}", number) for number in range(count))


def _others(first: int) -> Iterator[bytes]:
    numbers = range(first, first + OTHERS)
    return (_mail(f"cliente{each}@correo.example", "¿Y mi pedido?", each) for each in numbers)


def _mail(sender: str, subject: str, number: int) -> bytes:
    return MAIL.format(sender=sender, to=house.ADDRESS, subject=subject, number=number).encode()


def _report(began: float, took: float) -> None:
    from mailbridge.models import InboundMail
    from tickets.models import OutgoingMail

    done = InboundMail.objects.exclude(from_addr=SENDER).values_list("done_at", flat=True)
    waits = sorted(moment.timestamp() - began for moment in done if moment)
    print(f"{len(waits)} others waited {waits[0]:.1f} to {waits[-1]:.1f} s;", end=" ")
    answers = OutgoingMail.objects.filter(ticket__customer__email=SENDER).count()
    print(f"the flood had {answers} answers; all {settled()} mails took {took:.0f} s")


if __name__ == "__main__":
    main()
