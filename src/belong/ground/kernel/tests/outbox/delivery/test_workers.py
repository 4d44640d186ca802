"""Workers side by side, and one that died."""

import threading
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection, connections

from belong.ground.kernel.models import OutboxMessage, Pace
from belong.ground.kernel.outbox.claiming import ROOM, Delivery, claim, delivery
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import frozen, now
from belong.ground.kernel.tests.outbox.delivery.letters import fresh, posted, three_workers_deliver
from tests.post_office import PostOffice

pytestmark = pytest.mark.usefixtures("clone")


def test_each_domain_keeps_its_pace_and_holds_up_no_other(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 3
    start = now()
    with frozen(start):
        posted(*(f"a{n}@slow.example" for n in range(8)), "b@quick.example")
        deliver()
    domains = [received.recipient.partition("@")[2] for received in office.arrived]
    assert domains.count("slow.example") == 3
    assert domains.count("quick.example") == 1
    arrived = []
    for seconds in (19, 21, 30, 61, 200, 400):
        with frozen(start + timedelta(seconds=seconds)):
            deliver()
        arrived.append(len(office.arrived) - 1)
    assert arrived == [3, 4, 4, 6, 8, 8]
    with frozen(start + timedelta(hours=1)), delivery() as run:
        claim(run)
    assert not Pace.objects.exists()


def test_two_workers_send_each_mail_once(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_PACE = 1000
    posted(*(f"p{n}@example.org" for n in range(120)))
    three_workers_deliver()
    assert sorted(received.recipient for received in office.arrived) == sorted(f"p{n}@example.org" for n in range(120))
    assert office.sessions == 3
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_what_a_dead_delivery_had_claimed_is_free_at_once(office: PostOffice) -> None:
    messages = posted("a@example.org", "b@example.org")
    dead = threading.Thread(target=claim_and_vanish)
    dead.start()
    dead.join()
    assert {fresh(message).state for message in messages} == {"sending"}
    deliver()
    assert {fresh(message).state for message in messages} == {"sent"}


def claim_and_vanish() -> None:
    dead = Delivery(7)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s, %s)", [ROOM, dead.number])
    assert len(claim(dead)) == 2
    connection.close()  # as the machine does for a process that was killed


def test_a_living_delivery_keeps_what_it_claimed(office: PostOffice) -> None:
    claimed, leave = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with delivery() as run:
                claim(run)
                claimed.set()
                leave.wait(10)
        finally:
            connections.close_all()

    [message] = posted("a@example.org")
    holder = threading.Thread(target=hold)
    holder.start()
    claimed.wait(10)
    deliver()
    assert office.arrived == []
    leave.set()
    holder.join()
    assert fresh(message).state == "waiting"  # it was given back
    deliver()
    assert fresh(message).state == "sent"
