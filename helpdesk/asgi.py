"""The web process: Django, and beside it the live stream, which must not pass Django's middleware."""

import os
import warnings
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

# WhiteNoise and downloads stream files synchronously; Django reads them in a thread, as it should.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")

pages = get_asgi_application()

from tickets import live  # noqa: E402  (needs the app registry)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI entry; the three arguments are as the ASGI specification says."""
    if scope["type"] == "http" and scope["path"] == "/events":
        await live.events(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        step = (await receive())["type"]
        await send({"type": f"{step}.complete"})
        if step == "lifespan.shutdown":
            return
