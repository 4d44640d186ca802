"""What can go wrong, in words for the operator."""


class PostgresError(RuntimeError):
    """The home's database cannot be used; the message says why and what to do. No traceback is wanted."""
