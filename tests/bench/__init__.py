"""Measures, run by hand (`make bench`, `python -m tests.bench.lists`): printed, never asserted."""
