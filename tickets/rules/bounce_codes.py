"""What a server's code says of the address that a mail came back from, or was refused for."""

from __future__ import annotations

import re

# 5.1.x: no such address (but 5.1.7 and 5.1.8 speak of the sender); 5.2.0 and 5.2.1: the mailbox is switched
# off; 5.4.1: how Exchange says "no such user"; 5.4.4: no such host. Everything else is about the mail, the
# moment or a policy: the next mail may arrive.
_NO_SUCH_ADDRESS = re.compile(r"5\.(?:1\.(?![78]\b)\d{1,3}|2\.[01]|4\.[14])(?!\d)")
_BARE_REPLY = re.compile(
    r"(?!5\.\d+\.\d|.*\bsender\b).*\b(?:no such (?:user|person|mailbox|address|recipient)|"
    r"(?:user|recipient|mailbox|address)(?: is)? (?:unknown|not found|invalid)|"
    r"(?:unknown|invalid|nonexistent) (?:user|recipient|mailbox|address)|does(?: not|n't) exist)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_hard(status: str) -> bool:
    """Whether mail to the address can never arrive, as far as the code tells; "" tells nothing."""
    return bool(_NO_SUCH_ADDRESS.match(status.strip()))


def is_hard_reply(code: int, words: str) -> bool:
    """Whether a reply to RCPT TO (RFC 5321) says so: by its enhanced code, or in words where it has none."""
    if code not in (550, 551, 553, 554):
        return False
    return is_hard(words) or bool(_BARE_REPLY.match(words))
