"""How many queries a page takes."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.reading.archive import imported
from belong.ground.kernel.public import cards
from belong.ground.people.tests.support import VISITOR, host, member, queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 50])
@pytest.mark.parametrize("role", ["visitor", "member", "host"])
def test_a_topic_page_takes_three_queries_and_one_for_links(size: int, role: str) -> None:
    topic, other = imported(answers=size, replies=size, topics=2)
    actor = {"visitor": VISITOR, "member": member("Mia"), "host": host()}[role]
    if role == "visitor":
        topic.group.audience = "public"
        topic.group.save()
    discussions.topic_page(actor, topic.uid)
    assert queries(lambda: discussions.topic_page(actor, topic.uid)) == 3
    for _ in range(size):
        discussions.link(actor=host(), topic=other.uid, target=topic.uid)
    assert queries(lambda: discussions.topic_page(actor, topic.uid)) == 4


@pytest.mark.parametrize("size", [1, 50])
def test_lists_take_a_fixed_number_of_queries(size: int) -> None:
    imported(answers=1, replies=0, topics=size)
    mia = member("Mia")
    author = Post.objects.filter(kind="answer").values_list("author_id", flat=True)[0]
    assert author is not None
    refs = [f"discussions.topic:{pk}" for pk in Topic.objects.values_list("pk", flat=True)]
    refs += [f"discussions.post:{pk}" for pk in Post.objects.values_list("pk", flat=True)]
    assert queries(lambda: discussions.latest(mia)) == 1
    assert queries(lambda: discussions.latest(mia, group="brewers")) == 1
    assert queries(lambda: discussions.contributions(mia, author)) == 2
    assert queries(lambda: cards(mia, refs)) == 2
