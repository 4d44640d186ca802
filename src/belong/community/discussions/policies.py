"""Who may see what, and who may do what with it. `may_see` and the querysets are one rule, held equal by a test.

A topic is seen where its group is read and its archive, if it came with one, stands. What members wrote on rows of an
archive that does not stand (any more) is *orphaned*: seen by its author and by hosts. Deleted ones are seen by hosts.
The deeds (`may_answer` ...) are asked of things that the actor sees.
"""

from django.db.models import Q, QuerySet
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from belong.community.discussions.models import ANSWER, OPENING, QUESTION, Post, Topic
from belong.ground.groups.public import (
    CLOSED,
    Audience,
    Group,
    group_stands,
    may_read,
    readable_by,
    standing_groups,
)
from belong.ground.kernel.public import YES, Decision, no
from belong.ground.ledger.public import Batch, standing_rows
from belong.ground.people.public import Actor, canonical_of, is_self

HIDDEN = _("There is no such topic here.")
SIGN_IN = _("Sign in as a member to take part.")
DELETED = _("This was deleted.")
GONE = _("The archive that this belongs to was withdrawn: it can be read, not continued.")
CONVERSATION_ONLY = _("This is a conversation: reply to it instead of answering.")
ASKER_OR_HOST = _("Only the person who asked and hosts may choose the accepted answer.")
OWN_ANSWER = _("This is your own answer to somebody else's question: leave it to them or to another host.")
OWN_POST = _("Nobody votes on their own post.")
AUTHOR_OR_HOST = _("Only its author and hosts may change this.")
TOPIC_AUTHOR_OR_HOST = _("Only the topic's author and hosts may do this.")
OTHERS_WROTE = _("Others have written here already: ask a host to delete it.")
HOSTS_ONLY = _("Only hosts may do this.")
NOT_AN_ANSWER = _("Only an answer can be accepted.")
NONE_ACCEPTED = _("No answer is accepted here.")
ERASED = _("Its author was forgotten at their wish: nothing is left to change.")


def topics_visible_to(actor: Actor) -> QuerySet[Topic]:
    """The topics that `actor` may read."""
    seen = standing_rows("batch") & Q(group__in=readable_by(actor))
    if _sees_orphans(actor):
        seen |= Q(batch__isnull=True) & _own_or_host(actor) & _lost_group(actor, "group")
    return Topic.objects.filter(seen, *_kept(actor, "deleted_at"))


def topics_listed_for(actor: Actor) -> QuerySet[Topic]:
    """Those of the visible topics that stand: what lists show. Orphaned ones are found through their authors."""
    listed = Topic.objects.filter(standing_rows("batch"), group__in=readable_by(actor))
    return listed.filter(*_kept(actor, "deleted_at"))


def posts_visible_to(actor: Actor) -> QuerySet[Post]:
    """The posts that `actor` may read, wherever they stand."""
    readable = Q(topic__group__in=readable_by(actor))
    held = standing_rows("topic__batch") & (Q(root__isnull=True) | standing_rows("root__batch"))
    seen = standing_rows("batch") & readable & held
    if _sees_orphans(actor):
        lost = (readable & ~held) | _lost_group(actor, "topic__group")
        seen |= Q(batch__isnull=True) & _own_or_host(actor) & lost
    return Post.objects.filter(seen, *_kept(actor, "deleted_at"), *_kept(actor, "topic__deleted_at"))


def posts_listed_for(actor: Actor) -> QuerySet[Post]:
    """Those of the visible posts that stand and were neither deleted nor forgotten: what a search shows, also to hosts.

    Orphaned ones are found through their authors.
    """
    held = standing_rows("topic__batch") & (Q(root__isnull=True) | standing_rows("root__batch"))
    kept = Q(deleted_at__isnull=True, topic__deleted_at__isnull=True, erased_at__isnull=True)
    return Post.objects.filter(standing_rows("batch") & held & kept, topic__group__in=readable_by(actor))


def may_see(actor: Actor, thing: Topic | Post) -> Decision:
    """Whether `thing` is in `topics_visible_to(actor)` or `posts_visible_to(actor)`."""
    seen = _sees_topic(actor, thing) if isinstance(thing, Topic) else _sees_post(actor, thing)
    return YES if seen else no(HIDDEN)


def _sees_topic(actor: Actor, topic: Topic) -> bool:
    if topic.deleted_at is not None and not actor.is_host:
        return False
    if _stands(topic.batch) and may_read(actor, topic.group).ok:
        return True
    return topic.batch is None and _is_own_or_host(actor, topic) and _lost(actor, topic.group, topic)


def _sees_post(actor: Actor, post: Post) -> bool:
    topic = post.topic
    if (post.deleted_at is not None or topic.deleted_at is not None) and not actor.is_host:
        return False
    held = _stands(topic.batch) and (post.root is None or _stands(post.root.batch))
    readable = may_read(actor, topic.group).ok
    if _stands(post.batch) and readable and held:
        return True
    if post.batch is not None or not _is_own_or_host(actor, post):
        return False
    return (readable and not held) or _lost(actor, topic.group, post)


def _sees_orphans(actor: Actor) -> bool:
    return actor.is_host or actor.is_member


def _own_or_host(actor: Actor) -> Q:
    return Q() if actor.is_host else _own(actor)


def _own(actor: Actor) -> Q:
    return Q(Exact(canonical_of("author_id"), actor.person)) if actor.is_member else Q(pk__isnull=True)


def _is_own_or_host(actor: Actor, thing: Topic | Post) -> bool:
    return actor.is_host or is_author(actor, thing.author_id)


def _kept(actor: Actor, deleted_at: str) -> tuple[Q, ...]:
    return () if actor.is_host else (Q(**{f"{deleted_at}__isnull": True}),)


def _lost_group(actor: Actor, group: str) -> Q:
    """The group came with an archive that does not stand. Hosts keep out of secret ones, as they did before, also where
    they look as somebody else."""
    lost = ~Q(**{f"{group}__in": standing_groups()})
    if actor.system is not None or not (actor.is_host or actor.seen_by is not None):
        return lost
    entered = ~Q(**{f"{group}__audience": Audience.SECRET}) | Q(**{f"{group}__in": actor.groups})
    return lost & (entered if actor.seen_by is not None else entered | _own(actor))


def _lost(actor: Actor, group: Group, thing: Topic | Post) -> bool:
    if group_stands(group):
        return False
    is_own = actor.seen_by is None and is_author(actor, thing.author_id)
    return is_own or opens_to_hosts(actor, group.audience, group.pk)


def opens_to_hosts(actor: Actor, audience: str, group: int) -> bool:
    """Whether a host goes into a group of this audience that does not stand."""
    return actor.system is not None or audience != Audience.SECRET or group in actor.groups


def _stands(batch: Batch | None) -> bool:
    return batch is None or batch.state == Batch.State.COMPLETE


def is_author(actor: Actor, author: int | None) -> bool:
    """Under whichever of their ids."""
    return actor.person is not None and author is not None and is_self(actor, author)


def is_gone(topic: Topic) -> bool:
    """Whether the topic, or its group, came with an archive that does not stand."""
    return not (_stands(topic.batch) and group_stands(topic.group))


def may_answer(actor: Actor, topic: Topic) -> Decision:
    if topic.kind != QUESTION:
        return no(CONVERSATION_ONLY)
    return may_reply(actor, topic)


def may_reply(actor: Actor, thing: Topic | Post) -> Decision:
    """Replying to a topic or to a post of it, while its group is not closed."""
    topic = thing if isinstance(thing, Topic) else thing.topic
    if not actor.is_member:
        return no(SIGN_IN)
    if thing.deleted_at is not None:
        return no(DELETED)
    allowed = _open(topic)
    return no(CLOSED) if allowed and topic.group.closed_at is not None else allowed


def may_accept(actor: Actor, post: Post) -> Decision:
    """The asker chooses, their own answer too; hosts may do it for them, but not with an answer of their own."""
    if post.kind != ANSWER:
        return no(NOT_AN_ANSWER)
    if post.deleted_at is not None:
        return no(DELETED)
    if not is_author(actor, post.topic.author_id):
        if not actor.is_host:
            return no(ASKER_OR_HOST)
        if is_author(actor, post.author_id):
            return no(OWN_ANSWER)
    return _open(post.topic)


def may_unaccept(actor: Actor, topic: Topic) -> Decision:
    if topic.accepted_id is None:
        return no(NONE_ACCEPTED)
    if not is_author(actor, topic.author_id) and not actor.is_host:
        return no(ASKER_OR_HOST)
    return _open(topic)


def may_vote(actor: Actor, post: Post) -> Decision:
    if not actor.is_member:
        return no(SIGN_IN)
    if is_author(actor, post.author_id):
        return no(OWN_POST)
    if post.deleted_at is not None:
        return no(DELETED)
    return _open(post.topic)


def may_edit(actor: Actor, post: Post) -> Decision:
    """The author and hosts; what is orphaned stays its author's."""
    if post.erased_at is not None:
        return no(ERASED)
    if post.deleted_at is not None:
        return no(DELETED)
    return YES if actor.is_host or is_author(actor, post.author_id) else no(AUTHOR_OR_HOST)


def may_delete(actor: Actor, post: Post) -> Decision:
    """As editing; deleting the opening post deletes the topic, which is for hosts once others have written in it."""
    if post.deleted_at is not None:
        return no(DELETED)
    if actor.is_host:
        return YES
    if not is_author(actor, post.author_id):
        return no(AUTHOR_OR_HOST)
    return no(OTHERS_WROTE) if post.kind == OPENING and post.topic.answers + post.topic.replies else YES


def may_move(actor: Actor, topic: Topic) -> Decision:
    return _open(topic) if actor.is_host else no(HOSTS_ONLY)


def may_tag(actor: Actor, topic: Topic) -> Decision:
    """Tagging a topic, and linking it to another one."""
    if not actor.is_host and not is_author(actor, topic.author_id):
        return no(TOPIC_AUTHOR_OR_HOST)
    return _open(topic)


def _open(topic: Topic) -> Decision:
    if topic.deleted_at is not None:
        return no(DELETED)
    return no(GONE) if is_gone(topic) else YES
