"""The demo's IMAP server: pymap in memory, fed from the spool."""

import asyncio
from argparse import Namespace
from typing import cast
from uuid import uuid4

from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag, Wildcard
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from helpdesk.embedded.spool import Spool, Spooled


class Inbox(MailboxData):
    """An INBOX in which any keyword may be set, and in which a UID survives a restart."""

    def __init__(self, mailboxes: MailboxSet, *, uid_validity: int) -> None:
        super().__init__(mailboxes._content_cache, mailboxes._thread_cache)
        self._uid_validity = uid_validity
        self._delivering = asyncio.Lock()

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | {Wildcard}  # pymap alone would drop keywords

    async def deliver(self, mail: Spooled) -> None:
        """Append the mail under its own UID, byte for byte; who is in IDLE hears of it at once."""
        async with self._delivering:
            self._max_uid = mail.uid - 1
            await self.append(AppendMessage(mail.raw, mail.arrived, frozenset()), recent=True)


class WholeResponses:
    """A writer that sends a response in one piece.

    pymap writes it in parts, each a packet of its own, and imapclient 4.1 drops the connection
    when an IDLE line arrives in two.
    """

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer, self._parts = writer, bytearray()

    def write(self, part: bytes) -> None:
        self._parts += part

    async def drain(self) -> None:
        self._flush()
        await self._writer.drain()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write(bytes(self._parts))
        self._parts.clear()


class ImapServer:
    """An IMAP server on loopback in which each user has an INBOX, and all users one password."""

    def __init__(self, *, port: int, password: str) -> None:
        self._port, self._password = port, password
        self._config = Config(
            Namespace(passlib_cfg=None),
            host="127.0.0.1",
            port=port,
            tls_enabled=False,
            demo_data=False,
            demo_user="",
            demo_password="",
            proxy_protocol=ProxyProtocolNoop(),
            # The password lies on this disk in clear anyway, and hashing costs 0.3 s a login.
            hash_context=Cleartext(),
        )
        self._config.apply_context()
        self._login = Login(self._config)
        self._inboxes: dict[str, Inbox] = {}

    async def start(self) -> asyncio.Server:
        server = IMAPServer(self._login, self._config)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            peer = SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes)
            await server(reader, cast("asyncio.StreamWriter", WholeResponses(writer)), peer)

        return await asyncio.start_server(answer, "127.0.0.1", self._port)

    async def add_user(self, name: str, spool: Spool) -> None:
        """Make the user, and put back the mails of earlier starts under their old UIDs."""
        mailboxes = MailboxSet()
        inbox = Inbox(mailboxes, uid_validity=spool.uid_validity)
        mailboxes._inbox = self._inboxes[name] = inbox
        self._config.set_cache[name] = (mailboxes, FilterSet())
        self._login.users_dict[name] = UserMetadata(self._config, name, password=self._password)
        for mail in spool:
            await inbox.deliver(mail)

    async def deliver(self, name: str, mail: Spooled) -> None:
        await self._inboxes[name].deliver(mail)
