"""What the programs say, on the console: one line a happening, customers' links masked (A36)."""

from typing import Any

# Celery says twice of each task that it ran; the tasks themselves say what they did.
CHATTER = ("celery.worker.strategy", "celery.app.trace", "imapclient")


def to_console(*, level: str, has_access: bool) -> dict[str, Any]:
    """Django's LOGGING setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"mask_tokens": {"()": "tickets.portal.masking.MaskTokens"}},
        "formatters": {"line": {"format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["mask_tokens"],
            }
        },
        "loggers": {
            **{name: {"level": "WARNING"} for name in CHATTER},
            # uvicorn brings a handler of its own, which would show the links.
            "uvicorn.access": {"handlers": ["console"] if has_access else [], "propagate": False},
        },
        "root": {"handlers": ["console"], "level": level},
    }
