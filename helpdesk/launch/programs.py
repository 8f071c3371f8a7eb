"""The four programs of Ventanilla, as `.env.example` tells an administrator to run them too."""

import sys
from collections.abc import Mapping
from pathlib import Path

from helpdesk.launch.program import Program

QUEUES = "default,mail_in,mail_out"


def of(project: Path, env: Mapping[str, str], *, web_port: int) -> list[Program]:
    python = sys.executable
    celery = [python, "-m", "celery", "--quiet", "--app", "helpdesk"]
    web = [python, "-m", "uvicorn", "helpdesk.asgi:application", "--port", str(web_port)]
    web += ["--host", env.get("HOST", "127.0.0.1"), "--timeout-graceful-shutdown", "3"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--queues", QUEUES]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    commands = {
        "web": [*web, "--no-access-log"],
        "worker": worker,
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
        "watcher": [python, "manage.py", "watch_mail"],
    }
    # Root in a container is a fair way to try a demo; Celery's six lines about it are not news.
    env = {"PYTHONWARNINGS": "ignore:You're running the worker", **env}
    return [Program(name, argv, cwd=project, env=env) for name, argv in commands.items()]
