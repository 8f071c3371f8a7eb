"""How much a process and everything below it uses: CPU seconds and resident memory, from /proc."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 1.0  # to look costs some milliseconds
# What a command line holds, and which part of the house that is; the first that fits.
PARTS = {
    "mailbridge.inbound.serving": "parser",
    "celery": "worker",
    "postgres": "PostgreSQL",
    "valkey": "Valkey",
    "dovecot": "IMAP",
    "mailserver": "IMAP",
}


class Use(NamedTuple):
    parent: int
    cpu_seconds: float  # its own, and that of the children it waited for
    memory: int  # resident bytes


@dataclass
class Meter:
    """`with Meter(pid) as meter: …`, then `meter.cpu_seconds` and `meter.peak_memory` (bytes)."""

    pid: int
    cpu_seconds: float = 0.0
    peak_memory: int = 0
    wall_seconds: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)  # CPU seconds by part
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def memory(self) -> int:
        """Resident bytes now."""
        return self._now()[1]

    def __enter__(self) -> Meter:
        self._begun, self._cpu_before = time.monotonic(), self._now()[0]
        self._parts_before = _cpu_by_part(self.pid)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.wall_seconds = time.monotonic() - self._begun
        self._ended.set()
        self._thread.join()
        self.cpu_seconds = self._now()[0] - self._cpu_before
        now, before = _cpu_by_part(self.pid), self._parts_before
        self.parts = {part: used - before.get(part, 0.0) for part, used in now.items()}

    def told(self) -> str:
        """CPU seconds, and whose."""
        parts = ", ".join(f"{part} {used:.1f}" for part, used in sorted(self.parts.items()))
        return f"{self.cpu_seconds:.1f} s of CPU ({parts})"

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.peak_memory = max(self.peak_memory, self._now()[1])

    def _now(self) -> tuple[float, int]:
        uses = family(self.pid).values()
        return sum(use.cpu_seconds for use in uses), sum(use.memory for use in uses)


def busy_seconds() -> float:
    """CPU seconds that the whole machine was busy since it started."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / TICKS


def family(pid: int) -> dict[int, Use]:
    """The process and its descendants, and what each uses."""
    every = dict(_uses())
    members, found = {pid} & every.keys(), True
    while found:
        children = {p for p, use in every.items() if use.parent in members} - members
        members |= children
        found = bool(children)
    return {member: every[member] for member in members}


def _cpu_by_part(pid: int) -> dict[str, float]:
    seconds: dict[str, float] = {}
    for member, use in family(pid).items():
        part = _part(member)
        seconds[part] = seconds.get(part, 0.0) + use.cpu_seconds
    return seconds


def _part(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:  # it has ended meanwhile
        return "the bench"
    return next((part for name, part in PARTS.items() if name in command), "the bench")


def _uses() -> list[tuple[int, Use]]:
    uses = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        cpu = sum(int(words[place]) for place in (11, 12, 13, 14)) / TICKS
        uses.append((int(folder.name), Use(int(words[1]), cpu, int(words[21]) * PAGE)))
    return uses
