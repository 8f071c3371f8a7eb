"""What the programs of the demo read from their environment, where ours does not say otherwise."""

from collections.abc import Mapping

from helpdesk.demo import company
from helpdesk.embedded.mailserver import MailServer
from helpdesk.launch.home import Home


def for_demo(home: Home, keys: Mapping[str, str], *, web_port: int) -> dict[str, str]:
    """Settings that do not depend on a server."""
    return {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "PYTHONUNBUFFERED": "1",
        "BASE_URL": f"http://localhost:{web_port}",
        "DATA_DIR": str(home.data),
        "STATIC_ROOT": str(home.static),
        "COMPANY_NAME": company.COMPANY_NAME,
        "AUTHSERV_IDS": company.AUTHSERV_ID,
        "INSTANCE_ID": company.AUTHSERV_ID,
        **keys,
    }


def for_mail(server: MailServer) -> dict[str, str]:
    """Where the product's mail goes out and comes in, and where the made-up customers write and read.

    MAILBOX_USERNAME and MAILBOX_ADDRESS are left out: each support address is its own mailbox here,
    and its user name is the address.
    """
    return {
        "EMAIL_URL": server.smtp_url,
        "MAILBOX_HOST": "127.0.0.1",
        "MAILBOX_PORT": str(server.imap_port),
        "MAILBOX_SECURITY": "plain",
        "MAILBOX_PASSWORD": server.password,
        "DEMO_CUSTOMERS_SMTP_URL": server.customers_smtp_url,
        "DEMO_CUSTOMERS_IMAP_URL": server.customers_imap_url,
    }
