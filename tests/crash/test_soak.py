"""The whole product under load: parts killed at random, told to end, and without its database (F27, F33, F35).

The same code as `make soak`, only shorter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("storm", "seconds"),
    [
        ("every", "18"),
        # Past the first beats, back-offs and claims of every program; 600 seconds by hand.
        pytest.param("outage", "25", marks=pytest.mark.slow),
    ],
)
def test_nothing_is_lost_doubled_or_stuck(storm: str, seconds: str) -> None:
    command = [sys.executable, "-m", "tests.crash.soak", "--storm", storm]
    ran = subprocess.run(
        [*command, "--seconds", seconds, "--seed", "7"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-8000:]
