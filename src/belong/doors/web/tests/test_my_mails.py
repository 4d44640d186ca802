"""Mails to me: each kind on or off, with its history; and how many come a day, as the hosts set it."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import Cast
from belong.ground.ledger.public import history
from belong.ground.people.models import Permission
from belong.ground.people.public import Actor, grant_permission
from belong.ground.settings.public import mails_a_day
from belong.reach.gate.models import Choice

PAGE, CHOOSE = "/me/mails", "/me/mails/choose"
ANSWERED, REPLIED = "conversations.answered", "conversations.replied"


def test_a_member_turns_mails_on_and_off_and_reads_when(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    page = client.get(PAGE).content.decode()
    assert "somebody answers a question of mine" in page
    assert page.count("it does not come: you gave no permission") == 2
    assert "What you chose" not in page
    answer = client.post(CHOOSE, {"kind": ANSWERED, "act": "on"}, follow=True)
    page = answer.content.decode()
    assert "From now on these mails come to you." in page
    assert (page.count("Turn off"), page.count("Turn on")) == (1, 1)
    assert "by yourself, where you choose your mails" in client.get("/me/permissions").content.decode()
    [permission] = Permission.objects.filter(person=member.person, purpose="conversations", withdrawn_at=None)
    assert permission.channel == "mail"
    client.post(CHOOSE, {"kind": ANSWERED, "act": "off"})
    page = client.get(PAGE).content.decode()
    assert ("What you chose" in page, page.count("Turn on")) == (True, 2)
    assert [(one.kind, one.wanted) for one in Choice.objects.order_by("pk")] == [
        (ANSWERED, True),
        (REPLIED, False),
        (ANSWERED, False),
    ]
    assert "because you turned on another one alone" in page
    record = client.get("/me/ledger").content.decode()
    assert "chose what to hear of by mail" in record and ">An answer to a question</a>" in record


def test_what_belongs_to_mails_alone_is_offered_by_no_other_channel(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    page = client.get("/me/permissions").content.decode()
    assert page.count("Answers and replies to what you wrote, By e-mail") == 1
    assert "Answers and replies to what you wrote, By phone" not in page
    given = {"act": "give", "channel": "phone", "purpose": "conversations"}
    assert client.post("/me/permissions/change", given).status_code == 404
    assert not Permission.objects.filter(person=member.person).exists()


def test_where_somebody_allowed_it_is_said_in_words_to_hosts_too(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    client.post(CHOOSE, {"kind": ANSWERED, "act": "on"})
    client.post("/me/permissions/change", {"act": "give", "channel": "mail", "purpose": "news"})
    for role in ("host", "member"):
        page = cast.client(role).get(f"/people/{member.uid}").content.decode()
        assert "given where mails are chosen" in page and "given on the page of permissions" in page
        assert "here: " not in page


def test_whatever_was_allowed_elsewhere_can_be_ended_here(cast: Cast) -> None:
    client, member, house = cast.client("member"), cast.actor("member"), Actor.system_run("test")
    for channel, purpose in (("phone", "conversations"), ("chat", "news"), ("post", "parties")):
        grant_permission(actor=house, person=member.person or 0, channel=channel, purpose=purpose, proof="A form.")
    page = client.get("/me/permissions").content.decode()
    forms = re.findall(r'name="channel" value="(\w+)"><input type="hidden" name="purpose" value="(\w+)"', page)
    assert page.count('value="withdraw"') == 3
    for channel, purpose in forms:
        client.post("/me/permissions/change", {"act": "withdraw", "channel": channel, "purpose": purpose})
    assert not Permission.objects.filter(person=member.person, withdrawn_at=None).exists()


def test_the_page_asks_as_often_for_much_as_for_little(cast: Cast) -> None:
    client = cast.client("member")

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    client.post(CHOOSE, {"kind": ANSWERED, "act": "on"})
    statements()
    before = statements()
    for act in ("off", "on") * 8:
        client.post(CHOOSE, {"kind": ANSWERED, "act": act})
    assert statements() == before


def test_an_owner_sets_how_many_come_a_day_and_it_is_kept_who_did(cast: Cast) -> None:
    client, owner = cast.client("owner"), cast.actor("owner")
    assert "At most 5 mails a day to one person" in client.get("/settings").content.decode()
    assert client.post("/settings/mails", {"mails_a_day": "51"}).status_code == 422
    assert (
        "Write a number of mails from 1 to 50." in client.post("/settings/mails", {"mails_a_day": "0"}).content.decode()
    )
    assert mails_a_day() == 5
    assert client.post("/settings/mails", {"mails_a_day": "1"}).status_code == 303
    assert mails_a_day() == 1
    assert "At most 1 mail a day to one person" in client.get("/settings").content.decode()
    page = client.get("/settings/mails").content.decode()
    assert "how many mails a day go to one person" in page and 'value="1"' in page
    assert [one.actor for one in history(words=["setting_changed"], limit=1).items] == [owner.person]
    assert "One of these mails a day comes to you at most." in cast.client("member").get(PAGE).content.decode()


def test_who_asked_is_led_to_it_while_nobody_has_answered(cast: Cast) -> None:
    author, club = cast.actor("author"), str(cast.names["club"])
    topic = discussions.ask(actor=author, group=club, title="Who is in?", body="Say so.")

    def led() -> list[str]:
        roles = ("author", "member", "stranger")
        return [role for role in roles if 'href="/me/mails"' in cast.client(role).get(topic.url).content.decode()]

    assert led() == ["author"]
    discussions.answer(actor=cast.actor("insider"), topic=topic.uid, body="Me.")
    assert led() == []
