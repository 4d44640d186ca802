"""One post: what its form starts with, what it said before."""

from uuid import UUID

from belong.community.discussions.cards import PostSource, RevisionCard, shown_title
from belong.community.discussions.making import author_refs, group_ref, post_url, version_of
from belong.community.discussions.models import HTML, OPENING, Post, Revision
from belong.community.discussions.policies import may_delete, may_edit, may_reply, may_see, posts_visible_to
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Actor


def post_source(actor: Actor, uid: UUID) -> PostSource:
    """What a form for editing the post starts with, and whether the actor may edit it."""
    post = _seen(actor, uid)
    return PostSource(
        uid=post.uid,
        title=post.topic.title if post.kind == OPENING else "",
        body=post.html if post.markup == HTML else post.source_text,
        markup=post.markup,
        url=post_url(post.topic.uid, post.uid),
        topic=shown_title(post.topic.title) if may_see(actor, post.topic) else "",
        group=group_ref(post.topic.group.id, post.topic.group.slug, post.topic.group.name),
        version=version_of(post),
        edited_at=post.edited_at,
        may_edit=may_edit(actor, post),
        may_delete=may_delete(actor, post),
        may_reply=may_reply(actor, post.topic),
    )


def revisions(actor: Actor, uid: UUID) -> list[RevisionCard]:
    """What the post said before each of its edits, the latest first."""
    post = _seen(actor, uid)
    found = Revision.objects.filter(standing_rows("batch"), post=post).order_by("-at", "-id")
    editors = author_refs(one.editor_id for one in found)
    return [
        RevisionCard(
            at=one.at,
            editor=editors.get(one.editor_id),
            title=one.title,
            html=one.html,
            reason=one.reason,
            from_archive=one.batch_id is not None,
        )
        for one in found
    ]


def _seen(actor: Actor, uid: UUID) -> Post:
    posts = posts_visible_to(actor).select_related("topic__group", "topic__batch", "batch", "root__batch")
    found = posts.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found
