"""A column type that PostgreSQL has and Django does not name."""

from typing import Any

from django.db import models


class TransactionField(models.Field):  # type: ignore[type-arg]
    """A full transaction id (`xid8`): never used twice within one cluster. Read as a number."""

    description = "PostgreSQL transaction id"

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value
