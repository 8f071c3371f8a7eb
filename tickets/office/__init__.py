"""The managers' door: how long customers waited and what they thought of it, and the protocol as plain forms.

Leads and administrators come in here; for everyone else these pages do not exist (A33).
"""
