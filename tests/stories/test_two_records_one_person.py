"""Two records become one person and two again, with everything that stands on them: nothing else is another after it."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.kernel.public import exporters, now
from belong.ground.ledger.public import check, drain
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.tags import public as tags
from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]

HOUSE = Actor.system_run("test")
PASSWORD = "seven quiet herons"
UNTOLD = ("django_", "procrastinate_", "kernel_shown", "ledger_place", "ledger_reacted", "ledger_fact")
"""What goes on by itself, and the facts, to which every merge adds."""


class Village:
    """Four people, each with an account, who talk in one group; each of them can be merged into another."""

    def __init__(self) -> None:
        self.accounts = {
            name: people.open_account(email=f"{name}@example.org", password=PASSWORD, name=name.title()).pk
            for name in ("ada", "ben", "cleo", "dag")
        }
        self.persons = {name: people.person_of_account(account) or 0 for name, account in self.accounts.items()}
        self.group = groups.found_group(actor=HOUSE, name="The well", kind="interest", audience="public").slug
        self.posts: list[UUID] = []
        self.topics: list[UUID] = []
        self.host = Actor(
            person=people.add_person(actor=HOUSE, name="Hana").id, roles=frozenset({people.HOST, people.OWNER})
        )

    def as_(self, name: str) -> Actor:
        return groups.actor_for(self.accounts[name])

    def ask(self, name: str) -> None:
        self.topics.append(
            discussions.ask(actor=self.as_(name), group=self.group, title=f"{name} asks", body="Who?", tags=("water",)).uid
        )

    def answer(self, name: str, topic: UUID) -> None:
        self.posts.append(discussions.answer(actor=self.as_(name), topic=topic, body=f"{name} knows.").uid)



def rows() -> dict[str, list[str]]:
    """All that the tables say, in words."""
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'"
                       " and table_type = 'BASE TABLE' order by 1")  # fmt: skip
        names = [name for (name,) in cursor.fetchall() if not name.startswith(UNTOLD)]
        found = {}
        for name in names:
            cursor.execute(f"select t::text from {name} t order by 1")  # noqa: S608 - our own tables
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


def drained() -> None:
    drain()


@pytest.mark.usefixtures("clone")
def test_after_a_merge_was_taken_back_nothing_is_another() -> None:
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
        people.grant_permission(
            actor=village.as_(name), person=village.persons[name], channel="email", purpose="news"
        )
    drained()
    before, told = rows(), seen(village)
    made = people.merge(actor=village.host, keep=village.persons["ada"], other=village.persons["ben"], fields=["name"])
    drained()
    assert check() == []
    as_one = seen(village)
    assert as_one["ben"][0].person == village.persons["ada"]
    assert {card.name for card in people.person_cards([village.persons["ada"], village.persons["ben"]]).values()} == {"Ben"}
    [opening] = [page.opening for page in as_one["dag"][1] if page.topic.title == "ada asks"]
    assert opening.post.author.name == "Ben"
    assert rows() != before
    people.unmerge(actor=village.host, merge=made)
    drained()
    assert check() == []
    after = rows()
    assert after.pop("people_merge") != before.pop("people_merge")
    assert after == before
    assert seen(village) == told
