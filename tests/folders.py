"""Folders in which servers may keep their data."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.embedded.places import outside


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """As tmp_path, but every account can enter it, as it can a clone in /srv or /opt."""
    folder = Path(tempfile.mkdtemp(prefix="embedded-"))
    folder.chmod(0o755)
    yield folder
    if os.geteuid() == 0:
        shutil.rmtree(outside(folder / "closed" / "home"), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
