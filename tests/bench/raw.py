"""The raw limit: fetch every mail over IMAP and parse it with the standard library, and nothing else.

`python -m tests.bench.raw PORT USER PASSWORD` in a process of its own, so that its CPU and memory are its own.
"""

from __future__ import annotations

import email
import email.policy
import json
import resource
import sys
import time

from imapclient import IMAPClient

BATCH = 50


def main(port: int, user: str, password: str) -> None:
    begun, cpu_before = time.monotonic(), time.process_time()
    mails = size = 0
    with IMAPClient("127.0.0.1", port, ssl=False, timeout=60) as client:
        client.login(user, password)
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        for start in range(0, len(uids), BATCH):
            for answer in client.fetch(uids[start : start + BATCH], ["BODY.PEEK[]"]).values():
                raw = answer[b"BODY[]"]
                _parse(raw)
                mails, size = mails + 1, size + len(raw)
    facts = {
        "mails": mails,
        "bytes": size,
        "wall": time.monotonic() - begun,
        "cpu": time.process_time() - cpu_before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(facts))


def _parse(raw: bytes) -> None:
    """Headers, the text and every file decoded, as any reader of mail has to."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    try:
        str(mail["From"]), str(mail["Subject"]), mail["Date"]
        body = mail.get_body(("plain", "html"))
        if body is not None:
            body.get_content()
        for part in mail.iter_attachments():
            part.get_payload(decode=True)
    except (LookupError, ValueError, TypeError, AttributeError):
        return  # the standard library cannot read this one


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
