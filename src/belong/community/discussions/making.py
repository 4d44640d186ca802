"""Cards made of rows, and the addresses of what they show."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext

from belong.community.discussions.cards import GroupRef, PersonRef, PostCard, TagRef, TopicCard, shown_title
from belong.community.discussions.models import OPENING, Post, Revision, Topic, TopicTag
from belong.community.discussions.policies import may_accept, may_delete, may_edit, may_vote
from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Actor, person_cards


def topic_url(uid: UUID) -> str:
    return f"/topics/{uid}"


def post_url(topic: UUID, post: UUID) -> str:
    return f"/topics/{topic}#post-{post}"


def person_ref(id: int, uid: UUID, name: str | None, is_bot: bool, is_staff: bool) -> PersonRef:
    """`name`: None for whoever was erased, empty for whoever gave none."""
    said = gettext("a former member") if name is None else name or gettext("No name")
    return PersonRef(id, uid, said, f"/people/{uid}", is_bot, is_staff, bool(name))


def author_ref(author: int | None) -> PersonRef | None:
    return author_refs([author]).get(author)


def author_refs(authors: Iterable[int | None]) -> dict[int | None, PersonRef]:
    """The persons behind these authors, a merged one as who they are; who is unknown is left out. One query."""
    found = person_cards(author for author in authors if author is not None)
    return {
        id: PersonRef(one.id, one.uid, one.name, f"/people/{one.uid}", one.is_bot, one.is_staff, one.named)
        for id, one in found.items()
    }


def group_ref(id: int, slug: str, name: str) -> GroupRef:
    return GroupRef(id, slug, name, f"/groups/{slug}/")


def topic_card(topic: Topic) -> TopicCard:
    """The card of one topic, read again for what its command changed in SQL."""
    topic = Topic.objects.select_related("group").get(pk=topic.pk)
    tags = TopicTag.objects.filter(topic=topic).select_related("tag").order_by("tag__name")
    return TopicCard(
        id=topic.id,
        uid=topic.uid,
        kind=topic.kind,
        title=shown_title(topic.title),
        url=topic_url(topic.uid),
        group=group_ref(topic.group.id, topic.group.slug, topic.group.name),
        author=author_ref(topic.author_id),
        byline=topic.byline,
        created_at=topic.created_at,
        last_at=topic.last_at,
        answers=topic.answers,
        replies=topic.replies,
        score=topic.score,
        accepted=topic.accepted_id is not None,
        deleted=topic.deleted_at is not None,
        tags=tuple(TagRef(found.tag.slug, found.tag.name) for found in tags),
    )


def version_of(post: Post) -> str:
    """Names what the post says now: another one after every edit."""
    title = post.topic.title if post.kind == OPENING else ""
    return sha256("\x00".join((title, post.markup, post.source_text, post.html)).encode()).hexdigest()[:16]


def post_card(actor: Actor, post: Post, *, my_vote: int = 0) -> PostCard:
    """The card of one post as the actor sees it after a command of theirs."""
    return PostCard(
        id=post.id,
        uid=post.uid,
        kind=post.kind,
        url=post_url(post.topic.uid, post.uid),
        author=author_ref(post.author_id),
        byline=post.byline,
        html=post.html,
        score=post.score,
        created_at=post.created_at,
        edited_at=post.edited_at,
        has_history=post.edited_at is not None and _has_history(post),
        parent=post.parent_id,
        accepted=post.topic.accepted_id == post.id,
        removed=post.deleted_at is not None,
        removed_reason=post.deleted_reason,
        my_vote=my_vote,
        may_vote=may_vote(actor, post).ok,
        may_edit=may_edit(actor, post).ok,
        may_delete=may_delete(actor, post).ok,
        may_accept=may_accept(actor, post).ok,
        erased=post.erased_at is not None,
    )


def _has_history(post: Post) -> bool:
    return Revision.objects.filter(standing_rows("batch"), post=post).exists()
