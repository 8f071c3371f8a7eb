"""What a test does when a program of the system is missing: skip and say so, or fail where all must run."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def program(name: str, *, package: str) -> Path:
    """The program's path; else the test is skipped, or fails under CI_REQUIRE_ALL=1."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    return Path(found) if found else missing(f"{name} is not installed (Debian package {package})")


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}, and CI_REQUIRE_ALL=1 forbids to skip", pytrace=False)
    pytest.skip(reason)
