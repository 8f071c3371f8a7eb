"""`python -m helpdesk.embedded.mail`: IMAP and SMTP for the demo, in one process, on loopback."""

import argparse
import asyncio
import logging
import os
import signal
from pathlib import Path

from helpdesk.embedded.imap import ImapServer
from helpdesk.embedded.smtp import CUSTOMERS, Delivery, smtp_session
from helpdesk.embedded.spool import Spool

PASSWORD_VARIABLE = "DEMO_MAIL_PASSWORD"  # noqa: S105 - in the environment, not in the process list


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="helpdesk.embedded.mail", description=__doc__)
    parser.add_argument("--imap-port", type=int, required=True)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--spool", type=Path, required=True, help="the folder that keeps the mail")
    parser.add_argument("--support", action="append", required=True, metavar="ADDRESS")
    parser.add_argument("--authserv-id", default="mail.demo.example", metavar="NAME")
    return parser.parse_args()


async def serve(options: argparse.Namespace, *, password: str) -> None:
    """Run until SIGTERM or SIGINT."""
    support = frozenset(address.lower() for address in options.support)
    spools = {user: Spool(options.spool / user) for user in (*sorted(support), CUSTOMERS)}
    imap = ImapServer(port=options.imap_port, password=password)
    for user, spool in spools.items():
        await imap.add_user(user, spool)

    async def deliver(user: str, raw: bytes) -> None:
        await imap.deliver(user, spools[user].add(raw))

    delivery = Delivery(support=support, authserv_id=options.authserv_id, deliver=deliver)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    imap_server = await imap.start()
    smtp_server = await loop.create_server(
        lambda: smtp_session(delivery, password=password), "127.0.0.1", options.smtp_port
    )
    await ended.wait()
    smtp_server.close()
    imap_server.close()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of each command
    os.environ["FQDN"] = "localhost"  # pymap would ask the DNS for our name at each connection
    asyncio.run(serve(arguments(), password=os.environ[PASSWORD_VARIABLE]))


if __name__ == "__main__":
    main()
