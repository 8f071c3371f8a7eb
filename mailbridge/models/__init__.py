"""What the mail bridge remembers: mailboxes, every mail seen there, reports of providers, and which sweeps ran."""

from mailbridge.models.delivery_report import DeliveryReport
from mailbridge.models.inbound_mail import InboundMail
from mailbridge.models.mailbox import Mailbox
from mailbridge.models.pulse import Pulse

__all__ = ["DeliveryReport", "InboundMail", "Mailbox", "Pulse"]
