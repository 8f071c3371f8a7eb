"""The customer's door: one ticket by a signed link, without an account.

A link opens exactly one ticket and shows public messages only: never a note, never a held message. GET
changes nothing, since mail scanners follow links; each change is a POST behind a button. The token
stays out of logs (`masking`), out of Referer headers and out of caches (`scope`).
"""
