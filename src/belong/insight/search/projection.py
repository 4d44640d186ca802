"""The index of texts: made from discussions in sets, followed fact by fact, made anew."""

from collections.abc import Callable, Collection, Sequence
from time import monotonic
from typing import Any

from django.db import connection, transaction

from belong.community.discussions.public import changed_topics, post_rows, texts
from belong.ground.groups.public import language_rows
from belong.ground.kernel.public import community, folded_sql
from belong.ground.ledger.public import FactCard, Follower, GroupLanguageChosen, PersonErased, RowsChanged, ids_of
from belong.ground.tags.public import tag_rows
from belong.insight.search.models import IndexedPost
from belong.insight.search.rules import configuration, configuration_sql

TABLES = ("search_post",)
POSTS_AT_ONCE = 4_000
LONGEST = 100_000
"""Characters of one text that are looked at: PostgreSQL refuses to index a megabyte of words."""

TOPIC, POST = "discussions.topic:", "discussions.post:"
OF_TOPICS = frozenset({"asked", "started", "moved", "tagged", "deleted"})
"""Facts after which all posts of the topic stand differently in the index."""

OF_POSTS = frozenset({"answered", "replied", "edited"})

WIDE = frozenset({GroupLanguageChosen.kind, PersonErased.kind})
"""Facts after which a whole group's texts, or all of a person's, stand differently."""

INDEX = """
insert into search_post (post_id, topic_id, group_id, author_id, created_at, month, answered, words)
select x.id, x.topic_id, x."group", x.author_id, x.created_at, x.month, x.answered,
    case when x.title = '' then to_tsvector(x.configuration, {body})
         else setweight(to_tsvector(x.configuration, {title}), 'A')
           || setweight(to_tsvector(x.configuration, {tags}), 'B') || to_tsvector(x.configuration, {body}) end
    || array_to_tsvector(array_remove(array[
        'm ' || x.month, 'y ' || x.month / 12, 'g ' || x."group", 'u ' || x.author_id, 'l ' || x.configuration::text,
        case x.answered when true then 'answered' when false then 'waits' end], null)
        || array(select 't ' || tag from unnest(x.tags) tag))
from (
    select p.*, left(p.html, {longest}) as body,
        case when p.title <> '' then coalesce((
            select string_agg(replace(n.name, '-', ' '), ' ' order by n.name) from ({tag_rows}) n
            where n.id = any(p.tags)
        ), '') end as tag_names,
        extract(year from p.created_at at time zone 'UTC')::int * 12
            + extract(month from p.created_at at time zone 'UTC')::int - 1 as month,
        ({configuration})::regconfig as configuration
    from ({texts}) p join ({groups}) g on g.id = p."group"
    where {chosen}
    offset 0
) x
on conflict (post_id) do nothing
"""
"""`offset 0`: without it each part of a text would be looked up as often as it is named."""

GENEROUS = """
select set_config('gin_pending_list_limit', '32MB', true), set_config('work_mem', '96MB', true),
       set_config('maintenance_work_mem', '192MB', true)
"""
"""For one transaction: many posts enter the index together instead of in thousands of small steps."""


class SearchIndex(Follower):
    """Keeps one row for each post that stands. What a fact touches is worked out anew from what discussions say."""

    name = "search"
    version = 2
    tables = TABLES

    def basis(self) -> str:
        return f"{super().basis()} {community().language}"

    def fold(self, facts: Sequence[FactCard]) -> None:
        posts, topics = set(), set()
        for fact in facts:
            if fact.word in OF_POSTS:
                posts.add(_number(fact.about))
            if fact.word in OF_TOPICS:
                topics.add(_topic(fact))
            elif fact.kind == RowsChanged.kind:
                topics |= _changed(fact)
        answered = {_topic(fact) for fact in facts if fact.word == "answered"}
        if topics:
            _work_out("topic_id", topics)
        if posts:
            _work_out("post_id", posts)
        if answered - topics:
            _work_out("post_id", _otherwise_answered(answered - topics))
        _tidy()

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        """By the posts that the batch brought; all of a topic's where it brought the topic."""

        def some(after: int, most: int) -> int | None:
            rows = list(post_rows().filter(batch=batch, pk__gt=after).order_by("pk")[:most])
            _work_out("topic_id", {row["topic_id"] for row in rows if row["kind"] == "opening"})
            _work_out("post_id", _with_replies({row["id"] for row in rows if row["kind"] != "opening"}))
            return rows[-1]["id"] if rows else None

        return _by_slices(some, place, seconds)

    def is_wide(self, fact: FactCard) -> bool:
        return fact.kind in WIDE

    def fold_wide(self, fact: FactCard, place: int, seconds: float) -> int | None:
        """By the posts of the group that has another language, or those that somebody left under nobody's name."""
        chosen = _of_group if fact.kind == GroupLanguageChosen.kind else _of_author

        def some(after: int, most: int) -> int | None:
            posts = chosen(fact, after, most)
            _work_out("post_id", posts)
            return posts[-1] if posts else None

        return _by_slices(some, place, seconds)

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(GENEROUS)
            cursor.execute(*_index("true"))
        _tidy()


def _by_slices(some: Callable[[int, int], int | None], place: int, seconds: float) -> int | None:
    """Have `some(after, most)` posts done after another until the time is over; None where all are."""
    ends = monotonic() + seconds
    size = POSTS_AT_ONCE // 8
    while True:
        begun = monotonic()
        last = some(place, size)
        if last is None:
            return None
        place = last
        _tidy()
        if monotonic() > ends:
            return place
        if monotonic() - begun < seconds / 4:
            size = min(2 * size, POSTS_AT_ONCE)


def _of_group(fact: FactCard, after: int, most: int) -> list[int]:
    """Those that the index holds for the group: what it does not hold yet comes by its own fact."""
    rows = IndexedPost.objects.filter(group_id=fact.group or 0, post_id__gt=after).order_by("post_id")
    return list(rows.values_list("post_id", flat=True)[:most])


def _of_author(fact: FactCard, after: int, most: int) -> list[int]:
    """Those that stand, all of which the index lost when the person was erased, and those that it holds: another fact
    may have brought them back before they were emptied."""
    ids = ids_of(fact.counterpart_recorded or 0)
    stand = texts().filter(author__in=ids, pk__gt=after).order_by("pk").values_list("id", flat=True)
    held = IndexedPost.objects.filter(author_id__in=ids, post_id__gt=after).order_by("post_id")
    return sorted({*stand[:most], *held.values_list("post_id", flat=True)[:most]})[:most]


def _tidy() -> None:
    """Have the index take in what it has put aside: each search would read that through, once for each month."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gin_clean_pending_list(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid"
            " join pg_am a on a.oid = c.relam where i.indrelid = 'search_post'::regclass and a.amname = 'gin'"
        )


def forget(person: int) -> None:
    """Take what a person wrote out of the index at once; discussions empty it, so that it never comes back."""
    with transaction.atomic(), connection.cursor() as cursor:
        # waits for a folding that has read the text already, and lets none begin before it is empty
        cursor.execute("lock table search_post in share row exclusive mode")
        cursor.execute("delete from search_post where author_id = any(%s)", [ids_of(person)])


def _number(about: str) -> int:
    return int(about.partition(":")[2])


def _topic(fact: FactCard) -> int:
    return _number(fact.about) if fact.about.startswith(TOPIC) else int(fact.payload["topic"])


def _changed(fact: FactCard) -> set[int]:
    """The topics of which a newer archive said something else, which has been carried out or taken back."""
    number, first, last = (fact.payload[name] for name in ("number", "first", "last"))
    rows = changed_topics().filter(batch=number, pk__gte=first, pk__lte=last)
    return set(rows.values_list("topic_id", flat=True))


def _with_replies(posts: Collection[int]) -> set[int]:
    """These posts and the replies under them, which stand only as long as they do."""
    return {*posts, *post_rows().filter(root__in=posts).values_list("id", flat=True)}


def _otherwise_answered(topics: Collection[int]) -> list[int]:
    """The posts of these topics that the index holds as answered where they are not, or the other way round."""
    written, parameters = texts().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.post_id from search_post s join ({written}) x on x.id = s.post_id"  # noqa: S608
            " where s.topic_id = any(%s) and s.answered is distinct from x.answered",
            [*parameters, list(topics)],
        )
        return [post for (post,) in cursor.fetchall()]


def _work_out(column: str, numbers: Collection[int]) -> None:
    """Make the rows of these posts or topics what discussions now say."""
    if not numbers:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"delete from search_post where {column} = any(%s)", [list(numbers)])  # noqa: S608
        cursor.execute(*_index(f'p."{NAMES[column]}" = any(%s)', list(numbers)))


def _index(chosen: str, *parameters: Any) -> tuple[str, list[Any]]:
    """The statement that indexes the texts for which `chosen` holds."""
    written, given = texts().query.sql_with_params()
    groups, given_groups = language_rows().query.sql_with_params()
    tags, given_tags = tag_rows().query.sql_with_params()
    statement = INDEX.format(
        title=folded_sql("x.title"),
        body=folded_sql("x.body"),
        tags=folded_sql("x.tag_names"),
        longest=LONGEST,
        configuration=configuration_sql("g.language"),
        texts=written,
        groups=groups,
        tag_rows=tags,
        chosen=chosen,
    )
    default = configuration("", community().language)
    return statement, [*given_tags, default, *given, *given_groups, *parameters]


NAMES = {"post_id": "id", "topic_id": "topic_id"}
