"""One notification after each transaction that recorded something wakes the runner of the followers."""

from django.db import connection, transaction

CHANNEL = "belong_ledger"


def wake_after_commit() -> None:
    """Have the runner woken once, when the transaction has committed. Lost ones are made good by its sweep."""
    if not any(entry[1] is _wake for entry in connection.run_on_commit):
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, '')", [CHANNEL])
