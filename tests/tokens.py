"""Access tokens that the tests' Dovecot believes: JWTs (RFC 7519), signed with a key that it knows."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path

KEY = b"only-for-tests-" + b"k" * 40
CONFIGURATION = """\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={home}/tokens/
username_attribute = email
"""


def trust(home: Path) -> None:
    """Write down for the server in this folder whom it believes."""
    (home / "oauth2.conf").write_text(CONFIGURATION.format(home=home))
    keys = home / "tokens" / "default" / "HS256"
    keys.mkdir(parents=True, exist_ok=True)
    (keys / "default").write_text(base64.b64encode(KEY).decode())


def token(user: str, *, seconds: int = 3600) -> str:
    """For this user, good for so long; never the same twice."""
    now = int(time.time())
    head = _part({"alg": "HS256", "typ": "JWT"})
    body = _part(
        {"email": user, "sub": user, "iat": now - 5, "exp": now + seconds, "at": time.time_ns()}
    )
    signature = hmac.new(KEY, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_encoded(signature)}"


def _part(content: dict[str, object]) -> str:
    return _encoded(json.dumps(content).encode())


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
