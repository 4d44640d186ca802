"""Twice is once, and what was undone comes back as it was."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedChange, Topic
from belong.community.discussions.tests.loading.archive import archive, load
from belong.community.discussions.tests.support import (
    SOURCE,
    check_counts,
    load_persons,
    standing,
    state,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people.tests.support import batch, complete, host, member, recording, undo

pytestmark = pytest.mark.django_db


def test_the_same_archive_twice_adds_nothing(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    before = state()
    again = batch(SOURCE)
    with recording() as facts:
        for slice_ in archive(group_id):
            loaded = load(again, slice_)
            assert (loaded.unchanged, loaded.created, loaded.changed, loaded.kept) == (len(slice_), 0, 0, 0)
            assert loaded.refused == ()
    assert (state(), facts.rows) == (before, [])


def test_a_slice_that_comes_twice_in_a_batch_is_taken_once(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    before = state()
    with recording() as facts:
        for slice_ in archive(group_id):
            loaded = load(number, slice_)
            assert (loaded.created, loaded.refused) == (0, ())
    assert (state(), facts.rows) == (before, [])


def test_an_undone_archive_comes_back_as_it_was(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    before, hanna = state(), host()
    facts = {word: standing(word) for word in ("asked", "started", "answered", "replied", "accepted", "voted")}
    undo(number)
    assert discussions.latest(hanna).items == []
    assert all(standing(word) == [] for word in facts)
    again = batch(SOURCE)
    load_persons(again, "a", "b", "c")
    for slice_ in archive(group_id):
        loaded = load(again, slice_)
        assert loaded.created + loaded.adopted == len(slice_)
    complete(again)
    check_counts()
    assert {word: sorted(standing(word), key=str) for word in facts} == {
        word: sorted(found, key=str) for word, found in facts.items()
    }

    def without_batch(tables: dict[str, list[dict[str, object]]]) -> object:
        tags = [(row["topic_id"], row["tag_id"]) for row in tables.pop("TopicTag")]
        rows = {table: [{**row, "batch_id": None} for row in rows] for table, rows in tables.items()}
        return rows, sorted(tags, key=str)

    assert without_batch(state()) == without_batch(before)


def test_members_write_on_what_an_archive_brought_and_keep_it(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    mia, tom = member("Mia"), member("Tom")
    topic = Topic.objects.get(source_key="1")
    answer = discussions.answer(actor=mia, topic=topic.uid, body="Mine")
    assert discussions.orphans_of(number) == 1
    undo(number)
    page = discussions.topic_page(mia, topic.uid)
    assert (page.gone, page.topic.title, [one.post.id for one in page.posts]) == (True, "", [answer.id])
    assert not page.may_reply.ok
    with pytest.raises(NotFound):
        discussions.topic_page(tom, topic.uid)
    again = batch(SOURCE)
    load_persons(again, "a", "b", "c")
    for slice_ in archive(group_id):
        load(again, slice_)
    complete(again)
    page = discussions.topic_page(tom, topic.uid)
    assert (page.gone, page.topic.title, page.topic.answers) == (False, "Title 1", 3)
    check_counts()
    assert ImportedChange.objects.count() == 0
