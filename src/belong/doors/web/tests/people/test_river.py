"""The river of what happened: narrowed, page by page, with its silences."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.doors.web.people.river import Moment, river
from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.people.page import edited, page, thanks
from belong.ground.kernel.public import now
from belong.ground.ledger.public import EventHosted, ResourceShared, ReviewWritten, TalkGiven, history, record
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.touches import public as touches


def test_the_river_is_narrowed_to_a_kind_and_a_channel(cast: Cast) -> None:
    contacts = page(cast, "host", "/timeline?kind=contacts")
    assert "was in touch with" in contacts
    assert "joined the community" not in contacts
    phone = page(cast, "host", "/timeline?channel=phone")
    assert "by phone" in phone
    assert "joined the community" not in phone
    assert "Nothing of that kind has happened." in page(cast, "host", "/timeline?kind=talk&channel=phone")


def test_pages_of_the_river_join_without_loss_and_silences_are_said_kindly(cast: Cast) -> None:
    host, author = cast.actor("host"), cast.accounts["author"].person_id
    card = people.person_cards([author])[author]
    begin = now() - timedelta(days=700)
    for days in (0, 20, 180, 200):
        thanks(cast, begin + timedelta(days=days))
    after, seen, said = None, [], []
    while True:
        some = river(host, card, kind="", after=after, limit=2)
        for month in some.months:
            said += [entry for entry in month.entries if isinstance(entry, str)]
        seen += [fact.id for fact in some.page.items]
        after = some.page.next
        if after is None:
            break
    assert seen == [fact.id for fact in history(person=author, limit=200).items]
    assert said == ["Quiet for more than a year", "Quiet for five months"]
    assert river(host, card).quiet == ""
    assert [entry for month in river(host, card, kind="thanks").months for entry in month.entries
            if isinstance(entry, str)] == []  # fmt: skip


def test_a_long_silence_until_today_stands_above(cast: Cast) -> None:
    ola = people.add_person(actor=people.Actor.system_run("test"), name="Ola")
    people.join_community(actor=people.Actor.system_run("test"), person=ola.id, at=now() - timedelta(days=160))
    assert river(cast.actor("host"), ola).quiet == "Quiet for five months"


def test_a_page_takes_as_many_queries_however_much_happened(cast: Cast) -> None:
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    for address in (path, f"{path}/timeline"):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        thanks(cast, datetime(2024, 5, 1, tzinfo=UTC), times=60)
        for day in range(1, 9):
            touches.record_touch(
                actor=cast.actor("host"), persons=[cast.accounts["author"].person_id], channel="visit",
                direction="in", at=datetime(2024, 6, day, tzinfo=UTC),
            )  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


def test_edits_that_an_archive_tells_stand_at_their_own_time_and_once_for_a_topic(cast: Cast) -> None:
    insider = cast.accounts["insider"].person_id
    for day in (2, 3, 9):
        edited(cast, "open_question", datetime(2016, 3, day, 12, tzinfo=UTC))
    for minute in range(6):
        edited(cast, "open_question" if minute % 2 else "club_question", datetime(2016, 5, 1, 12, minute, tzinfo=UTC))
    edited(cast, "open_question", datetime(2016, 5, 1, 13, tzinfo=UTC), by=insider)
    edited(cast, "open_question", datetime(2016, 7, 1, 13, tzinfo=UTC))
    told = [
        (entry.does, entry.actor and entry.actor.name, entry.title, entry.times, entry.first_at.day, entry.at.day)
        for month in river(cast.actor("host"), people.person_cards([cast.accounts["author"].person_id])[
            cast.accounts["author"].person_id], kind="talk").months
        for entry in month.entries
        if isinstance(entry, Moment) and entry.at.year == 2016
    ]  # fmt: skip
    ours, open_, club = "Author Doe", "How does the open work?", "How does the club work?"
    archive = "has another text in a newer archive"
    assert told == [
        (archive, ours, open_, 1, 1, 1),
        ("edited what was written by", "Insider Doe", open_, 1, 1, 1),
        (archive, ours, open_, 3, 1, 1),
        (archive, ours, club, 3, 1, 1),
        (archive, ours, open_, 3, 2, 9),
    ]
    assert "3 times, " in page(cast, "host", "/timeline?kind=talk")


def test_what_somebody_did_leads_in_words_to_the_other_and_what_nobody_did_names_no_one(cast: Cast) -> None:
    author, host = cast.accounts["author"].person_id, cast.accounts["host"].person_id
    at, about = datetime(2016, 5, 1, 12, tzinfo=UTC), f"people.person:{author}"
    with transaction.atomic():
        for deed in (TalkGiven, EventHosted, ResourceShared, ReviewWritten):
            record(deed(actor=host, counterpart=author, about=about, occurred_at=at))
    people.give_role(actor=Actor.system_run("test"), person=author, role="night-watch")
    people.give_role(actor=cast.actor("host"), person=author, role="gardener")
    told = {
        (entry.actor and entry.actor.name, entry.does, entry.counterpart and entry.counterpart.name, entry.title)
        for month in river(cast.actor("host"), people.person_cards([author])[author]).months
        for entry in month.entries
        if isinstance(entry, Moment)
    }
    towards = {does for who, does, whom, _title in told if (who, whom) == ("Host Doe", "Author Doe")}
    assert towards >= {"spoke to", "was a host to", "shared something with", "reviewed something from"}
    assert ("Author Doe", "was given a role", None, "Night watch") in told
    assert ("Host Doe", "gave a role to", "Author Doe", "Gardener") in told
    page_of_roles = page(cast, "host", "/timeline?kind=belonging")
    assert "Night watch" in page_of_roles and "someone" not in page_of_roles
