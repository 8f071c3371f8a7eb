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
    """Where the demo's mail goes out, comes in, and where its customers write and read."""
    return {
        "EMAIL_URL": server.smtp_url,
        "DEMO_IMAP_PORT": str(server.imap_port),
        "DEMO_CUSTOMERS_SMTP_URL": server.customers_smtp_url,
        "DEMO_CUSTOMERS_IMAP_URL": server.customers_imap_url,
    }
