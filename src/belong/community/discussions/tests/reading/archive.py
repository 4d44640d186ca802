"""Standing topics of an archive."""

from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Topic
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    group,
    load_persons,
)
from belong.ground.people.tests.support import batch, complete


def imported(answers: int, replies: int, topics: int = 1, kind: str = "question") -> list[Topic]:
    """Standing topics of an archive, each with this many first-level posts, the first of them with replies."""
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b")
    child = "answer" if kind == "question" else "reply"
    with transaction.atomic():
        for topic in range(1, topics + 1):
            key, base = str(topic), topic * 1000
            discussions.load_topics(number, SOURCE, [a_topic(key, group_id, kind=kind, tags=("hops", "malt"))])
            posts = [a_post(str(base + place), key, child) for place in range(answers)]
            under = [a_post(str(base + 500 + place), key, "reply", parent_key=str(base)) for place in range(replies)]
            discussions.load_posts(number, SOURCE, posts + under)
    complete(number)
    return list(Topic.objects.order_by("id"))
