"""An SMTP server that says exactly what a test tells it to, and keeps every byte that it hears."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

CAPABILITIES = ("SIZE 50000000", "8BITMIME", "DSN")


@dataclass
class OddServer:
    """`answers` maps the beginning of a command to the reply; "" is the greeting, "." the end of a mail.

    A reply of "" hangs up without a word; `drip_seconds` waits before each byte of a reply.
    """

    answers: dict[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = CAPABILITIES
    drip_seconds: float = 0
    certificate: Path | None = None  # with its key: TLS from the first byte
    commands: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)  # as on the wire: dot-stuffed, without the dot

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def connections(self) -> int:
        return self.commands.count("CONNECT")

    def end(self) -> None:
        """Close the port: who connects now is refused."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        if self.certificate:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            secure.load_cert_chain(self.certificate)
            try:
                line = secure.wrap_socket(line, server_side=True)
            except OSError:
                return line.close()
        self.commands.append("CONNECT")
        with line, line.makefile("rb") as heard:
            try:
                self._say(line, self._answer("", "220 odd.example ESMTP"))
                for command in heard:
                    self._obey(line, command.decode(errors="replace").strip(), heard)
            except (OSError, EOFError):
                return None

    def _obey(self, line: socket.socket, command: str, heard: object) -> None:
        self.commands.append(command)
        verb = command.upper()
        if verb.startswith("EHLO"):
            words = ["odd.example", *self.capabilities]
            says = "\r\n".join(f"250-{word}" for word in words[:-1]) + f"\r\n250 {words[-1]}"
        else:
            says = {"DATA": "354 Go on", "QUIT": "221 Bye"}.get(verb, "250 OK")
        says = self._answer(command, says)
        self._say(line, says)
        if verb == "DATA" and says.startswith("354"):
            self._take_mail(line, heard)

    def _take_mail(self, line: socket.socket, heard: object) -> None:
        mail = b""
        for part in heard:  # type: ignore[attr-defined]
            if part == b".\r\n":
                self.mails.append(mail)
                self._say(line, self._answer(".", "250 2.0.0 Stored"))
                return
            mail += part

    def _answer(self, command: str, usual: str) -> str:
        if command == "":
            return self.answers.get("", usual)
        for beginning, answer in self.answers.items():
            if beginning and command.upper().startswith(beginning.upper()):
                return answer
        return usual

    def _say(self, line: socket.socket, words: str) -> None:
        if not words:
            line.shutdown(socket.SHUT_RDWR)
            raise EOFError
        for byte in f"{words}\r\n".encode() if self.drip_seconds else ():
            time.sleep(self.drip_seconds)
            line.sendall(bytes([byte]))
        if not self.drip_seconds:
            line.sendall(f"{words}\r\n".encode())
