"""Named points at which a test ends the process the hard way (RELIABILITY.md 3.1).

Off unless the environment names one: FAILPOINT=after-fetch kills at the first pass, after-fetch:3 at
the third. FAILPOINT_SIGNAL=SIGSTOP holds the process there instead.
"""

import itertools
import os
import signal

_name, _, _passes = os.environ.get("FAILPOINT", "").partition(":")
_signal = signal.Signals[os.environ.get("FAILPOINT_SIGNAL", "SIGKILL")]
_countdown = itertools.count(1)


def failpoint(name: str) -> None:
    """Kill this process here, if the environment asks for it."""
    if _name and name == _name and next(_countdown) == int(_passes or 1):
        os.kill(os.getpid(), _signal)
