"""A server that says nothing is left in time."""

import threading
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils.translation import override

from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import frozen, message, now, settled
from belong.ground.kernel.tests.outbox.delivery.letters import SENDER, fresh, posted
from tests.post_office import PostOffice, silence

pytestmark = pytest.mark.usefixtures("clone")


def test_a_server_that_is_silent_is_left_in_time(settings: LazySettings) -> None:
    messages = posted("a@example.org", "b@example.org")
    with silence() as port, settled(sender=SENDER):
        settings.MAIL_SMTP = {"host": "127.0.0.1", "port": port, "tls": "none", "timeout": 0.3}
        start = now()
        assert deliver() is False
        assert now() - start < timedelta(seconds=3)
    first, second = map(fresh, messages)
    assert (first.state, second.state, second.attempts) == ("waiting", "waiting", 0)
    assert "timed out" in first.last_error
    assert first.due_at > second.due_at
    told = {"de": "SMTP über 127.0.0.1:", "en": "SMTP by 127.0.0.1:"}
    for language, begins in told.items():
        with override(language):
            card = message(first.uid)
            assert card is not None
            assert card.says.startswith(begins)
            assert "timed out" in card.says


def test_a_server_that_falls_silent_over_a_mail(office: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 0.3}
    until = threading.Event()
    office.moment = lambda stage, number: None if stage != "recipient" or number != 2 else void(until.wait(1.5))
    messages = posted("a@example.org", "b@example.org", "c@example.org")
    deliver()
    until.set()
    assert [fresh(message).state for message in messages] == ["sent", "waiting", "waiting"]
    assert "timed out" in fresh(messages[1]).last_error
    with frozen(now() + timedelta(minutes=2)):
        deliver()
    assert [fresh(message).state for message in messages] == ["sent", "sent", "sent"]


def void(_: object) -> None:
    pass
