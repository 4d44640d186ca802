"""What the deliveries of the tests send."""

import threading

from django.db import connections, transaction

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.outbox.kinds import Letter, Outgoing
from belong.ground.kernel.public import YES, Decision, no, post, settled

SENDER = "hall@club.example"


def written(outgoing: Outgoing) -> Letter:
    return Letter(f"Nr {outgoing.parameters['n']}", "Hello, Zoë.\n", "<p>Hello, Zoë.</p>\n")


def gate(outgoing: Outgoing) -> Decision:
    return no("Withdrawn.") if outgoing.person == 666 else YES


def posted(*addresses: str, kind: str = "test.note", person: int | None = None) -> list[OutboxMessage]:
    with transaction.atomic():
        keys = [post(kind=kind, address=to, parameters={"n": n}, person=person) for n, to in enumerate(addresses)]
    return list(OutboxMessage.objects.filter(pk__in=keys).order_by("pk"))


def fresh(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


def three_workers_deliver() -> None:
    """Side by side, each on a connection of its own, until nothing is due."""

    def work() -> None:
        try:
            with settled(sender=SENDER):
                deliver()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
