"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet

from belong.community.discussions import blobs
from belong.community.discussions.cards import ERASED_TITLE
from belong.community.discussions.commands.unnamed import take_names_out
from belong.community.discussions.models import (
    Attachment,
    ImportedChange,
    ImportedRef,
    Post,
    Revision,
    Topic,
    TopicLink,
    Vote,
)
from belong.ground.kernel.public import now
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import names_of, words_stay

TABLES = (
    "discussions_topic",
    "discussions_post",
    "discussions_revision",
    "discussions_vote",
    "discussions_topiclink",
    "discussions_importedchange",
    "discussions_importedref",
    "discussions_attachment",
)
NO_REASON = "erased"

WRITTEN = (
    "byline", "markup", "source_text", "html", "score", "created_at", "edited_at", "deleted_at", "deleted_reason",
)  # fmt: skip


@transaction.atomic
def erase_person(person: int) -> None:
    """Empty what the person wrote, under each of their ids, its history included; ids, times and numbers stay.

    Where they chose that their texts stay, only what stands undeleted does, without their name, history and files.
    An archive that comes again does not bring the words back. What others wrote in the person's topics stays theirs.
    """
    ids = ids_of(person)
    posts = Post.objects.filter(author__in=ids)
    Revision.objects.filter(post__in=posts).update(title="", source_text="", html="", reason="")
    Revision.objects.filter(editor__in=ids).update(reason="")
    topics = Topic.objects.filter(author__in=ids)
    ImportedRef.objects.filter(post__in=posts).delete()
    ImportedChange.objects.filter(Q(post__in=posts) | Q(post=None, topic__in=topics, field="title")).delete()
    posts.filter(deleted_at__isnull=False).update(deleted_reason=NO_REASON)
    going = posts.filter(erased_at=None)
    if words_stay(person):
        stays = {"deleted_at": None}
        take_names_out(going.filter(**stays), topics.filter(**stays), names_of(person))
        going, topics = going.exclude(**stays), topics.exclude(**stays)
    going.update(source_text="", html="", byline="", erased_at=now())
    topics.update(title=ERASED_TITLE, byline="")
    _erase_attachments(Attachment.objects.filter(post__in=posts))


def _erase_attachments(files: QuerySet[Attachment]) -> None:
    """Rows and bytes; bytes that another post has too stay with it."""
    digests = sorted(set(files.values_list("digest", flat=True)))
    files.delete()
    for digest in digests:
        transaction.on_commit(partial(blobs.let_go, digest))


def export_person(person: int) -> Mapping[str, object]:
    """All that the room keeps of the person, as plain data."""
    ids = ids_of(person)
    posts = Post.objects.filter(author__in=ids).order_by("created_at", "pk")
    votes = Vote.objects.filter(person__in=ids).order_by("at", "pk")
    revisions = Revision.objects.filter(post__author__in=ids).order_by("at", "pk")
    links = TopicLink.objects.filter(author__in=ids).order_by("created_at", "pk")
    return {
        "posts": list(posts.values("uid", "kind", "topic__title", *WRITTEN)),
        "revisions": list(revisions.values("at", "reason", "title", "source_text", "html", post_uid=F("post__uid"))),
        "attachments": list(
            Attachment.objects.filter(post__author__in=ids)
            .order_by("pk")
            .values("name", "media_type", "size", post_uid=F("post__uid"))
        ),
        "files": [
            blobs.path_of(digest)
            for digest in Attachment.objects.filter(post__author__in=ids)
            .order_by("pk")
            .values_list("digest", flat=True)
        ],
        "votes": list(votes.values("value", "at", post_uid=F("post__uid"))),
        "links": list(links.values("kind", "created_at", "topic__title", "target__title")),
    }
