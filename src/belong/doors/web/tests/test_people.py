"""A person's page: what members see, what the person sees, what hosts see; the river, and contact moments in it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.doors.web.people.river import Moment, river
from belong.doors.web.people.words import did
from belong.doors.web.shared.known import known_as
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import now, settled, uuid7
from belong.ground.ledger.public import AnswerPosted, PostEdited, ThanksGiven, history, record
from belong.ground.people import public as people
from belong.ground.touches import public as touches

CALL = {"channel": "phone", "direction": "out", "turf": "theirs", "purpose": "thank", "note": "Thanked for the key."}


def page(cast: Cast, role: str, more: str = "") -> str:
    return cast.client(role).get(f"/people/{cast.names['person']}{more}").content.decode()


def thanks(cast: Cast, at: datetime, times: int = 1) -> None:
    author, host = cast.accounts["author"].person_id, cast.accounts["host"].person_id
    with transaction.atomic():
        for _ in range(times):
            record(ThanksGiven(actor=host, counterpart=author, about=f"people.person:{author}", occurred_at=at))


def test_members_see_what_somebody_wrote_as_far_as_they_may_read_it(cast: Cast) -> None:
    member, insider = page(cast, "member"), page(cast, "insider")
    assert "How does the club work?" in member
    assert "How does the den work?" not in member
    assert "How does the den work?" in insider


def test_members_see_no_stage_no_address_no_contact_and_no_river(cast: Cast) -> None:
    author, house = cast.accounts["author"].person_id, people.Actor.system_run("test")
    people.add_identity(actor=house, person=author, source="mail", key="secret@example.org")
    people.grant_permission(actor=house, person=author, channel="mail", purpose="newsletter", proof="A form.")
    for role in ("member", "insider"):
        shown = page(cast, role)
        for hidden in ("How things stand", "Step on the ladder", "Everything that happened", "Likes riddles.",
                       "secret@example.org", "Newsletter", "A form.", "Record a contact moment"):  # fmt: skip
            assert hidden not in shown
    assert "You both are in" not in page(cast, "member")
    assert "You both are in" in page(cast, "insider")
    for role in ("author", "host"):
        assert all(one in page(cast, role) for one in ("secret@example.org", "Newsletter, by e-mail", "A form."))


def test_the_person_and_hosts_see_how_things_stand_and_what_happened(cast: Cast) -> None:
    for role in ("author", "host"):
        shown = page(cast, role)
        assert "How things stand" in shown
        assert f'href="/people/{cast.names["person"]}/ladder"' in shown
        assert "No permission was given" in shown
        assert "joined the community" in page(cast, role, "/timeline")
    assert "Likes riddles." in page(cast, "host")
    assert "Likes riddles." not in page(cast, "author")
    assert "Record a contact moment" not in page(cast, "author")


def test_a_host_sees_that_something_happened_in_a_secret_group_but_not_what_or_with_whom(cast: Cast) -> None:
    author, host = page(cast, "author", "/timeline"), page(cast, "host", "/timeline")
    assert "How does the vault work?" in author
    assert "in a group that you are not in" not in author
    assert "How does the vault work?" not in host
    assert "The vault" not in host
    hidden = [line for line in host.split("<li") if "in a group that you are not in" in line]
    assert len(hidden) >= 3
    assert all(line.count('class="person"') <= 1 for line in hidden)


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


def test_a_contact_moment_is_recorded_on_the_page_and_shows_up_at_once(cast: Cast) -> None:
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    sent = {**CALL, "day": "2024-05-03", "clock": "14:30", "request_key": str(uuid7())}
    for _ in range(2):
        answer = client.post(f"{path}/contact", sent)
        assert (answer.status_code, answer["Location"]) == (303, f"{path}#river")
    found = touches.touches_with(cast.actor("host"), cast.accounts["author"].person_id).items
    assert [(one.channel, one.purpose, one.note) for one in found] == [
        ("phone", "welcome", "Likes riddles."),
        ("phone", "thank", "Thanked for the key."),
    ]
    assert found[1].occurred_at.isoformat().startswith("2024-05-03T")
    shown = client.get(f"{path}/timeline?kind=contacts").content.decode()
    assert "Thanked for the key." in shown
    assert "we went to them" in shown
    assert "to thank" in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"channel": "pigeon"}, "Choose one of these."),
        ({"day": "2999-01-01"}, "This day has not come yet."),
        ({"day": "3 May"}, "Give a day as year-month-day"),
        ({"clock": "14:30"}, "Say on which day."),
        ({"note": "n" * 4001}, "4000 are the most"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, str], says: str
) -> None:
    sent = {**CALL, "request_key": str(uuid7()), **wrong}
    answer = cast.client("host").post(f"/people/{cast.names['person']}/contact", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert sent["note"] in answer.content.decode()
    assert len(touches.touches_with(cast.actor("host"), cast.accounts["author"].person_id).items) == 1


def test_a_contact_moment_is_taken_back_with_a_reason(cast: Cast) -> None:
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    back = f"{path}/contact/{cast.names['contact']}/take-back"
    assert back in client.get(path).content.decode()
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "It was Ben."}).status_code == 303
    assert "Likes riddles." not in client.get(path).content.decode()
    assert client.get(back).status_code == 404
    elsewhere = people.person_cards([cast.accounts["insider"].person_id])[cast.accounts["insider"].person_id].uid
    assert client.get(f"/people/{elsewhere}/contact/{cast.names['contact']}/take-back").status_code == 404


def test_a_contact_with_many_names_a_few_and_keeps_the_others_at_hand(cast: Cast) -> None:
    house = people.Actor.system_run("test")
    guests = [people.add_person(actor=house, name=f"Guest {number}").id for number in range(8)]
    touches.record_touch(
        actor=house, persons=[cast.accounts["author"].person_id, *guests], channel="event", direction="out",
        purpose="care",
    )  # fmt: skip
    shown = page(cast, "host", "/timeline?channel=event")
    assert "Belong</span></span> <span>was in touch with" in shown
    assert "to see how they are" in shown
    few, _more, others = shown.partition("and 2 more")
    assert [few.count("Guest "), others.count("Guest ")] == [6, 2]
    assert "Guest" not in page(cast, "author", "/timeline")


def test_hosts_find_people_by_name_and_page_through_the_newest(cast: Cast) -> None:
    house, client = people.Actor.system_run("test"), cast.client("host")
    for number in range(60):
        people.add_person(actor=house, name=f"Number {number:02}", joined=number % 2 == 0)
    first = client.get("/people/").content.decode()
    assert "Number 58" in first
    assert "Number 59" not in first
    assert "Number 59" in client.get("/people/?show=known").content.decode()
    found = client.get("/people/?q=nUmb 07").content.decode()
    assert "Number 07" in found
    assert "Number 08" not in found
    assert "Nobody is called like that." in client.get("/people/?q=xyzzy").content.decode()


def edited(cast: Cast, post: str, at: datetime, *, by: int | None = None) -> None:
    author = cast.accounts["author"].person_id
    with connection.cursor() as cursor:
        cursor.execute("select id, topic_id from discussions_post where uid = %s", [cast.names[post]])
        number, topic = cursor.fetchone()
    with transaction.atomic():
        record(
            PostEdited(
                actor=by, counterpart=author, about=f"discussions.post:{number}", occurred_at=at, topic=topic,
                backfill=True,
            )
        )  # fmt: skip


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


@pytest.mark.parametrize(
    ("source", "key", "says"),
    [
        ("mail", "ann@example.org", ("ann@example.org", "e-mail address")),
        ("people:clubs.csv", "00123", ("number 00123", "in the file clubs.csv")),
        ("touches:calls_2024.xlsx", "id:7", ("number 7", "in the file calls 2024.xlsx")),
        ("stackexchange:beer", "42", ("number 42", "at Stack Exchange, beer")),
        ("discourse:urho3d", "ann", ("ann", "in the Discourse forum urho3d")),
        ("mbox:r-help", "ann@example.org", ("ann@example.org", "on the mailing list r-help")),
        ("mbox:r-help", "5dfc8d7e75b7b42cde1d5430", ("", "on the mailing list r-help")),
        ("archive:kestrel-mill", "ann", ("ann", "in the archive kestrel-mill")),
        ("till:2", "x", ("x", "at till, 2")),
        ("phone", "03012345", ("03012345", "phone number")),
    ],
)
def test_an_identity_reads_as_a_host_understands_it(cast: Cast, source: str, key: str, says: tuple[str, str]) -> None:
    assert known_as(source, key) == says
    author = cast.accounts["author"].person_id
    people.add_identity(actor=people.Actor.system_run("test"), person=author, source=source, key=key)
    assert f'<li>{says[0]} <span class="small quiet">{says[1]}' in page(cast, "host")


def test_what_two_records_did_is_said_in_numbers_that_fit() -> None:
    assert [did("answered", 1), did("answered", 2), did("voted", 1200)] == [
        "1 answer", "2 answers", "1\N{NO-BREAK SPACE}200 votes"
    ]  # fmt: skip


def test_what_only_one_of_two_records_says_is_shown_and_no_choice(cast: Cast) -> None:
    house = people.Actor.system_run("test")
    known = people.add_person(actor=house, name="Ada Lovely", identities=(("forum", "ada"),))
    nameless = people.add_person(actor=house, name="", identities=(("blog", "ada"),))
    path = f"/people/{known.uid}/same/{nameless.uid}"
    page = cast.client("host").get(path).content.decode()
    assert re.findall(r'name="name" value="(\w+)" (\w+)>', page) == [("keep", "checked"), ("other", "disabled")]
    page = cast.client("host").get(f"/people/{nameless.uid}/same/{known.uid}").content.decode()
    assert re.findall(r'name="name" value="(\w+)" (\w+)>', page) == [("keep", "disabled"), ("other", "checked")]


def test_records_are_parted_once_by_two_clicks(cast: Cast) -> None:
    host, path = cast.client("host"), f"/people/merged/{cast.names['merge']}/part"
    for _twice in range(2):
        answer = host.post(path, {"different": "on"})
        assert (answer.status_code, answer["Location"]) == (303, "/people/merged")
    assert len(history(words=["unmerged"]).items) == 1
    assert host.get("/people/merged").content.decode().count("They are two people again") == 1
    assert host.get(path).status_code == 404
    assert cast.client("author").post(path).status_code == 404


def test_what_somebody_allows_is_said_as_they_say_it_themselves(cast: Cast) -> None:
    author, house = cast.accounts["author"].person_id, people.Actor.system_run("test")
    people.grant_permission(actor=house, person=author, channel="mail", purpose="conversations", proof="A form.")
    allowed = "Answers and replies to what you wrote, by e-mail"
    assert allowed in page(cast, "host").partition("How things stand")[2].partition("Everything that happened")[0]
    assert allowed in page(cast, "host", "/timeline?kind=permissions")


def test_days_begin_and_end_where_the_community_lives(cast: Cast) -> None:
    """Half past eleven in the evening and half past midnight, there, are two days; by the clock of the machine one."""
    evening, night = datetime(2016, 6, 10, 21, 30, tzinfo=UTC), datetime(2016, 6, 10, 22, 30, tzinfo=UTC)
    house = people.Actor.system_run("test")
    one, other = (people.add_person(actor=house, name=f"Ada {name}", identities=((name, "ada"),)) for name in "ab")
    for at in (evening, night):
        edited(cast, "open_question", at)
        with transaction.atomic():
            record(AnswerPosted(actor=one.id, about="discussions.post:1", topic=1, occurred_at=at, backfill=True))
    with settled(time_zone="Europe/Berlin"):
        assert re.search(r"2 times, <time[^>]*>10 June 2016</time> to <time", page(cast, "host", "/timeline?kind=talk"))
        sides = cast.client("host").get(f"/people/{one.uid}/same/{other.uid}").content.decode()
        assert re.search(r"<time[^>]*>10 June 2016</time> – <time[^>]*>11 June 2016</time>", sides)
