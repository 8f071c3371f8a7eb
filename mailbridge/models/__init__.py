"""What the mail bridge remembers: mailboxes with their ways in and out, every mail seen, and which sweeps ran."""

from mailbridge.models.delivery_report import DeliveryReport
from mailbridge.models.grant import Grant
from mailbridge.models.home import Home
from mailbridge.models.inbound_mail import InboundMail
from mailbridge.models.mailbox import Mailbox
from mailbridge.models.oauth_app import OAuthApp
from mailbridge.models.pulse import Pulse
from mailbridge.models.sender import Sender

__all__ = [
    "DeliveryReport",
    "Grant",
    "Home",
    "InboundMail",
    "Mailbox",
    "OAuthApp",
    "Pulse",
    "Sender",
]
