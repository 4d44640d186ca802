"""Before an address is proved nobody has come: members find nobody, and mails are not sent without end."""

import pytest
from django.test import Client

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import forget_posted, newest_code, posted
from belong.doors.web.tests.test_accounts import NEW
from belong.ground.groups.public import actor_for
from belong.ground.people.models import Person
from belong.ground.people.policies import may_see, visible_to
from belong.ground.people.public import persons_called, persons_named

MINE = "member@example.org"


def test_members_read_no_name_that_a_stranger_only_typed(cast: Cast, client: Client) -> None:
    client.post("/sign-up", {**NEW, "name": "Zorro Cheapmeds"})
    typed = Person.objects.get(name="Zorro Cheapmeds")
    reader, host = actor_for(cast.accounts["member"].pk), actor_for(cast.accounts["owner"].pk)
    assert not persons_called(reader, "zorro")
    assert not persons_named(reader, "zorro")
    assert not may_see(reader, typed)
    assert not visible_to(reader).filter(pk=typed.pk).exists()
    assert cast.client("member").get(f"/people/{typed.uid}").status_code == 404
    assert [one.id for one in persons_called(host, "zorro")] == [typed.pk]
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert [one.id for one in persons_called(reader, "zorro")] == [typed.pk]
    assert may_see(reader, typed)


def test_codes_to_prove_oneself_are_sent_so_often_and_no_more(cast: Cast) -> None:
    forget_posted()
    client = cast.client("member")
    answers = [client.post("/account/prove/mail", {"action": "send"}) for _ in range(8)]
    assert len(posted(MINE)) == 3
    assert answers[-1].status_code == 429
    assert b"Wait five minutes" in answers[-1].content


@pytest.mark.parametrize("known", [True, False])
def test_changing_an_address_tells_nobody_who_is_here(cast: Cast, known: bool) -> None:
    address = "author@example.org" if known else "nobody@example.org"
    client = Client()
    client.post("/sign-in", {"login": MINE, "password": PASSWORD})
    answer = client.post("/account/address", {"email": address, "action_add": ""})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/sign-in/address")


def test_who_signs_up_again_at_once_is_told_to_wait_as_long_as_it_takes(cast: Cast) -> None:
    Client().post("/sign-up", NEW)
    answer = Client().post("/sign-up", NEW)
    assert answer.status_code == 429
    assert b"Wait a minute, then try again" in answer.content
    assert b"five minutes" not in answer.content
