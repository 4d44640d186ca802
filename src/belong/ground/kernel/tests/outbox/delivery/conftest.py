"""Mails of the tests' own and a real server that takes them."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from belong.ground.kernel.outbox import kinds as registered
from belong.ground.kernel.public import register_mail, settled
from belong.ground.kernel.tests.outbox.delivery.letters import SENDER, gate, written
from tests.post_office import PostOffice, post_office


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registered, "_kinds", {})
    register_mail("test.note", written, gate, parameters=["n"])
    register_mail("test.code", written, gate, parameters=["n"], secret=True)


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    with post_office() as office, settled(sender=SENDER, sender_name="The Hall"):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 5}
        yield office
