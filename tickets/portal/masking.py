"""Keep customers' links and agents' keys to a new password out of the logs (A36, A41)."""

import logging
import re

# As long as ShareLink's tokens, and a path segment of its own: a SHA-256 or a number is left alone.
_TOKEN = re.compile(
    r"(?<=/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])|(?<=/key/)[A-Za-z0-9]+-[A-Za-z0-9]+-[0-9a-f]+"
)


class MaskTokens(logging.Filter):
    """Replace the tokens in a record's words and arguments; the record itself is always let through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_masked(value) for value in record.args)
        elif record.args:
            record.args = {name: _masked(value) for name, value in record.args.items()}
        return True


def _masked(value: object) -> object:
    return _TOKEN.sub("…", value) if isinstance(value, str) else value
