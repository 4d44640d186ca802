"""Lists of topics and of what a person wrote, a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from belong.community.discussions.cards import ERASED_TITLE, ContributionCard, TagRef, TopicCard, shown_title
from belong.community.discussions.making import group_ref, person_ref, post_url, topic_url
from belong.community.discussions.models import OPENING, Post, Topic
from belong.community.discussions.policies import posts_visible_to, topics_visible_to
from belong.community.discussions.queries.sql import author_of
from belong.community.discussions.queries.topic import readable_groups
from belong.ground.kernel.public import Page, decode_cursor, page_of, plain, prepared_cursor
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor

TOPICS_A_PAGE = 20
CONTRIBUTIONS_A_PAGE = 20
EXCERPT = 200
ENOUGH_HTML = 1_500

# The batches that stand are few, what may lie in the others is not: each of them is asked for its latest, by an index
# that begins with it, so that nothing is walked through for being withdrawn or not yet complete. Limits stand in the
# text: of a limit that it does not know the planner thinks the worst, and would plan the statement anew each time.
LATEST = """
with near as (
    (select t.id, t.last_at from discussions_topic t
     where t.batch_id is null and t.group_id in ({readable}) {conditions}
     order by t.batch_id, t.last_at desc, t.id desc
     limit {limit})
    union all
    select n.id, n.last_at
    from ledger_batch b
    cross join lateral (
        select t.id, t.last_at from discussions_topic t
        where t.batch_id = b.id and t.group_id in ({readable}) {conditions}
        order by t.batch_id, t.last_at desc, t.id desc
        limit {limit}
    ) n
    where b.state = 'complete'
)
select t.id, t.uid, t.kind, t.title, t.byline, t.created_at, t.last_at, t.answers, t.replies, t.score,
    t.accepted_id is not null, t.deleted_at is not null,
    g.id, g.slug, g.name, a.id, a.uid, a.name, a.is_bot, a.is_staff,
    array(select n.slug || ' ' || n.name from discussions_topictag x join tags_tag n on n.id = x.tag_id
          where x.topic_id = t.id order by n.name)
from (select id from near order by last_at desc, id desc limit {limit}) f
join discussions_topic t on t.id = f.id
join groups_group g on g.id = t.group_id
{author}
order by t.last_at desc, t.id desc
"""


def latest(
    actor: Actor,
    group: str | None = None,
    unanswered: bool = False,
    cursor: str | None = None,
    limit: int = TOPICS_A_PAGE,
    *,
    asked: tuple[datetime, datetime] | None = None,
) -> Page[TopicCard]:
    """The topics that the actor reads, the one with the latest post first; of one group (its slug), or of all.

    `unanswered`: only questions without an answer that somebody could give: not those whose words are erased, and
    of all groups not those in closed ones. `asked`: only topics of this time, its end left out. Orphaned topics are
    found through their authors, not here. What it lets through is `policies.topics_listed_for`. One query.
    """
    readable, parameters = readable_groups(actor)
    conditions, further = [], list(parameters)
    if unanswered or not actor.is_host:
        conditions.append("and t.deleted_at is null")
    if group is not None:
        conditions.append("and t.group_id = (select id from groups_group where slug = %s)")
        further.append(group)
    if unanswered:
        conditions.append("and t.kind = 'question' and t.answers = 0 and t.title <> %s")
        further.append(ERASED_TITLE)
        if group is None:
            conditions.append("and t.group_id not in (select id from groups_group where closed_at is not null)")
    if asked is not None:
        # whatever was said last came after it was asked: where the walk along the index may end
        conditions.append("and t.last_at >= %s and t.created_at >= %s and t.created_at < %s")
        further += [asked[0], *asked]
    if cursor is not None:
        conditions.append("and (t.last_at, t.id) < (%s, %s)")
        further += decode_cursor(cursor, (datetime, int))
    with prepared_cursor() as database:
        statement = LATEST.format(
            readable=readable, author=author_of("t"), conditions=" ".join(conditions), limit=int(limit) + 1
        )
        database.execute(statement, further * 2)
        found = [_topic(row) for row in database.fetchall()]
    return page_of(found, limit, lambda card: (card.last_at, card.id))


def holds_topics(group: int) -> bool:
    """Whether a topic stands in the group, in whatever state."""
    return Topic.objects.filter(group=group).exists()


def _topic(row: Sequence[Any]) -> TopicCard:
    (id, uid, kind, title, byline, created_at, last_at, answers, replies, score, accepted, deleted) = row[:12]
    group, slug, name, author, *person, tags = row[12:]
    return TopicCard(
        id=id,
        uid=uid,
        kind=kind,
        title=shown_title(title),
        url=topic_url(uid),
        group=group_ref(group, slug, name),
        author=person_ref(author, *person) if person[0] is not None else None,
        byline=byline,
        created_at=created_at,
        last_at=last_at,
        answers=answers,
        replies=replies,
        score=score,
        accepted=accepted,
        deleted=deleted,
        tags=tuple(TagRef(*tag.split(" ", 1)) for tag in tags),
    )


def contributions(actor: Actor, person: int, cursor: str | None = None) -> Page[ContributionCard]:
    """What a person wrote, under any of their ids, as far as the actor may read it, newest first.

    The title of a topic that is gone is empty.
    """
    posts = posts_visible_to(actor).filter(author__in=ids_of(person), deleted_at__isnull=True)
    if cursor is not None:
        at, id = decode_cursor(cursor, (datetime, int))
        posts = posts.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=id), created_at__lte=at)
    cards = contribution_cards(actor, posts.order_by("-created_at", "-id"), CONTRIBUTIONS_A_PAGE + 1)
    return page_of(cards, CONTRIBUTIONS_A_PAGE, lambda card: (card.created_at, card.id))


def contribution_cards(actor: Actor, posts: QuerySet[Post], limit: int) -> list[ContributionCard]:
    """The first of `posts`, which are the actor's to read. One query."""
    titled = Exists(topics_visible_to(actor).filter(pk=OuterRef("topic_id")))
    rows = posts.annotate(titled=titled).values_list(
        "id", "uid", "kind", "created_at", "score", Left("html", ENOUGH_HTML), "topic__accepted_id",
        "topic__uid", "topic__kind", "topic__title", "topic__group_id", "topic__group__slug", "topic__group__name",
        "titled",
    )[:limit]  # fmt: skip
    return [_contribution(row) for row in rows]


def _contribution(row: Sequence[Any]) -> ContributionCard:
    id, uid, kind, at, score, html, accepted, topic, topic_kind, title, group, slug, name, titled = row
    return ContributionCard(
        id=id,
        uid=uid,
        kind=kind,
        topic_kind=topic_kind,
        title=shown_title(title) if titled else "",
        url=topic_url(topic) if kind == OPENING else post_url(topic, uid),
        group=group_ref(group, slug, name),
        created_at=at,
        score=score,
        accepted=accepted == id,
        excerpt=plain(html, EXCERPT),
    )
