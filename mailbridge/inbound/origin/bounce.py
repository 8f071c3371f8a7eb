"""What a report of a mail system says about a mail that was sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounce:
    """What a report says: `status` is an enhanced code (RFC 3463), `action` by RFC 3464.

    `action` may also be "complaint", for a feedback report (RFC 5965).
    """

    recipients: tuple[str, ...] = ()
    status: str = ""
    action: str = ""
    returned_message_ids: tuple[str, ...] = ()

    @property
    def is_failure(self) -> bool:
        return self.action in {"failed", "delayed"}
