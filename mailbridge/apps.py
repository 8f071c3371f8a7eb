from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailbridgeConfig(AppConfig):
    name = "mailbridge"
    verbose_name = _("Mail bridge")

    def ready(self) -> None:
        from mailbridge import tasks
        from mailbridge.outbound import checks, tracking

        tasks.connect()
        checks.connect()
        tracking.connect()
