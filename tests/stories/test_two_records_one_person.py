"""Two records become one person and two again, with all that stands on them: nothing else is another after it."""

import random
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from belong.community.discussions import public as discussions
from belong.doors.imports.tests.dumps import answer, question, user, write
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Refused, exporters
from belong.ground.ledger.public import check, drain
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.tags import public as tags
from belong.insight.impact.public import health
from belong.insight.journey.public import stage_of
from tests.stories.imports import bring
from tests.stories.village import HOUSE, PASSWORD, Village

UNTOLD = ("django_", "procrastinate_", "kernel_shown", "ledger_place", "ledger_reacted", "ledger_fact")
"""What goes on by itself, and the facts, to which every merge adds."""


def rows() -> dict[str, list[str]]:
    """All that the tables say, in words."""
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'"
                       " and table_type = 'BASE TABLE' order by 1")  # fmt: skip
        names = [name for (name,) in cursor.fetchall() if not name.startswith(UNTOLD)]
        found = {}
        for name in names:
            cursor.execute(f"select t::text from {name} t order by 1")
            found[name] = [row for (row,) in cursor.fetchall()]
    return found


def seen(village: Village) -> dict[str, Any]:
    """What pages and exports tell, of everybody and to everybody."""
    told: dict[str, Any] = {}
    for name, person in village.persons.items():
        reader = village.as_(name)
        told[name] = (
            reader,
            [discussions.topic_page(reader, topic) for topic in village.topics],
            groups.members(reader, village.group),
            {room: export(person) for room, export in exporters().items()},
            people.person_cards([person]),
        )
    told["list"] = people.people_list(village.host)
    return told


def test_after_a_merge_was_taken_back_nothing_is_another(clone: str) -> None:
    village = Village()
    for name in ("ada", "ben", "cleo"):
        village.ask(name)
        groups.join_group(actor=village.as_(name), slug=village.group)
        tags.follow_tag(actor=village.as_(name), tag="water")
    for name in ("ben", "cleo", "dag"):
        village.answer(name, village.topics[0])
    discussions.accept(actor=village.as_("ada"), post=village.posts[0])
    for voter in ("ada", "cleo", "dag"):
        discussions.vote(actor=village.as_(voter), post=village.posts[0], value="up")
    for name in ("ada", "ben"):
        people.grant_permission(actor=village.as_(name), person=village.persons[name], channel="email", purpose="news")
    drain()
    before, told = rows(), seen(village)
    made = people.merge(actor=village.host, keep=village.persons["ada"], other=village.persons["ben"], fields=["name"])
    drain()
    assert check() == []
    as_one = seen(village)
    assert as_one["ben"][0].person == village.persons["ada"]
    assert {card.name for card in people.person_cards([village.persons["ada"], village.persons["ben"]]).values()} == {
        "Ben"
    }
    [asked] = [page.opening for page in as_one["dag"][1] if page.topic.title == "ada asks"]
    assert asked.post.author.name == "Ben"
    assert rows() != before
    people.unmerge(actor=village.host, merge=made)
    drain()
    assert check() == []
    after = rows()
    assert after.pop("people_merge") != before.pop("people_merge")
    assert after == before
    assert seen(village) == told


def test_what_is_done_while_they_are_one_stays_with_the_account_that_did_it(clone: str) -> None:
    village = Village()
    village.ask("cleo")
    made = people.merge(actor=village.host, keep=village.persons["ada"], other=village.persons["ben"])
    for name in ("ada", "ben"):
        assert village.as_(name).person == village.persons["ada"]
        village.answer(name, village.topics[0])
    discussions.vote(actor=village.as_("ada"), post=opening(village), value="up")
    assert discussions.vote(actor=village.as_("ben"), post=opening(village), value="up").score == 1
    assert discussions.vote(actor=village.as_("ben"), post=opening(village), value="down").score == -1
    with pytest.raises(Refused):
        discussions.vote(actor=village.as_("ben"), post=village.posts[0], value="up")
    groups.join_group(actor=village.as_("ben"), slug=village.group)
    groups.join_group(actor=village.as_("ada"), slug=village.group)
    assert [one.person.id for one in groups.members(village.host, village.group).items] == [village.persons["ada"]]
    people.unmerge(actor=village.host, merge=made)
    drain()
    assert check() == []
    page = discussions.topic_page(village.as_("dag"), village.topics[0])
    assert [thread.post.author.name for thread in page.posts if thread.post.author] == ["Ada", "Ben"]
    assert page.opening is not None and page.opening.post.score == 0  # one up, one down
    assert [one.person.name for one in groups.members(village.host, village.group).items] == ["Ben"]


def opening(village: Village) -> UUID:
    found = discussions.topic_page(village.host, village.topics[0]).opening
    assert found is not None
    return found.post.uid


def test_votes_of_two_records_count_once_and_none_on_ones_own(clone: str) -> None:
    village = Village()
    village.ask("ada")
    village.answer("ben", village.topics[0])
    for voter in ("ada", "cleo", "dag"):
        discussions.vote(actor=village.as_(voter), post=village.posts[0], value="up")

    def score() -> int:
        return discussions.topic_page(village.host, village.topics[0]).posts[0].post.score

    assert score() == 3
    first = people.merge(actor=village.host, keep=village.persons["cleo"], other=village.persons["dag"])
    assert score() == 2
    second = people.merge(actor=village.host, keep=village.persons["ada"], other=village.persons["ben"])
    assert score() == 1
    people.unmerge(actor=village.host, merge=first)
    assert score() == 2
    people.unmerge(actor=village.host, merge=second)
    assert score() == 3


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_records_are_merged_and_parted_all_is_as_made_anew(clone: str, seed: int) -> None:
    chance = random.Random(seed)
    village = Village()
    names = list(village.persons)
    standing: list[UUID] = []
    for name in names:
        village.ask(name)
    drain()
    for step in range(24):
        name, deed = chance.choice(names), chance.choice(("answer", "vote", "join", "merge", "merge", "part"))
        topic = chance.choice(village.topics)
        try:
            if deed == "answer":
                village.answer(name, topic)
            elif deed == "vote" and village.posts:
                post = chance.choice(village.posts)
                discussions.vote(actor=village.as_(name), post=post, value=chance.choice(("up", "down", "none")))
            elif deed == "join":
                groups.join_group(actor=village.as_(name), slug=village.group)
            elif deed == "merge":
                other = chance.choice(names)
                fields = ["name"] if chance.random() < 0.5 else []
                keep, merged = village.persons[name], village.persons[other]
                standing.append(people.merge(actor=village.host, keep=keep, other=merged, fields=fields))
            elif deed == "part" and standing:
                people.unmerge(actor=village.host, merge=standing.pop(chance.randrange(len(standing))))
        except Refused:
            continue
        assert shown_scores() == counted_scores()
        if step % 6 == 5:
            drain()
            assert check() == []
    while standing:
        people.unmerge(actor=village.host, merge=standing.pop(chance.randrange(len(standing))))
    drain()
    assert check() == []
    cards = people.person_cards(village.persons.values())
    assert {cards[person].name.lower() for person in village.persons.values()} == set(names)
    with connection.cursor() as cursor:
        cursor.execute("select (select count(*) from person_alias), (select count(*) from people_chosen)")
        assert cursor.fetchone() == (0, 0)


def shown_scores() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select id, score from discussions_post")
        return dict(cursor.fetchall())


def counted_scores() -> dict[int, int]:
    """The scores by hand: of each person the latest vote, none on what is theirs under whichever id."""
    with connection.cursor() as cursor:
        cursor.execute("select person, canonical from person_alias")
        same = dict(cursor.fetchall())
        cursor.execute("select id, author_id, 0 from discussions_post")
        authors = {post: author for post, author, _ in cursor.fetchall()}
        cursor.execute("select post_id, person_id, value from discussions_vote order by at, id")
        latest: dict[tuple[int, int], int] = {}
        for post, person, value in cursor.fetchall():
            who = same.get(person, person)
            if who != same.get(authors[post], authors[post]):
                latest[post, who] = value
    scores = dict.fromkeys(authors, 0)
    for (post, _), value in latest.items():
        scores[post] += value
    return scores


def test_an_expert_of_an_archive_claims_what_they_wrote_and_stage_and_figures_follow(
    clone: str, tmp_path: Path
) -> None:
    posts = [question(number, 1) for number in range(1, 301)]
    posts += [answer(1_000 + number, 1 + number % 300, 2) for number in range(3_000)]
    bring(write(tmp_path, Users=[user(1, "Ann"), user(2, "Bo")], Posts=posts))
    hana = people.add_person(actor=HOUSE, name="Hana", joined=True)
    village_host = Actor(person=hana.id, roles=frozenset({people.HOST}))
    mia = people.open_account(email="mia@example.org", password=PASSWORD, name="Mia")
    drain()
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor, count(*) from ledger_standing where word = 'answered' group by 1 order by 2 desc, 1 limit 1"
        )
        expert, answers = cursor.fetchone()
    assert (answers, given(expert), given(mia.person_id)) == (3_000, 3_000, 0)
    before = health(HOUSE)
    at = before.end
    stage = stage_of(HOUSE, expert, at)
    people.claim_history(actor=groups.actor_for(mia.pk), place="The old site", called="Person", reason="It was me.")
    [claim] = people.claims(village_host).items
    people.grant_claim(actor=village_host, claim=claim.uid, person=expert)
    drain()
    assert check() == []
    uid = people.person_cards([expert])[expert].uid
    sides = people.person(HOUSE, uid)
    assert (sides.card.id, sides.card.name, sides.has_account) == (mia.person_id, "Mia", True)
    assert stage is not None
    assert stage_of(HOUSE, mia.person_id, at) == stage
    after = health(HOUSE)
    assert (after.people, after.questions, after.answers, after.answered) == (
        before.people - 1, before.questions, before.answers, before.answered
    )  # fmt: skip
    assert (given(mia.person_id), given(expert)) == (3_000, 0)


def given(person: int) -> int:
    """How many contributions the community's health knows of a person."""
    with connection.cursor() as cursor:
        cursor.execute("select cardinality(given_at) from impact_doer where person_id = %s", [person])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def test_records_are_merged_and_parted_while_followers_run(clone: str) -> None:
    village = Village()
    for name in village.persons:
        village.ask(name)
    over = threading.Event()
    failed: list[Exception] = []

    def follow() -> None:
        try:
            while not over.is_set():
                drain()
        except Exception as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    runner = threading.Thread(target=follow)
    runner.start()
    try:
        for turn in range(8):
            made = people.merge(actor=village.host, keep=village.persons["ada"], other=village.persons["ben"])
            village.answer(("ada", "ben")[turn % 2], village.topics[2])
            people.unmerge(actor=village.host, merge=made)
    finally:
        over.set()
        runner.join()
    assert failed == []
    people.merge(actor=village.host, keep=village.persons["ben"], other=village.persons["ada"])
    drain()
    assert check() == []
    assert given(village.persons["ben"]) == 8
