"""`make demo`: every part of Ventanilla in one terminal, from nothing to a page in under three minutes.

A part that the environment names (DATABASE_URL, REDIS_URL, EMAIL_URL with MAILBOX_HOST) is used;
the others are started here, on loopback, with their data in `.demo/`. Nothing in this package
needs Django's settings, since it makes what they read.
"""
