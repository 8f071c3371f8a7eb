"""`manage.py demo`, which `make demo` calls: the whole helpdesk in one terminal."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from helpdesk.launch.demo import Demo


class Command(BaseCommand):
    help = "Start every part of Ventanilla on this machine, with a made-up company."
    requires_system_checks = ()  # the checks need the settings that the demo is about to make

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(Demo(Path(__file__).resolve().parents[3]).run())
