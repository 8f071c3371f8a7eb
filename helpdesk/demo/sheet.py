"""Rows for PostgreSQL's COPY: a hundred times quicker than saving models, with the same columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models


class Sheet:
    """Rows of one model. Columns that a row leaves out take `defaults`, else what the model says.

    Without `has_keys` the database numbers the rows.
    """

    def __init__(
        self, model: type[models.Model], *, has_keys: bool = False, **defaults: Any
    ) -> None:
        fields = [
            field
            for field in model._meta.concrete_fields
            if not field.generated and (has_keys or not field.primary_key)
        ]
        self.table = model._meta.db_table
        self.columns = [str(field.column) for field in fields]
        own = {str(field.column): _default(field) for field in fields}
        self.defaults: dict[str, Any] = {**own, **defaults}
        unknown = set(defaults) - set(self.columns)
        if unknown:
            raise ValueError(f"{self.table} has no column {', '.join(sorted(unknown))}")
        self.rows: list[tuple[Any, ...]] = []

    def add(self, row: Mapping[str, Any]) -> None:
        self.rows.append(tuple({**self.defaults, **row}.values()))

    def add_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self.add(row)

    def copy(self) -> None:
        """Send the rows to the database, in the transaction of the caller."""
        names = ", ".join(f'"{column}"' for column in self.columns)
        with (
            connection.cursor() as cursor,
            cursor.copy(f'COPY "{self.table}" ({names}) FROM STDIN') as copy,
        ):
            for row in self.rows:
                copy.write_row(row)
        self.rows.clear()


def _default(field: models.Field[Any, Any]) -> Any:
    value = field.get_default() if field.has_default() else None
    return json.dumps(value) if isinstance(field, models.JSONField) and value is not None else value


def reserved(model: type[models.Model], count: int) -> list[int]:
    """So many new keys of this model, in rising order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return sorted(number for (number,) in cursor.fetchall())
