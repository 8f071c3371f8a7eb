"""Signing in to a mailbox with Google or Microsoft: consent, tokens, and what may go wrong with them."""
