"""Celery's configuration. The queue carries hints only; times and work live in rows (RELIABILITY.md 6.3)."""

from django.conf import settings

broker_url = settings.REDIS_URL.replace("unix://", "redis+socket://", 1)
task_ignore_result = True
task_serializer = "json"
accept_content = ["json"]
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
worker_redirect_stdouts = False  # a traceback would become one log line a character
broker_connection_retry_on_startup = True
broker_connection_max_retries = None
broker_transport_options = {
    "visibility_timeout": 900,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
task_publish_retry = False  # a web request never waits for Redis; the sweep finds the row
task_soft_time_limit = 240
task_time_limit = 300
worker_soft_shutdown_timeout = 8.0
task_default_queue = "default"
task_routes = {
    "mailbridge.tasks.count_*": {"queue": "mail_in"},
    "mailbridge.tasks.pull_*": {"queue": "mail_in"},
    "mailbridge.tasks.read_*": {"queue": "mail_in"},
    "mailbridge.tasks.send_*": {"queue": "mail_out"},
}
beat_schedule = {
    "pull-mailboxes": {"task": "mailbridge.tasks.pull_mailboxes", "schedule": 60.0},
    "read-stored-mail": {"task": "mailbridge.tasks.read_stored_mail", "schedule": 20.0},
    "send-mail": {"task": "mailbridge.tasks.send_mail", "schedule": 20.0},
    "count-mailboxes": {"task": "mailbridge.tasks.count_mailboxes", "schedule": 300.0},
    "watch-clocks": {"task": "tickets.tasks.watch_clocks", "schedule": 30.0},
    "watch-promises": {"task": "tickets.tasks.watch_promises", "schedule": 30.0},
    "go-on-in-bulk": {"task": "tickets.tasks.go_on_in_bulk", "schedule": 30.0},
    "watch-complaints": {"task": "tickets.tasks.watch_complaints", "schedule": 300.0},
    "watch-calls": {"task": "tickets.tasks.watch_calls", "schedule": 30.0},
    "reckon-usual-waits": {"task": "tickets.tasks.reckon_usual_waits", "schedule": 3600.0},
    "begin-complaint-digests": {
        "task": "tickets.tasks.begin_complaint_digests",
        "schedule": 600.0,
    },
    "close-in-silence": {"task": "tickets.tasks.close_in_silence", "schedule": 600.0},
}
# All times are short: nothing is worth remembering between two runs of beat.
beat_scheduler = "celery.beat:Scheduler"
