"""What the doctor says of mail."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.checks import check_mail
from belong.ground.kernel.public import doctor_checks, now, settled
from tests.post_office import post_office

pytestmark = pytest.mark.django_db


def kept(state: str, *, ago: timedelta = timedelta(0)) -> None:
    OutboxMessage.objects.create(
        kind="x", address="a@example.org", state=state, made_at=now() - ago, due_at=now() - ago
    )


def test_it_is_one_of_the_doctors() -> None:
    assert doctor_checks()["mail"] is check_mail


def test_nothing_named_is_well_until_somebody_waits_for_a_mail(settings: LazySettings) -> None:
    assert check_mail().ok
    assert check_mail().says.startswith("Not configured")
    kept("waiting")
    assert not check_mail().ok
    assert "1 waiting, 0 failed" in check_mail().says
    settings.DEMO = True
    assert check_mail().ok


def test_a_server_that_answers_and_one_that_does_not(settings: LazySettings) -> None:
    settings.SITE_URL = "https://club.example"
    with post_office() as office:
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 2}
        assert check_mail().says.startswith("No sender is set")
        assert not check_mail().ok
        with settled(sender="hall@club.example"):
            kept("failed", ago=timedelta(days=6))
            kept("failed", ago=timedelta(days=8))
            kept("waiting", ago=timedelta(minutes=14))
            assert (check_mail().ok, "1 waiting, 1 failed" in check_mail().says) == (True, True)
            kept("waiting", ago=timedelta(minutes=16))
            assert check_mail().remedy == "Start a worker: `belong worker`."
            settings.SITE_URL = ""
            assert check_mail().remedy == "Set BELONG_URL."
    with settled(sender="hall@club.example"):
        assert not check_mail().ok
        assert "refused" in check_mail().says
