"""Authors whose archive does not stand: their texts may, their names do not."""

from uuid import UUID

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import SOURCE, a_post, a_topic, group, load_persons
from belong.ground.kernel.public import now
from belong.ground.people.models import Person
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import batch, complete, host, undo

pytestmark = pytest.mark.django_db


def _written() -> tuple[int, dict[str, int]]:
    """The archive that brought two people, and their ids; another one brought what they wrote."""
    group_id, people, texts = group().id, batch(SOURCE), batch(SOURCE)
    persons = load_persons(people, "a", "b")
    complete(people)
    load(texts, [a_topic("1", group_id)])
    load(texts, [a_post("2"), a_post("3", kind="reply", parent_key="2")])
    complete(texts)
    return people, persons


@pytest.mark.parametrize("state", ["withdrawn", "open"])
def test_an_author_whose_archive_does_not_stand_is_not_named(state: str) -> None:
    people, persons = _written()
    hanna, uid = host(), Topic.objects.get().uid
    assert Post.objects.filter(author__in=persons.values()).count() == 3
    assert _named(hanna, uid) == ["Person a", "Person a", "Person a", "Person b", "Person b"]
    if state == "withdrawn":
        undo(people)
    else:
        # As it is while the archive that first brought these persons comes anew.
        Person.objects.filter(pk__in=persons.values()).update(batch=batch(SOURCE))
    assert _named(hanna, uid) == []
    assert _named(host("Hugo"), uid) == []


def test_who_gave_no_name_is_no_former_member() -> None:
    _people, persons = _written()
    Person.objects.filter(pk=persons["a"]).update(name="")
    hanna, uid = host(), Topic.objects.get().uid
    assert _named(hanna, uid) == ["No name", "No name", "No name", "Person b", "Person b"]
    Person.objects.filter(pk=persons["b"]).update(name="", erased_at=now())
    assert _named(hanna, uid) == ["No name", "No name", "No name", "a former member", "a former member"]


def _named(actor: Actor, uid: UUID) -> list[str]:
    page = discussions.topic_page(actor, uid)
    assert page.opening is not None
    posts = [page.opening.post, *(post for thread in page.posts for post in (thread.post, *thread.replies))]
    topics = [page.topic, *discussions.latest(actor).items]
    authors = [*(card.author for card in topics), *(card.author for card in posts)]
    return sorted(author.name for author in authors if author is not None)
