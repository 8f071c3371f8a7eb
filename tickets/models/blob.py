"""Bytes kept under the SHA-256 of their content: attachments and raw mail.

A blob is complete before any row names it (RELIABILITY.md 6.1 step 5): on a local disk it is written under
a temporary name, synced, renamed, and the folder synced. Writing the same bytes again is a no-op.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class BlobDamaged(Exception):
    """The stored bytes are missing or are not what their name says (F30)."""


def put(content: bytes) -> str:
    """Store the bytes durably and return their SHA-256 in hex. Raises OSError when the disk is full."""
    digest = hashlib.sha256(content).hexdigest()
    name = _name(digest)
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # object storage is durable by itself
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
        return digest
    if not path.exists():
        _write_synced(path, content)
    return digest


def read(digest: str) -> bytes:
    """The bytes of this digest. Raises BlobDamaged when they are missing or altered."""
    try:
        with default_storage.open(_name(digest)) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise BlobDamaged(f"its bytes are gone from our disk ({digest[:12]})") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise BlobDamaged(f"its bytes on our disk were changed ({digest[:12]})")
    return content


def opened(digest: str) -> IO[bytes]:
    """The blob as an open file, for streaming downloads. Raises BlobDamaged when it is missing."""
    try:
        return default_storage.open(_name(digest))
    except FileNotFoundError as error:
        raise BlobDamaged(f"its bytes are gone from our disk ({digest[:12]})") from error


def local_path(digest: str) -> Path:
    """Where the blob lies on this machine's disk (local storage only)."""
    return Path(default_storage.path(_name(digest)))


def _name(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest[2:4]}/{digest}"


def _write_synced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
