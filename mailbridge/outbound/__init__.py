"""From the outbox to the mail server: claim → compose → send → tracking.

The law is RELIABILITY.md 6.2. A mail was frozen in its author's transaction; here it is claimed
under a lease, put into MIME, and handed over by SMTP or by a provider's API. Just before the one
moment that cannot be taken back, `handing_over` is committed; whatever breaks between it and the
answer is `ambiguous`, and is shown.
"""
