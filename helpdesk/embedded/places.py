"""Where sockets, and what PostgreSQL must reach, may lie."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from helpdesk.embedded.trouble import CannotStart

# A UNIX socket's path holds 107 bytes; ".s.PGSQL.5432.lock" and a subfolder need some of them.
LONGEST_FOLDER = 70
# Root's data when the project lies where the database account cannot enter, as under /root.
SYSTEM_STATE = Path("/var/lib/ventanilla-demo")


def fingerprint(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:10]


def run_folder(home: Path) -> Path:
    """A short private folder for the sockets of the servers of `home`, the same at each start."""
    name = f"ventanilla-{os.geteuid()}-{fingerprint(home)}"
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - whose it is gets checked
        folder = base / name
        if len(os.fsencode(folder)) <= LONGEST_FOLDER and _is_ours(folder):
            return folder
    raise CannotStart(
        f"The temp folder {name} is not ours alone: set TMPDIR to a short path of your own."
    )


def leave(home: Path) -> None:
    """Remove the folder of sockets, unless a server still has one in it."""
    with suppress(OSError, CannotStart):
        run_folder(home).rmdir()


def outside(home: Path) -> Path:
    """The stand-in for `home` on a system path that every account can enter (root only)."""
    return SYSTEM_STATE / fingerprint(home)


def _is_ours(folder: Path) -> bool:
    """Make the folder, or check that nobody else put it (or a link) into the shared temp folder."""
    try:
        folder.mkdir(mode=0o711)
    except FileExistsError:
        found = folder.lstat()
        return (
            stat.S_ISDIR(found.st_mode)
            and found.st_uid == os.geteuid()
            and not found.st_mode & 0o022
        )
    except OSError:
        return False
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return True
