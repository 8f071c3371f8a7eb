"""Wires the project together and decides nothing: settings, URLs, Celery, ASGI, the embedded servers.

Nobody imports this package; the rooms and doors read `django.conf.settings`.
"""

from helpdesk.celery import app as celery_app

__all__ = ["celery_app"]
