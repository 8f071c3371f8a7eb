"""The account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpdesk.embedded.trouble import CannotStart


@dataclass(frozen=True)
class Account:
    """An unprivileged user that root drops to. An ordinary user stays who they are (no Account)."""

    uid: int
    gid: int

    @classmethod
    def below_root(cls, data: Path) -> "Account | None":
        """Whom root drops to: whoever has the data already, else `postgres`, else `nobody`."""
        if os.geteuid() != 0:
            return None
        if data.exists() and (found := data.stat()).st_uid != 0:
            return cls(found.st_uid, found.st_gid)
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise CannotStart(
            "PostgreSQL does not run as root: make an ordinary user and start as that user."
        )

    def as_options(self) -> dict[str, Any]:
        """For subprocess: nothing of root's groups goes along."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether each parent lets this account through; we never change a parent's mode."""
        there = subprocess.run(
            ["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)],
            cwd="/",
            check=False,
            **self.as_options(),
        )
        return there.returncode == 0

    def owns(self, folder: Path) -> Path:
        """Make the folder if need be, and give it to this account alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder
