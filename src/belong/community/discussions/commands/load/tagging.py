"""The tags of topics of an archive."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from belong.community.discussions.commands.load.changing import Changes
from belong.community.discussions.commands.load.given import OURS, STANDS, Tally, digest, is_topic, known_rows
from belong.community.discussions.models import TAGS
from belong.community.discussions.rows import Loaded, LoadedTopicTags
from belong.ground.kernel.public import require_transaction, told_lazy
from belong.ground.tags.public import tags_by_names

NO_TOPIC = told_lazy("Its topic is missing.")

RETAG = """
with given as (select * from unnest(%(topics)s::bigint[], %(tags)s::bigint[]) as g (topic, tag)),
gone as (
    delete from discussions_topictag x where x.topic_id = any(%(all)s)
        and not exists (select from given g where g.topic = x.topic_id and g.tag = x.tag_id)
)
insert into discussions_topictag (topic_id, tag_id) select topic, tag from given where tag is not null
on conflict do nothing
"""
SEEN = """
update discussions_topic t set loaded_tags = g.digest
from unnest(%s::bigint[], %s::bytea[]) as g (topic, digest) where t.id = g.topic
"""


class Tags:
    """The tags of a slice: one look for all names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._ids = tags_by_names(set(names))

    def ids(self, names: Sequence[str]) -> list[int]:
        return sorted({self._ids[name] for name in names if name in self._ids})


def tags_digest(names: Sequence[str]) -> bytes:
    return digest(*sorted(names))


def retag(tags: Mapping[int, Sequence[int]]) -> None:
    """Give each topic exactly these tags."""
    pairs = [(topic, tag) for topic, ids in tags.items() for tag in ids]
    if tags:
        with connection.cursor() as cursor:
            topics, ids = [topic for topic, _ in pairs], [tag for _, tag in pairs]
            cursor.execute(RETAG, {"topics": topics, "tags": ids, "all": list(tags)})


def load_topic_tags(batch: int, source: str, rows: Iterable[LoadedTopicTags]) -> Loaded:
    """Tags that an archive keeps apart from its topics: all of a topic's in one row. One slice."""
    require_transaction("loading tags")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {row.topic_key for row in given})
    tags = Tags(name for row in given for name in row.tags)
    put: dict[int, list[int]] = {}
    seen: dict[int, bytes] = {}
    for index, row in enumerate(given):
        topic = known.get(row.topic_key)
        if topic is None or not is_topic(topic):
            tally.refuse(index, row.topic_key, NO_TOPIC)
        elif topic.loaded_tags == (told := tags_digest(row.tags)):
            tally.unchanged += 1
        elif topic.tagged_here:
            tally.kept += 1
        elif topic.state == STANDS:
            changes.of_topic(topic.topic, TAGS, {"tags": tags.ids(row.tags), "loaded": told.hex()})
            tally.changed += 1
        elif topic.state == OURS:
            put[topic.topic], seen[topic.topic] = tags.ids(row.tags), told
            tally.created += 1
    retag(put)
    if seen:
        with connection.cursor() as cursor:
            cursor.execute(SEEN, [list(seen), list(seen.values())])
    changes.store()
    return tally.loaded()
