"""What people have to do with subjects and with each other, by what they wrote."""

from typing import Any

from belong.community.discussions.making import topic_url
from belong.community.discussions.models import ANSWER
from belong.community.discussions.policies import posts_listed_for, topics_listed_for
from belong.ground.kernel.public import Card
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor


def answered_in(actor: Actor, tag: int) -> tuple[str, tuple[Any, ...]]:
    """A select of `person_id` with its parameters: who answered a question of this subject that the actor reads."""
    answers = posts_listed_for(actor).filter(kind=ANSWER, topic__tags__tag=tag, author__isnull=False)
    text, given = answers.values_list("author_id").query.sql_with_params()
    return f"select w.person_id from ({text}) w (person_id)", tuple(given)  # noqa: S608 - a queryset of the room


def topics_together(actor: Actor, person: int, limit: int = 3) -> list[Card]:
    """Topics in which the actor and the person both wrote, the latest first, as far as the actor reads them."""
    if actor.person is None or actor.person == person:
        return []
    written = posts_listed_for(actor).values("topic")
    mine, theirs = written.filter(author__in=ids_of(actor.person)), written.filter(author__in=ids_of(person))
    both = topics_listed_for(actor).filter(pk__in=mine).filter(pk__in=theirs).order_by("-last_at", "-pk")
    return [
        Card(f"discussions.topic:{number}", title, topic_url(uid))
        for number, title, uid in both.values_list("pk", "title", "uid")[:limit]
    ]
