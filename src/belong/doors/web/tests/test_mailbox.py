"""The mailbox as hosts see it, and in the demo everybody."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from belong.doors.web.tests.cast import Cast, assemble
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.public import post


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return assemble()


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def reset_posted() -> str:
    post(kind="service.password_reset", address="mia@example.org", parameters={"path": "/account/x"})
    return str(OutboxMessage.objects.latest("id").uid)


def test_hosts_read_what_happened_and_owners_the_codes(cast: Cast) -> None:
    host, owner = cast.client("host"), cast.client("owner")
    listed = shown(host, "/mailbox")
    assert "member@example.org" in listed
    assert "No mail leaves yet" in listed
    assert "412 907" not in listed
    code = f"/mailbox/{cast.names['code']}"
    assert "412 907" not in shown(host, code)
    assert "412 907" in shown(owner, code)
    assert "Follow its link" not in shown(owner, f"/mailbox/{reset_posted()}")
    OutboxMessage.objects.filter(uid=cast.names["mail"]).update(state="failed", last_error="550 <nobody>")
    assert "The server said: 550 &lt;nobody&gt;" in shown(host, f"/mailbox/{cast.names['mail']}")
    assert "550" in shown(host, "/mailbox?show=failed")
    assert "member@example.org" not in shown(host, "/mailbox?show=sent")


def test_a_mail_as_it_is_sent_brings_its_style_and_can_do_nothing(cast: Cast) -> None:
    answer = cast.client("host").get(f"/mailbox/{cast.names['mail']}/as-sent")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert answer["Cache-Control"] == "private, no-store"
    assert "There is a new password." in answer.content.decode()


def test_in_the_demo_everybody_has_the_mails_to_them(cast: Cast, settings: LazySettings) -> None:
    member, insider = cast.client("member"), cast.client("insider")
    assert "/mailbox" not in shown(member, "/about")
    settings.DEMO = True
    assert 'href="/mailbox"' in shown(member, "/about")
    assert "412 907 signs you in" in shown(member, "/mailbox")
    assert "412 907" in shown(member, f"/mailbox/{cast.names['code']}")
    assert 'href="/account/x"' in shown(cast.client("owner"), f"/mailbox/{reset_posted()}")
    assert "member@example.org" not in shown(insider, "/mailbox")
    assert insider.get(f"/mailbox/{cast.names['code']}").status_code == 404
    assert Client().get("/mailbox").status_code == 404


def test_a_host_frees_an_address_and_sends_again(cast: Cast) -> None:
    host, path = cast.client("host"), f"/mailbox/{cast.names['mail']}"
    assert host.post(f"{path}/hold").status_code == 303
    assert "A host held it back." in shown(host, path)
    assert host.post(f"{path}/hold").status_code == 403
    assert host.post(f"{path}/send").status_code == 303
    assert OutboxMessage.objects.get(uid=cast.names["mail"]).state == "waiting"


def test_the_list_asks_as_often_for_one_mail_as_for_many(cast: Cast) -> None:
    host = cast.client("host")
    shown(host, "/mailbox")
    with CaptureQueriesContext(connection) as few:
        shown(host, "/mailbox")
    OutboxMessage.objects.bulk_create(
        OutboxMessage(kind="service.known_address", address=f"a{n}@example.org", parameters={}) for n in range(20)
    )
    with CaptureQueriesContext(connection) as many:
        shown(host, "/mailbox")
    assert len(many) == len(few)
