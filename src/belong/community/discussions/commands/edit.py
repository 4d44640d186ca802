"""Changing what a post says. What it said before is kept."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.discussions.cards import PostCard
from belong.community.discussions.commands.fetching import (
    body_of,
    html_of,
    line_of,
    post_for,
    post_ref,
    title_of,
)
from belong.community.discussions.making import post_card, version_of
from belong.community.discussions.models import HTML, OPENING, Revision
from belong.community.discussions.policies import may_edit
from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import PostEdited, record
from belong.ground.people.public import Actor

CHANGED_MEANWHILE = gettext_lazy(
    "Somebody changed this while you wrote. Look at what it says now, then keep yours or put both together."
)


@transaction.atomic
def edit(
    *, actor: Actor, post: UUID, body: str, title: str | None = None, reason: str = "", version: str | None = None
) -> PostCard:
    """Give a post another text, and its topic another title (of an opening post only; None keeps it).

    A post keeps its markup: one that came as HTML is edited as HTML, and cleaned again. Nothing changed: nothing done.
    `version`: the one of the text that was changed; Invalid where the post says something else by now.
    """
    found = post_for(actor, post, lock=True)
    may_edit(actor, found).or_refuse()
    topic = found.topic
    if title is not None and found.kind != OPENING:
        raise Invalid({"title": _("Only a topic has a title.")})
    reason = line_of(reason, "reason")
    new_title = topic.title if title is None else title_of(title)
    text = html_of(body) if found.markup == HTML else body_of(body)
    if (text.source, text.html, new_title) == (found.source_text, found.html, topic.title):
        return post_card(actor, found)
    if version is not None and version != version_of(found):
        raise Invalid({"version": CHANGED_MEANWHILE})
    at = now()
    Revision.objects.create(
        post=found,
        editor_id=actor.acting,
        title=topic.title if found.kind == OPENING else "",
        markup=found.markup,
        source_text=found.source_text,
        html=found.html,
        reason=reason,
        at=at,
    )
    found.source_text, found.html, found.html_version = text.source, text.html, text.version
    found.edited_at, found.edited_here = at, True
    found.save(update_fields=["source_text", "html", "html_version", "edited_at", "edited_here"])
    if new_title != topic.title:
        topic.title = new_title
        topic.save(update_fields=["title"])
    record(
        PostEdited(
            actor=actor.acting,
            about=post_ref(found.id),
            counterpart=found.author_id,
            group=topic.group_id,
            occurred_at=at,
            topic=topic.id,
        )
    )
    return post_card(actor, found)
