"""One file of a post."""

from uuid import UUID

from belong.community.discussions.blobs import path_of
from belong.community.discussions.cards import AttachmentCard
from belong.community.discussions.models import Attachment
from belong.community.discussions.policies import posts_visible_to
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Actor


def attachment(actor: Actor, uid: UUID) -> AttachmentCard:
    """The file, for those who may read its post: one rule for both. Raises `NotFound`. One statement."""
    found = Attachment.objects.filter(standing_rows("batch"), uid=uid, post__in=posts_visible_to(actor)).first()
    if found is None:
        raise NotFound
    return AttachmentCard(found.uid, found.name, found.media_type, found.size, path_of(found.digest))
