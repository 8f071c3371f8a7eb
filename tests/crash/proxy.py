"""TCP proxies that spoil what a server says: cut off after so many bytes, or with its lines edited."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Edit = Callable[[bytes], bytes]


@contextlib.contextmanager
def cutting_proxy(target_port: int, *, after: int) -> Iterator[int]:
    """Yields its own port. Only one connection is served; later ones are refused."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_cut, args=(listener, target_port, after), daemon=True)
        thread.start()
        yield listener.getsockname()[1]


@contextlib.contextmanager
def editing_proxy(target_port: int, edit: Edit) -> Iterator[int]:
    """Yields its own port. `edit` gets each line of the server's; b"" swallows it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_edit, args=(listener, target_port, edit), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def _cut(listener: socket.socket, target_port: int, after: int) -> None:
    with contextlib.suppress(OSError):
        client, _ = listener.accept()
        listener.close()
        with client, socket.create_connection(("127.0.0.1", target_port)) as server:
            threading.Thread(target=_copy, args=(client, server), daemon=True).start()
            _copy(server, client, limit=after)
            for line in (client, server):
                line.shutdown(socket.SHUT_RDWR)


def _copy(source: socket.socket, target: socket.socket, *, limit: int = 2**62) -> None:
    with contextlib.suppress(OSError):
        while limit > 0 and (piece := source.recv(min(65536, limit))):
            target.sendall(piece)
            limit -= len(piece)


def _edit(listener: socket.socket, target_port: int, edit: Edit) -> None:
    with contextlib.suppress(OSError):
        while True:
            client, _ = listener.accept()
            server = socket.create_connection(("127.0.0.1", target_port))
            threading.Thread(target=_copy, args=(client, server), daemon=True).start()
            threading.Thread(target=_copy_lines, args=(server, client, edit), daemon=True).start()


def _copy_lines(source: socket.socket, target: socket.socket, edit: Edit) -> None:
    with source, target, contextlib.suppress(OSError), source.makefile("rb") as lines:
        for line in lines:
            target.sendall(edit(line))
