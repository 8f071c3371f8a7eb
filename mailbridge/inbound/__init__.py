"""From a mailbox to a ticket: server/imap → parse → screen → origin/bounces or threading → deliver.

`intake` is one visit: `server` fetches and counts, `reading` has each mail read, `deliver` makes it
part of a ticket. Reading a mail (`parse` and the four packages under it) is pure: bytes in, a frozen
`ParsedMail` out, with neither settings nor a database. It runs in a child process with limits
(`child.py`), since real mail is broken and hostile mail is built to break its reader.

- `server`: the IMAP server: connect, listen, fetch, keep, count.
- `text`: bytes and HTML as readable text.
- `parts`: the anatomy of a mail: fields, addresses, dates, bodies, files.
- `quoting`: what the customer newly said; quotations and signatures taken away.
- `origin`: who and what sent it: bounces, programs, spam, authentication.

This file imports nothing, so that the child starts fast.
"""
