"""A mail provider's HTTP API on this machine (Postmark's and Mailgun's shapes), with scripted answers."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

POSTMARK_OK = {"ErrorCode": 0, "Message": "OK", "MessageID": "pm-1", "To": "lucia@correo.example"}


@dataclass
class ProviderStub:
    """`status` 0 takes the request and hangs up without an answer."""

    status: int = 200
    drip_seconds: float = 0  # before each byte of the answer
    answer: dict[str, Any] = field(default_factory=lambda: dict(POSTMARK_OK))
    requests: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                stub.headers.append(dict(self.headers))
                stub.requests.append(self.rfile.read(int(self.headers["Content-Length"])))
                if stub.status == 0:
                    self.close_connection = True
                    return
                content = json.dumps(stub.answer).encode()
                self.send_response(stub.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                for byte in content:
                    time.sleep(stub.drip_seconds)
                    self.wfile.write(bytes([byte]))

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    @property
    def sent(self) -> dict[str, Any]:
        (request,) = self.requests
        return dict(json.loads(request))

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()
