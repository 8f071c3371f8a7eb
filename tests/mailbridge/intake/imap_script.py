"""An IMAP server that says what a test wants, and keeps every byte that it hears."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

PAUSE = b"|"  # within an answer: what follows comes later, in a packet of its own


@dataclass
class ScriptedImap:
    """Answers each command by the first word that `answers` knows, else with OK."""

    greeting: bytes = b"* OK ready\r\n"
    answers: dict[bytes, bytes] = field(default_factory=dict)
    heard: bytearray = field(default_factory=bytearray)
    port: int = 0

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return  # the test is over
            with line, contextlib.suppress(OSError):
                line.settimeout(5)
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        line.sendall(self.greeting)
        with line.makefile("rb") as commands:
            tag = b"*"
            for command in commands:
                self.heard += command
                words = command.split()
                tag = words[0] if len(words) > 1 else tag  # else the answer to a challenge
                word = words[-1] if len(words) == 1 else words[1]
                said = self.answers.get(word.upper(), b"TAG OK done\r\n")
                for part in said.replace(b"TAG", tag).split(PAUSE):
                    line.sendall(part)
                    time.sleep(0.2 if PAUSE in said else 0)


@contextlib.contextmanager
def scripted_imap(**answers: bytes) -> Iterator[ScriptedImap]:
    """A server on a free port; `CAPABILITY=b"* CAPABILITY …"` scripts an answer, `greeting=` the hello."""
    greeting = answers.pop("greeting", b"* OK ready\r\n")
    server = ScriptedImap(greeting, {word.encode(): said for word, said in answers.items()})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        threading.Thread(target=server.serve, args=(listener,), daemon=True).start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
