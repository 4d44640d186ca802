"""E-mail addresses that members wrote in titles: strangers, search engines and feeds are shown none of them."""

from collections.abc import Iterable
from dataclasses import replace

from belong.care.archives.public import mask
from belong.community.discussions.public import TopicCard
from belong.ground.people.public import Actor


def shown_to(actor: Actor, topics: Iterable[TopicCard]) -> list[TopicCard]:
    """The topics of a list as the actor is shown them."""
    return [masked_topic(one) for one in topics] if actor.is_anonymous else list(topics)


def masked_topic(topic: TopicCard) -> TopicCard:
    title = mask(topic.title)
    return topic if title == topic.title else replace(topic, title=title)
