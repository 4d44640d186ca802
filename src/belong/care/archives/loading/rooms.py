"""How the records of each phase become rows of a room, and what the room made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from belong.care.archives.loading import rows as of_ground
from belong.care.archives.loading.bodies import written
from belong.care.archives.loading.tally import Tally
from belong.care.archives.masking import mask
from belong.care.archives.phases import Phase
from belong.care.archives.records import (
    AcceptanceRecord,
    AttachmentRecord,
    Item,
    LinkRecord,
    PostRecord,
    TopicRecord,
    VoteRecord,
)
from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.kernel.public import told
from belong.ground.people import public as people
from belong.ground.tags import public as tags
from belong.ground.touches import public as touches

Pair = tuple[Item, Any]
Listed = Callable[[Sequence[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Context:
    """Under which batch and source rows are loaded; `listed` where the archive lists everybody at its source."""

    batch: int
    source: str
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Loader:
    """`prepare` makes a room's row of a record, before the transaction; `load` gives a slice of them to the room."""

    prepare: Callable[[Any], object]
    load: Callable[[Context, Sequence[Pair]], Tally]


Ground = Callable[[int, str, Sequence[Any]], people.Loaded]
Talk = Callable[[int, str, Sequence[Any]], discussions.Loaded]


def _ground(load: Ground) -> Callable[[Context, Sequence[Pair]], Tally]:
    """The rooms of ground name what they refuse by its place in the slice."""

    def loaded(context: Context, rows: Sequence[Pair]) -> Tally:
        result = load(context.batch, context.source, [row for _, row in rows])
        return Tally(
            loaded=result.created + result.adopted,
            unchanged=result.matched - result.changed,
            changed=result.changed,
            refused=[(rows[one.index][0], one.reason) for one in result.refused],
        )

    return loaded


def _talk(load: Talk, key_of: Callable[[Any], str]) -> Callable[[Context, Sequence[Pair]], Tally]:
    """Discussions name what they refuse by its key."""

    def loaded(context: Context, rows: Sequence[Pair]) -> Tally:
        result = load(context.batch, context.source, [row for _, row in rows])
        by_key = {key_of(row): item for item, row in rows}
        return Tally(
            loaded=result.created + result.adopted,
            unchanged=result.unchanged + result.kept,
            changed=result.changed,
            refused=[(by_key[one.key], one.reason) for one in result.refused],
        )

    return loaded


def _load_people(context: Context, rows: Sequence[Pair]) -> Tally:
    return _ground(partial(people.load_people, listed=context.listed))(context, rows)


def _load_groups(context: Context, rows: Sequence[Pair]) -> Tally:
    """A group that is there already keeps its name: the summary says where what the archive calls otherwise went."""
    tally = _ground(groups.load_groups)(context, rows)
    ids = groups.groups_by_keys(context.batch, context.source, {row.key for _, row in rows})
    names = groups.group_names(ids.values())
    for _, row in rows:
        name = names.get(ids.get(row.key, 0))
        if name is not None and name.casefold() != " ".join(row.name.split()).casefold():
            tally.notes.append(
                told("No group %(name)s was made: what this archive puts there is in the group %(other)s, as before.")
                % {"name": row.name, "other": name}
            )
    return tally


def _load_tags(batch: int, source: str, rows: Sequence[tags.LoadedTag]) -> people.Loaded:
    return tags.load_tags(rows)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic whose group has an id only when the slice is loaded."""

    key: str
    group: str
    fields: Mapping[str, Any]


def _topic(record: TopicRecord) -> _Topic:
    fields = {
        "kind": record.kind,
        "title": mask(record.title),
        "created_at": record.created_at,
        "author_key": record.author,
        "byline": mask(record.byline) or None,
        "edited_at": record.edited_at,
        "score": record.score,
        "tags": record.tags,
        "below": record.below,
        "channel": record.channel,
        **written(record.body, record.markup),
    }
    return _Topic(record.key, record.group, fields)


def _load_topics(context: Context, rows: Sequence[Pair]) -> Tally:
    ids = groups.groups_by_keys(context.batch, context.source, {row.group for _, row in rows})
    known = [
        (item, discussions.LoadedTopic(key=row.key, group_id=ids[row.group], **row.fields))
        for item, row in rows
        if row.group in ids
    ]
    tally = _talk(discussions.load_topics, lambda row: row.key)(context, known)
    tally.refused += [
        (item, told("its group %(group)s was refused") % {"group": row.group})
        for item, row in rows
        if row.group not in ids
    ]
    return tally


def _post(record: PostRecord) -> discussions.LoadedPost:
    return discussions.LoadedPost(
        key=record.key,
        kind=record.kind,
        topic_key=record.topic,
        parent_key=record.parent,
        created_at=record.created_at,
        author_key=record.author,
        byline=mask(record.byline) or None,
        edited_at=record.edited_at,
        score=record.score,
        channel=record.channel,
        **written(record.body, record.markup),
    )


def _attachment(record: AttachmentRecord) -> discussions.LoadedAttachment:
    return discussions.LoadedAttachment(record.key, record.post, mask(record.name), record.media_type, record.read)


def _acceptance(record: AcceptanceRecord) -> discussions.LoadedAcceptance:
    return discussions.LoadedAcceptance(record.topic, record.answer, record.at)


def _load_acceptances(context: Context, rows: Sequence[Pair]) -> Tally:
    """A question of which the archive says that nothing is accepted counts only where that is new."""
    load = _talk(discussions.load_acceptances, lambda row: row.topic_key)
    tally = load(context, [pair for pair in rows if pair[1].answer_key is not None])
    none = [pair for pair in rows if pair[1].answer_key is None]
    if none:
        gone = load(context, none).changed
        tally.changed += gone
        tally.silent = len(none) - gone
    return tally


def _vote(record: VoteRecord) -> discussions.LoadedVote:
    return discussions.LoadedVote(record.post, record.person, record.value, record.at)


def _link(record: LinkRecord) -> discussions.LoadedLink:
    return discussions.LoadedLink(record.topic, record.related, record.kind, record.at)


def _load_posts(context: Context, rows: Sequence[Pair]) -> Tally:
    return _talk(discussions.load_posts, lambda row: row.key)(context, rows)


LOADERS: Mapping[Phase, Loader] = {
    Phase.PEOPLE: Loader(of_ground.person_row, _load_people),
    Phase.SAME: Loader(of_ground.same_row, _ground(people.load_same_persons)),
    Phase.ROLES: Loader(of_ground.role_row, _ground(people.load_roles)),
    Phase.PERMISSIONS: Loader(of_ground.permission_row, _ground(people.load_permissions)),
    Phase.GROUPS: Loader(of_ground.group_row, _load_groups),
    Phase.MEMBERSHIPS: Loader(of_ground.membership_row, _ground(groups.load_memberships)),
    Phase.TAGS: Loader(of_ground.tag_row, _ground(_load_tags)),
    Phase.FOLLOWS: Loader(of_ground.follow_row, _ground(tags.load_follows)),
    Phase.TOPICS: Loader(_topic, _load_topics),
    Phase.ANSWERS: Loader(_post, _load_posts),
    Phase.REPLIES: Loader(_post, _load_posts),
    Phase.ATTACHMENTS: Loader(
        _attachment, lambda context, rows: _talk(discussions.load_attachments, lambda row: row.key)(context, rows)
    ),
    Phase.ACCEPTANCES: Loader(_acceptance, _load_acceptances),
    Phase.VOTES: Loader(_vote, lambda context, rows: _talk(discussions.load_votes, _vote_key)(context, rows)),
    Phase.LINKS: Loader(_link, lambda context, rows: _talk(discussions.load_links, _link_key)(context, rows)),
    Phase.CONTACTS: Loader(of_ground.contact_row, _ground(touches.load_touches)),
    Phase.DEEDS: Loader(of_ground.deed_row, _ground(touches.load_deeds)),
}


def _vote_key(row: discussions.LoadedVote) -> str:
    return f"{row.key}:{row.person_key}"


def _link_key(row: discussions.LoadedLink) -> str:
    return f"{row.from_key}:{row.to_key}"
