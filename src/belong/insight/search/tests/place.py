"""A place with groups and people, in which things are said, and what a reader finds there."""

from datetime import UTC, datetime

from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.public import LoadedPost, LoadedTopic, TopicCard
from belong.ground.groups import public as groups
from belong.ground.groups.public import LoadedGroup
from belong.ground.ledger.public import complete_batch, drain, open_batch
from belong.ground.people.public import Actor, add_person
from belong.insight.search.public import BEST, Filters, search

HOUSE = Actor.system_run("test")
STRANGER = Actor()


class Place:
    """An open group, one for members, a secret one; Ana is in all of them, Ben in none, and a host."""

    def __init__(self) -> None:
        self.slugs = {
            audience: groups.found_group(
                actor=HOUSE, name=f"The {audience} one", kind="interest", audience=audience
            ).slug
            for audience in ("public", "members", "secret")
        }
        rows = {card.slug: card.id for card in groups.groups(HOUSE).items}
        self.ids = {audience: rows[slug] for audience, slug in self.slugs.items()}
        self.ana = Actor(person=add_person(actor=HOUSE, name="Ana Müller").id, groups=frozenset({self.ids["secret"]}))
        self.ben = Actor(person=add_person(actor=HOUSE, name="Ben Ode").id)
        self.host = Actor(person=add_person(actor=HOUSE, name="Hana Host").id, roles=frozenset({"host"}))

    def ask(
        self, title: str, body: str = "Who knows?", *, group: str = "public", tags: tuple[str, ...] = ()
    ) -> TopicCard:
        return discussions.ask(actor=self.ana, group=self.slugs[group], title=title, body=body, tags=tags)


def titles(actor: Actor, text: str, sort: str = BEST, **filters: object) -> list[str]:
    found = search(actor, text, Filters(**filters), sort)  # type: ignore[arg-type]
    assert found.topics == len(found.hits) <= found.posts or not found.hits
    return [hit.post.title for hit in found.hits]


def counted(actor: Actor, text: str) -> int:
    return search(actor, text).posts


def load(
    titles: dict[str, str],
    answers: dict[str, tuple[str, str]] | None = None,
    begun: dict[str, datetime] | None = None,
) -> int:
    """An archive: topics' titles by key, and answers (topic's key, text) by key, in a group of its own. Complete."""
    at = datetime(2015, 3, 1, tzinfo=UTC)
    when = begun or {}
    with transaction.atomic():
        batch = open_batch("archive", "a file")
        group = groups.load_group(batch, "archive", LoadedGroup(key="g", name="From afar", audience="members"))
        discussions.load_topics(
            batch,
            "archive",
            [
                LoadedTopic(key, "question", title, group, when.get(key, at), html="<p>Once upon a time</p>")
                for key, title in titles.items()
            ],
        )
        discussions.load_posts(
            batch,
            "archive",
            [
                LoadedPost(key, "answer", topic, at, html=f"<p>{text}</p>")
                for key, (topic, text) in (answers or {}).items()
            ],
        )
        complete_batch(batch)
    return batch


def apply(batch: int) -> None:
    while not discussions.apply_changes(batch).done:
        pass


def followed() -> None:
    drain()
