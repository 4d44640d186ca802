"""The foot of every page: what is said about the community, and for hosts how it is set up."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from belong.ground.arrivals.public import may_invite
from belong.ground.people.public import Actor
from belong.ground.settings.public import current_versions

TEXTS = {
    "values": _("Values and house rules"),
    "terms": _("Terms"),
    "privacy": _("Privacy"),
    "imprint": _("Imprint"),
}
"""What the community's texts are called."""

PUBLISHED = tuple(key for key in TEXTS if key != "values")
"""Those that have a page of their own; the values stand on the page about the community."""


def foot(actor: Actor) -> list[tuple[str, str]]:
    """The links, each with its words; those texts that there are. No query."""
    links = [("/about", str(_("About us")))]
    links += [(f"/about/{key}", str(TEXTS[key])) for key in current_versions() if key in PUBLISHED]
    if may_invite(actor):
        links.append(("/invite", str(_("Invite somebody"))))
    if actor.is_host or (settings.DEMO and actor.is_member):
        links.append(("/mailbox", str(_("Mailbox"))))
    return [*links, ("/settings", str(_("Settings")))] if actor.is_host else links
