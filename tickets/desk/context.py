"""What the frame around every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tickets.desk.appearance import theme_of


def shell(request: HttpRequest) -> dict[str, Any]:
    return {
        "company": settings.COMPANY_NAME,
        "is_demo": settings.DEMO,
        "theme": theme_of(request),
    }
