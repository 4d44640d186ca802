"""Names of tags as they are kept: casefolded, with hyphens for spaces."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.people.public import Wrong, one_line
from belong.ground.tags.models import NAME_LENGTH

TAG = gettext_lazy("The tag")


def normal(name: str) -> str:
    """The name as tags keep it. Raises `Wrong` where nothing is left or it is too long."""
    kept = "-".join(one_line(name, NAME_LENGTH * 4, TAG).casefold().lower().split())
    if not kept:
        raise Wrong(_("A tag needs a name."))
    if len(kept) > NAME_LENGTH:
        raise Wrong(
            _("The tag has %(count)s characters; %(most)s are the most.") % {"count": len(kept), "most": NAME_LENGTH}
        )
    return kept
