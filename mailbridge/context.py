"""What the office's menu needs to know of mail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mailbridge.health import overview


def alarm(request: HttpRequest) -> dict[str, Any]:
    """`something_is_wrong`, asked only by the menu and only for administrators, since it costs queries."""
    return {"something_is_wrong": lambda: not overview.is_all_well()}
