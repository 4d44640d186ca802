"""Writers on connections of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection, transaction

from belong.ground.ledger.public import (
    AnswerPosted,
    record,
)


class Writer(Thread):
    """Does something on a connection of its own; what went wrong is raised by `end`."""

    def __init__(self, work: object, *arguments: object) -> None:
        super().__init__()
        self.work, self.arguments, self.error = work, arguments, None
        self.start()

    def run(self) -> None:
        try:
            self.work(*self.arguments)  # type: ignore[operator]
        except Exception as error:  # told in the test's own thread
            self.error = error  # type: ignore[assignment]
        finally:
            connection.close()

    def end(self) -> None:
        self.join(60)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error


@contextmanager
def open_transaction(*facts: AnswerPosted, commit: bool = True) -> Iterator[Event]:
    """A transaction in another thread that has recorded facts and ends when told, or when the block is left."""
    written, end = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            for fact in facts:
                record(fact)
            written.set()
            end.wait(60)
            transaction.set_rollback(not commit)

    writer = Writer(hold)
    assert written.wait(60)
    try:
        yield end
    finally:
        end.set()
        writer.end()
