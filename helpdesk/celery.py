"""Celery carries hints only. PostgreSQL holds every piece of work; a lost task costs time, never mail.

RELIABILITY.md 2.1 measured that a killed worker loses tasks even with late acks, hence the sweeps.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = Celery("ventanilla")
app.config_from_object("helpdesk.queues")
app.autodiscover_tasks()
