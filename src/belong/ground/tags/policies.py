"""Tags are for everybody to read; hosts keep them in order."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor
from belong.ground.tags.models import Tag

HOSTS_ONLY = _("Only hosts may do this.")
SIGN_IN = _("Sign in as a member to follow a tag.")


def visible_to(actor: Actor) -> QuerySet[Tag]:
    """All tags: a name alone tells nothing of who used it where."""
    return Tag.objects.all()


def may_see(actor: Actor, tag: Tag) -> Decision:
    return YES


def may_order(actor: Actor) -> Decision:
    """Making one name another word for a tag."""
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_follow(actor: Actor, tag: Tag) -> Decision:
    return YES if actor.is_member else no(SIGN_IN)
