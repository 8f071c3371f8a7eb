"""What a person is told when a part cannot start."""

import errno

NO_SPACE_TEXT = "No space left on device"


class CannotStart(Exception):
    """One sentence that says what is wrong and what to do about it."""


def disk_is_full(place: object) -> CannotStart:
    return CannotStart(
        f"The disk that holds {place} is full: free some space (1 GB is plenty) and start again."
    )


def in_one_sentence(error: OSError, *, place: object) -> CannotStart:
    """Turn an error of the file system into words. `place` is what we were about to write."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_is_full(place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotStart(
            f"{error.filename or place} cannot be written: give this user the right to, or clone elsewhere."
        )
    return CannotStart(f"{place} cannot be used: {error.strerror or error}.")
