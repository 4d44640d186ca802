"""How records are said: handles, permissions, days, and two that are one person."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction

from belong.doors.web.people.words import did
from belong.doors.web.shared.known import known_as
from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.people.page import edited, page
from belong.ground.kernel.public import settled
from belong.ground.ledger.public import AnswerPosted, history, record
from belong.ground.people import public as people


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


def test_whoever_became_one_reads_a_whole_sentence_of_it(cast: Cast) -> None:
    author, house = cast.accounts["author"].person_id, people.Actor.system_run("test")
    before = people.add_person(actor=house, name="A. Doe")
    merge = people.merge(actor=house, keep=author, other=before.id)
    own = cast.client("author").get("/me/ledger").content.decode()
    assert "was known by two records, which are one now" in own and "same person as" not in own
    people.unmerge(actor=house, merge=merge)
    people.merge(actor=house, keep=author, other=before.id)
    assert "was parted from another record" in cast.client("author").get("/me/ledger").content.decode()


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
