"""A mail arrives as it was written, once."""

import threading

import pytest
from django.conf import LazySettings
from django.db import connections, transaction

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import settled
from belong.ground.kernel.tests.outbox.delivery.letters import SENDER, fresh, posted
from tests.post_office import PostOffice, post_office

pytestmark = pytest.mark.usefixtures("clone")


def test_a_mail_arrives_with_both_its_forms_and_says_that_a_program_wrote_it(office: PostOffice) -> None:
    [message] = posted("Mia@Example.org")
    assert deliver() is False
    [received] = office.arrived
    mail = received.message
    assert (received.sender, received.recipient) == (SENDER, "mia@example.org")
    assert (mail["From"], mail["To"], mail["Subject"]) == ("The Hall <hall@club.example>", "mia@example.org", "Nr 0")
    assert mail["Message-ID"] == f"<{message.uid.hex}@club.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Hello, Zoë."]
    assert html.get_content().splitlines() == ["<p>Hello, Zoë.</p>"]
    done = fresh(message)
    assert (done.state, done.claim, done.attempts, done.last_error) == ("sent", None, 1, "")
    assert done.parameters == {"n": 0}
    assert done.sent_at is not None
    assert deliver() is False
    assert len(office.arrived) == 1


def test_what_lets_somebody_in_is_forgotten_when_it_has_left(office: PostOffice) -> None:
    [message] = posted("mia@example.org", kind="test.code")
    deliver()
    assert office.to("mia@example.org")
    assert fresh(message).parameters == {}


def test_without_a_way_or_a_sender_everything_waits_as_it_is(settings: LazySettings) -> None:
    [message] = posted("mia@example.org")
    with settled(sender=SENDER):
        assert deliver() is False
    with post_office() as office, settled(sender=""):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none"}
        assert deliver() is False
        assert office.arrived == []
    assert (fresh(message).state, fresh(message).attempts) == ("waiting", 0)


def test_the_gate_is_asked_when_the_mail_leaves(office: PostOffice) -> None:
    [message] = posted("mia@example.org", person=666)
    deliver()
    assert office.arrived == []
    assert (fresh(message).state, fresh(message).last_error) == ("stopped", "Withdrawn.")


def test_erased_on_the_way_it_is_not_sent(office: PostOffice) -> None:
    first, second = posted("a@example.org", "b@example.org")

    def erase() -> None:
        OutboxMessage.objects.filter(pk=second.pk).delete()
        connections.close_all()

    def at(stage: str, number: int) -> None:
        if (stage, number) == ("content", 1):  # the second one is claimed already
            eraser = threading.Thread(target=erase)
            eraser.start()
            eraser.join()

    office.moment = at
    deliver()
    assert [received.recipient for received in office.arrived] == [first.address]


def test_delivering_inside_a_transaction_is_refused() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        deliver()
