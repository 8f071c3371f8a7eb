"""A TCP proxy that cuts the line after so many bytes from the server."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def cutting_proxy(target_port: int, *, after: int) -> Iterator[int]:
    """Yields its own port. Only one connection is served; later ones are refused."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, target_port, after), daemon=True)
        thread.start()
        yield listener.getsockname()[1]


def _serve(listener: socket.socket, target_port: int, after: int) -> None:
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
