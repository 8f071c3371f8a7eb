"""The life of the parser's process: limits first, then one line of JSON for each {"path": …} line."""

import json
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

from mailbridge.inbound.child import MEMORY_BYTES, SECONDS_A_MAIL


def serve(orders: IO[bytes], answers: IO[bytes], *, seconds: float) -> None:
    """Answer every line of `orders`; this is the child's life."""
    # Imported here: the parent never loads the parser, nor the child before its limits are set.
    from mailbridge.inbound.parse import parse_mail, unreadable
    from mailbridge.inbound.text.language import detect

    detect("load the models now, not at the cost of the first mail")
    answers.write(b'{"ready": true}\n')
    answers.flush()
    for line in orders:
        _allow_cpu(seconds)
        try:
            order: dict[str, Any] = json.loads(line)
            folder = order.get("attachments_to")
            mail = parse_mail(
                Path(order["path"]).read_bytes(),
                attachments_to=Path(folder) if folder else None,
                authserv_ids=frozenset(order.get("authserv_ids", ())),
            )
        except (OSError, ValueError, KeyError, TypeError, MemoryError) as problem:
            mail = unreadable(f"The file could not be read ({problem}).")
        answers.write(mail.to_json().encode() + b"\n")
        answers.flush()


def _allow_cpu(seconds: float) -> None:
    """Give the next mail `seconds` of CPU time; the limit counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _limit_memory(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # Ctrl-C in a terminal reaches the whole group; the parent decides when its child ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY_BYTES)
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds=SECONDS_A_MAIL)
