"""What the pages of settings tell: who changed what, what is missing still, and which zones there are."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction

from belong.doors.web.settings.chronicle import CHOSEN, OPENED, WORDS, Line, chronicle
from belong.doors.web.tests.cast import Cast
from belong.ground.groups.public import LoadedGroup, describe_group, load_group, open_group, set_member_role
from belong.ground.kernel.public import Refused, erasers, frozen, now
from belong.ground.ledger.models import HOUSE
from belong.ground.ledger.public import AnswerPosted, by_word, history, record_many, withdraw
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import batch, complete
from belong.ground.settings.public import change, publish_text
from belong.insight.journey.public import current_ladder


def test_the_history_says_who_set_what_and_when(cast: Cast) -> None:
    owner = cast.client("owner")
    owner.post("/settings/name", {"name": "The mill", "purpose": ""})
    owner.post("/settings/name", {"name": "The old mill", "purpose": ""})
    for path in ("/settings/history", "/settings/name"):
        page = cast.client("host").get(path).content.decode()
        assert "Owner Doe" in page
        assert "<del>The mill</del>" in page
        assert "<ins>The old mill</ins>" in page


def test_the_history_tells_of_texts_ladders_and_groups_in_one_order_with_what_is_set(cast: Cast) -> None:
    owner = cast.client("owner")
    former = current_ladder().name
    owner.post("/settings/name", {"name": "The mill", "purpose": ""})
    owner.post("/settings/texts/terms", {"source": "Be fair."})
    owner.post("/settings/ladder", {"preset": "tamarack"})
    open_group(actor=cast.actor("owner"), slug=str(cast.names["open"]), audience="members")
    describe_group(actor=cast.actor("owner"), slug=str(cast.names["club"]), name="The old club", summary="")
    with frozen(now() + timedelta(hours=1)):
        owner.post("/settings/name", {"name": "The old mill", "purpose": ""})
    page = owner.get("/settings/history").content.decode()
    said = [
        "<ins>The old mill</ins>",
        "changed the name of the group The old club or what it is for</a>",
        "changed who reads the group The open</a>",
        f"<del>{former}</del>",
        '<a href="/about/terms?version=1">published “Terms”, version 1</a>',
        "<ins>The mill</ins>",
    ]
    assert sorted(said, key=page.index) == said


def test_the_history_is_read_page_by_page_and_nothing_is_told_twice_or_left_out(cast: Cast) -> None:
    """Several things of one instant stand on both sides of a page's end."""
    owner = cast.actor("owner")
    with frozen(now()):
        for number in range(3):
            change(actor=owner, values={"name": f"Mill {number}"})
            publish_text(actor=owner, key="terms", source=f"Be fair {number}.", asks=False)
            open_group(actor=owner, slug=str(cast.names["open"]), audience=("members", "public")[number % 2])
    whole = chronicle(owner, None).items
    pieces: list[Line] = []
    after = None
    while True:
        piece = chronicle(owner, after, limit=2)
        pieces += piece.items
        if piece.next is None:
            break
        after = piece.next
    assert pieces == whole
    assert len({(one.says, one.before, one.after) for one in whole if "name" in one.says}) == 3
    with pytest.raises(Refused):
        chronicle(cast.actor("member"), None)


def test_of_a_secret_group_only_its_members_read_that_it_was_founded(cast: Cast) -> None:
    def founded(role: str) -> int:
        return cast.client(role).get("/settings/history").content.decode().count("founded the group")

    assert founded("owner") == founded("host") == 5
    set_member_role(
        actor=Actor.system_run("test"), slug=str(cast.names["vault"]), person=cast.accounts["host"].person_id,
        role="member",
    )  # fmt: skip
    assert (founded("owner"), founded("host")) == (5, 6)


def test_what_the_house_and_an_archive_did_is_not_said_of_somebody_who_is_gone(cast: Cast) -> None:
    publish_text(actor=Actor.system_run("setup"), key="imprint", source="The mill, Ottery Hill.")
    number = batch()
    load_group(number, "tests", LoadedGroup("g", "Brought along", founded_at=now()))
    complete(number)
    page = cast.client("owner").get("/settings/history").content.decode()
    entries = re.findall(r'<p class="row changed">(.*?)</a>', page)
    told = {" ".join(re.sub(r"<[^>]+>", " ", entry).split()) for entry in entries}
    assert "The house itself published “Imprint”, version 1" in told
    assert "An archive brought the group Brought along" in told
    publish_text(actor=cast.actor("owner"), key="privacy", source="We keep little.")
    erasers()["settings"][1](cast.actor("owner").person or 0)
    page = cast.client("host").get("/settings/history").content.decode()
    assert re.search(r"Somebody who is gone</b> <span><a [^>]*>published “Privacy”", page)


def test_setting_up_names_the_texts_that_are_missing_and_leads_to_them(cast: Cast) -> None:
    def missing(role: str) -> list[str]:
        return re.findall(r'<li><a href="/settings/texts/(\w+)">', cast.client(role).get("/set-up").content.decode())

    assert missing("owner") == ["terms", "privacy", "imprint"]
    assert missing("host") == []
    assert b"<li>Privacy</li>" in cast.client("host").get("/set-up").content
    publish_text(actor=cast.actor("owner"), key="privacy", source="Little is kept.")
    assert missing("owner") == ["terms", "imprint"]
    publish_text(actor=cast.actor("owner"), key="terms", source="Be fair.")
    publish_text(actor=cast.actor("owner"), key="imprint", source="The mill.", asks=False)
    assert b"Still to be written" not in cast.client("owner").get("/set-up").content


def test_what_was_withdrawn_stays_in_the_history_with_the_word_that_it_was(cast: Cast) -> None:
    owner = cast.client("owner")
    owner.post("/settings/ladder", {"preset": "tamarack"})
    open_group(actor=cast.actor("owner"), slug=str(cast.names["open"]), audience="members")
    before = owner.get("/settings/history").content.decode()
    assert "was withdrawn" not in before
    for word in (CHOSEN, OPENED):
        newest = history(words=[word], limit=1).items[0]
        with transaction.atomic():
            withdraw(newest.id, reason="contested", actor=None)
    page = owner.get("/settings/history").content.decode()
    assert page.count("This was withdrawn and counts no longer.") == 2
    assert page.count("<li>") == before.count("<li>")


def test_zones_are_offered_under_the_names_of_today_and_the_one_that_is_set(cast: Cast) -> None:
    def offered() -> set[str]:
        return set(re.findall(r'<option value="([^"]+)"', cast.client("owner").get("/settings/place").content.decode()))

    old = {"Asia/Calcutta", "Europe/Belfast", "America/Buenos_Aires", "US/Eastern"}
    assert offered() & {"UTC", "Europe/Berlin", "Asia/Kolkata", *old} == {"UTC", "Europe/Berlin", "Asia/Kolkata"}
    change(actor=cast.actor("owner"), values={"time_zone": "Asia/Calcutta"})
    assert offered() & old == {"Asia/Calcutta"}
    given = {"time_zone": "Asia/Calcutta", "languages": "en", "spoken": ["en"]}
    assert cast.client("owner").post("/settings/place", given).status_code == 303


def test_a_zone_is_called_what_the_form_calls_it_wherever_it_stands(cast: Cast) -> None:
    owner = cast.actor("owner")
    for zone in ("Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"):
        change(actor=owner, values={"time_zone": zone})
    client = cast.client("owner")
    for path in ("/settings/history", "/settings/place"):
        page = client.get(path).content.decode()
        shown = re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
        assert "<del>Berlin</del>" in shown
        assert "<ins>Argentina, Buenos Aires</ins>" in shown
        assert "Europe/Berlin" not in shown
    change(actor=owner, values={"time_zone": "America/Argentina/Buenos_Aires"})
    for path in ("/settings", "/set-up"):
        page = client.get(path).content.decode()
        assert "Argentina, Buenos Aires" in page
        assert "Buenos_Aires" not in page


def test_of_a_large_record_only_what_set_up_the_house_is_looked_at(db: None) -> None:
    """Without their index, all facts ever would be read for a page of these few kinds."""
    assert {by_word(word).kind for word in WORDS} == set(HOUSE)
    record_many(AnswerPosted(actor=number % 50, about=f"discussions.post:{number}", topic=3) for number in range(2_000))
    with connection.cursor() as cursor:
        cursor.execute("analyze ledger_fact")
        cursor.execute(
            "explain select id from ledger_fact where kind = any(%s) order by occurred_at desc, id desc limit 51",
            [list(HOUSE)],
        )
        assert "ledger_fact_house" in "".join(line for (line,) in cursor.fetchall())
