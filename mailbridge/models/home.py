"""In which database the work was done last, so that a backup that was put back is known as one (F42)."""

from __future__ import annotations

from django.db import connection, models


class Home(models.Model):
    """One row. It travels in a backup; what it names does not: pg_restore makes every table anew."""

    identity = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.identity

    @classmethod
    def is_here(cls) -> bool:
        """False from a restore until `manage.py after_restore`: neither mail in nor mail out goes on before."""
        here = cls._identity()
        home, _made = cls.objects.get_or_create(pk=1, defaults={"identity": here})
        return home.identity == here

    @classmethod
    def settle(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"identity": cls._identity()})

    @classmethod
    def _identity(cls) -> str:
        """Of the server's data and of this table in it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT system_identifier, %s::regclass::oid FROM pg_control_system()",
                [cls._meta.db_table],
            )
            server, table = cursor.fetchone()
        return f"{server}/{table}"
