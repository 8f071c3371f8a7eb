"""From a mailbox to a ticket: imap → parse → screen → bounces or threading → deliver.

Reading a mail (`parse.py` and the nouns around it) is pure: bytes in, a frozen `ParsedMail` out,
with neither Django nor a database. It runs in a child process with limits (`child.py`), since
real mail is broken and hostile mail is built to break its reader. This file imports nothing, so
that the child starts fast.
"""
