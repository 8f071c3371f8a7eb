"""Mail that the demo's server has accepted, on disk, so that the next start finds it again."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Spooled:
    """One mail. Its number is its IMAP UID too, so a UID means the same mail after a restart."""

    uid: int
    raw: bytes
    arrived: datetime


@dataclass(frozen=True)
class Spool:
    """The mails of one user: `folder`/000001.eml and so on, in order of arrival."""

    folder: Path

    def add(self, raw: bytes) -> Spooled:
        """Keep the mail durably; on return a power cut would not lose it. Raises OSError."""
        uid = self._last() + 1
        part, place = self.folder / f".{uid:06d}.part", self.folder / f"{uid:06d}.eml"
        with part.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.rename(place)
        self._sync()
        return self._read(place)

    def __iter__(self) -> Iterator[Spooled]:
        for place in self._places():
            yield self._read(place)

    @property
    def uid_validity(self) -> int:
        """When this spool began, in seconds since 1970; UIDs hold as long as it does (RFC 3501 2.3.1.1)."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = self.folder / "uidvalidity"
        if not mark.exists():
            mark.write_text(str(int(time.time())))
        return int(mark.read_text())

    def _last(self) -> int:
        places = self._places()
        return int(places[-1].stem) if places else 0

    def _places(self) -> list[Path]:
        return sorted(self.folder.glob("*.eml"), key=lambda place: int(place.stem))

    def _read(self, place: Path) -> Spooled:
        arrived = datetime.fromtimestamp(place.stat().st_mtime, tz=UTC)
        return Spooled(uid=int(place.stem), raw=place.read_bytes(), arrived=arrived)

    def _sync(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
