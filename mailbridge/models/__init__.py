"""What the mail bridge remembers: its mailboxes, every mail seen there, and what providers reported."""

from mailbridge.models.delivery_report import DeliveryReport
from mailbridge.models.inbound_mail import InboundMail
from mailbridge.models.mailbox import Mailbox

__all__ = ["DeliveryReport", "InboundMail", "Mailbox"]
