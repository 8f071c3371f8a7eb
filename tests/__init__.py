"""The tests, laid out as the source is. `servers.py` starts what they need, without root or a network."""
