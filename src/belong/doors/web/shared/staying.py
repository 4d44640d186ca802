"""What somebody allows who leaves their address: said beside the field, kept with the permission."""

from django.utils.translation import gettext

from belong.ground.kernel.public import community


def permission_sentence() -> str:
    return gettext("%(name)s may write to me at this address now and then, with news of the community.") % {
        "name": community().name
    }
