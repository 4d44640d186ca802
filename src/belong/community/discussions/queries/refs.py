"""What other rooms show of topics and posts by their refs, one query for each kind."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from belong.community.discussions.cards import shown_title
from belong.community.discussions.making import post_url, topic_url
from belong.community.discussions.models import OPENING
from belong.community.discussions.policies import posts_visible_to, topics_visible_to
from belong.ground.kernel.public import Card, plain
from belong.ground.people.public import Actor

EXCERPT = 160
ENOUGH_HTML = 1_000


def topic_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`discussions.topic:ID`: title and the beginning of the text."""
    rows = topics_visible_to(actor).filter(pk__in=ids)
    return {
        id: Card(f"discussions.topic:{id}", shown_title(title), topic_url(uid), plain(html or "", EXCERPT))
        for id, uid, title, html in rows.values_list("id", "uid", "title", Left("opening__html", ENOUGH_HTML))
    }


def post_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`discussions.post:ID`: the topic's title and the beginning of the post. A topic that is gone has no title."""
    rows = (
        posts_visible_to(actor)
        .filter(pk__in=ids)
        .annotate(titled=Exists(topics_visible_to(actor).filter(pk=OuterRef("topic_id"))))
        .values_list("id", "uid", "kind", "topic__uid", "topic__title", "titled", Left("html", ENOUGH_HTML))
    )
    return {
        id: Card(
            f"discussions.post:{id}",
            shown_title(title) if titled else "",
            topic_url(topic) if kind == OPENING else post_url(topic, uid),
            plain(html, EXCERPT),
        )
        for id, uid, kind, topic, title, titled, html in rows
    }
