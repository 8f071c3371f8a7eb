"""Load and random kills on the whole product, then quiet, then counting (F33): `python -m tests.crash.soak`."""
