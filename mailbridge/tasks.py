"""Placeholder until the intake and the outbox are wired."""


def connect() -> None:
    return None
