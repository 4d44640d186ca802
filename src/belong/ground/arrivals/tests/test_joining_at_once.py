"""Two clicks of a stranger who asks to be let in, at the very same moment."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from belong.ground.arrivals import public as arrivals
from belong.ground.arrivals.models import Request
from belong.ground.arrivals.tests.support import mails
from belong.ground.kernel.public import settled, uuid7


def ask(key: UUID) -> UUID:
    with settled(joining="approval", questions=("Who are you?",)):
        return arrivals.ask_to_join(name="Ana", address="ana@example.org", answers=("A baker.",), request_key=key)


@pytest.mark.usefixtures("clone")
def test_two_clicks_at_once_ask_once() -> None:
    key = uuid7()

    def click() -> UUID:
        try:
            return ask(key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = ask(key)
            second = pool.submit(click)
            _until_somebody_waits()
        assert second.result() == first
    assert (Request.objects.count(), len(mails("service.address_code"))) == (1, 1)


def _until_somebody_waits() -> None:
    for _look in range(500):
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(
                "select exists (select from pg_stat_activity where datname = current_database()"
                " and wait_event_type = 'Lock')"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    pytest.fail("nobody waits")
