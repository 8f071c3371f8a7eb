"""Bytes kept under the SHA-256 of their content: attachments and raw mail.

A blob is complete before any row names it (RELIABILITY.md 6.1 step 5): on a local disk it is written under
a temporary name, synced, renamed, and the folder synced. Writing the same bytes again is a no-op.
"""

from __future__ import annotations

import functools
import hashlib
import os
import secrets
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class BlobDamaged(Exception):
    """The stored bytes are missing or are not what their name says (F30)."""


def put(content: bytes) -> str:
    """Store the bytes durably and return their SHA-256 in hex. Raises OSError when the disk is full."""
    return put_all([content])[0]


def put_all(contents: Iterable[bytes]) -> list[str]:
    """The same for many at once, which is several times as quick: the disk syncs them together."""
    return _put_on_disk(contents) if _is_on_disk() else [_put_away(each) for each in contents]


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


def _is_on_disk() -> bool:
    try:
        default_storage.path("")
    except NotImplementedError:
        return False
    return True


def _put_away(content: bytes) -> str:
    """Object storage is durable by itself."""
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(_name(digest)):
        default_storage.save(_name(digest), ContentFile(content))
    return digest


def _put_on_disk(contents: Iterable[bytes]) -> list[str]:
    digests, written = [], {}
    try:
        for content in contents:
            digests.append(hashlib.sha256(content).hexdigest())
            path = local_path(digests[-1])
            if path not in written and not path.exists():
                written[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
                _write(written[path], content)
        _sync(written.values())
        for path, temporary in written.items():
            temporary.rename(path)
        _sync({path.parent for path in written})
    except BaseException:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
        raise
    return digests


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _sync(paths: Collection[Path]) -> None:
    if len(paths) > 1:  # side by side, so that they share the journal's commits
        list(_threads(os.getpid()).map(_sync_one, paths))
    else:
        for path in paths:
            _sync_one(path)


@functools.cache
def _threads(process: int) -> ThreadPoolExecutor:
    """Kept, since to start them takes longer than many a sync; by process, since a fork has none of them."""
    return ThreadPoolExecutor(8, "sync")


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
