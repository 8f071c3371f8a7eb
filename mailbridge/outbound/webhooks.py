"""Where providers report: anymail's views, made patient with what they cannot read (F41).

Anymail reads a batch as a whole, so that one event of a shape it does not know would cost all of them, and
the answer 500 would have the provider send them again for ever. Here that event is kept unread and the
others are heard. A body that is no batch at all is refused (400): no retry helps.
"""

from __future__ import annotations

import logging
from typing import Any

import anymail.urls
from anymail.exceptions import AnymailConfigurationError, AnymailError
from anymail.signals import inbound
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import URLPattern

from mailbridge.outbound import tracking

log = logging.getLogger(__name__)


class Patient:
    """Goes before a webhook view of anymail's."""

    esp_name: str

    def parse_events(self, request: HttpRequest) -> list[Any]:
        try:
            events = super().parse_events(request)  # type: ignore[misc]  # the view's
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise SuspiciousOperation("The body is no report of this provider's.") from error
        return [event for event in events if event is not None]

    def esp_to_anymail_event(self, *parts: Any) -> Any:
        """What anymail makes of one event; None when it can make nothing of it."""
        try:
            return super().esp_to_anymail_event(*parts)  # type: ignore[misc]
        except (AnymailError, AnymailConfigurationError):
            raise  # a wrong signature, or a setting that a person must mend
        except Exception:
            log.exception("An event of %s could not be read; it is kept", self.esp_name)
            tracking.keep_unread(parts, self.esp_name)
            return None


def patterns() -> list[URLPattern]:
    """Anymail's addresses for reports. Not those for inbound mail: nobody here would take it."""
    return [
        URLPattern(known.pattern, _patient(known.callback.view_class), name=known.name)
        for known in anymail.urls.urlpatterns
        if known.callback.view_class.signal is not inbound
    ]


def _patient(view: Any) -> Any:
    patient: Any = type(view.__name__, (Patient, view), {})
    return patient.as_view()
