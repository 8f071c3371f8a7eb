def connect() -> None:
    return None
