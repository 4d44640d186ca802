"""Who may see what is asked at the moment of the search: the index was made before, and does not follow here."""

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.ledger.public import withdraw_batch
from belong.insight.search.public import Filters, search
from belong.insight.search.tests.place import STRANGER, Place, counted, followed, load, titles


@pytest.fixture
def place(clone: str) -> Place:
    return Place()


def test_each_finds_what_they_read(place: Place) -> None:
    for group in ("public", "members", "secret"):
        place.ask(f"A lantern for the {group} one", group=group)
    followed()
    assert [counted(actor, "lantern") for actor in (STRANGER, place.ben, place.host, place.ana)] == [1, 2, 2, 3]
    assert titles(place.ben, "lantern", group=place.slugs["secret"]) == []


def test_a_topic_that_was_moved_to_a_secret_group_is_gone_at_once(place: Place) -> None:
    asked = place.ask("A lantern", group="members")
    followed()
    host = place.host.__class__(
        person=place.host.person, roles=frozenset({"host"}), groups=frozenset({place.ids["secret"]})
    )
    discussions.move(actor=host, topic=asked.uid, group=place.slugs["secret"])
    assert (counted(place.ben, "lantern"), counted(STRANGER, "lantern"), counted(place.ana, "lantern")) == (0, 0, 1)


def test_a_group_that_was_closed_is_gone_at_once(place: Place) -> None:
    place.ask("A lantern")
    followed()
    assert counted(STRANGER, "lantern") == 1
    groups.open_group(actor=place.host, slug=place.slugs["public"], audience="secret")
    assert (counted(STRANGER, "lantern"), counted(place.ben, "lantern")) == (0, 0)


def test_a_post_that_was_deleted_is_gone_at_once(place: Place) -> None:
    asked = place.ask("A lantern")
    answer = discussions.answer(actor=place.ben, topic=asked.uid, body="Use paraffin.")
    followed()
    discussions.delete(actor=place.ben, post=answer.uid, reason="wrong")
    assert (counted(place.ana, "paraffin"), counted(place.host, "paraffin")) == (0, 0)


def test_an_import_that_was_undone_is_gone_at_once(place: Place) -> None:
    batch = load({"1": "A windmill"})
    followed()
    assert counted(place.ben, "windmill") == 1
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    assert counted(place.ben, "windmill") == 0


def test_what_was_hidden_is_no_help_against_typos(place: Place) -> None:
    place.ask("A lantern", group="secret")
    followed()
    assert [search(actor, "lanterm").meant for actor in (place.ben, place.ana)] == ["", "lantern"]


def test_people_are_for_members(place: Place) -> None:
    followed()
    assert [one.name for one in search(place.ben, "muller").people] == ["Ana Müller"]
    assert search(STRANGER, "muller").people == ()
    place.ask("A lantern")
    followed()
    assert search(STRANGER, "lantern", Filters(person="Ana")).posts == 0
