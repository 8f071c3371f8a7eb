"""Google or Microsoft on this machine: a page of consent and a token address, over real HTTP.

As Microsoft does, it gives a new refresh token with every use and takes each only once. Its access tokens
open the tests' Dovecot.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.tokens import token

CLIENT_ID, CLIENT_SECRET = "ventanilla-app", "canary-client-secret"


@dataclass
class OAuthProvider:
    """`refuses` answers every token request so: an error's name, and Microsoft's description of it."""

    user: str = "support@alameda.example"
    refuses: tuple[str, str] | None = None
    status: int = 0  # of every answer, where it is not to be 200 or 400
    clock_off: int = 0  # seconds
    requests: list[dict[str, str]] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)  # access tokens
    refresh_tokens: set[str] = field(default_factory=set)  # those that still hold
    challenges: dict[str, str] = field(default_factory=dict)  # by code

    def __post_init__(self) -> None:
        self._serial, self._lock = itertools.count(1), threading.Lock()
        handler = type("Handler", (_Handler,), {"provider": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def consent(self, asked: dict[str, str]) -> str:
        """Where the browser goes once the person has said yes."""
        code = f"code-{next(self._serial)}"
        self.challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        with self._lock:
            self.requests.append(form)
            if self.refuses:
                error, description = self.refuses
                return 400, {"error": error, "error_description": description}
            if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
                return 401, {"error": "invalid_client"}
            if form["grant_type"] == "client_credentials":
                return 200, self._tokens()
            if not self._is_granted(form):
                return 400, {"error": "invalid_grant"}
            refresh = f"canary-refresh-{next(self._serial)}"
            self.refresh_tokens.add(refresh)
            return 200, {**self._tokens(), "refresh_token": refresh}

    def _is_granted(self, form: dict[str, str]) -> bool:
        if form["grant_type"] == "refresh_token":
            holds = form["refresh_token"] in self.refresh_tokens
            self.refresh_tokens.discard(form["refresh_token"])
            return holds
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return self.challenges.pop(form["code"], "") == challenge

    def _tokens(self) -> dict[str, Any]:
        self.issued.append(token(self.user))
        return {"token_type": "Bearer", "expires_in": 3600, "access_token": self.issued[-1]}


class _Handler(BaseHTTPRequestHandler):
    provider: OAuthProvider

    def do_GET(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.send_response(302)
        self.send_header("Location", self.provider.consent(asked))
        self.end_headers()

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, content = self.provider.answer(
            {name: values[0] for name, values in parse_qs(said).items()}
        )
        self.send_response(self.provider.status or status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(time.time() + self.provider.clock_off, usegmt=True)

    def log_message(self, *_: object) -> None:
        """Quiet."""
