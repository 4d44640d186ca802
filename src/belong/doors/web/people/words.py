"""Words of contact moments, permissions, roles and kinds of what happened, as the pages of people say them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from belong.doors.web.shared.environment import number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WROTE: "dict[tuple[str, str], StrOrPromise]" = {
    ("opening", "question"): _("asked"),
    ("opening", "conversation"): _("started a conversation"),
    ("answer", "question"): _("answered"),
    ("reply", "question"): _("replied"),
    ("reply", "conversation"): _("replied"),
}

DID: "dict[str, Callable[[int], str]]" = {
    "asked": lambda count: ngettext("%(count)s question", "%(count)s questions", count),
    "started": lambda count: ngettext("%(count)s conversation", "%(count)s conversations", count),
    "answered": lambda count: ngettext("%(count)s answer", "%(count)s answers", count),
    "replied": lambda count: ngettext("%(count)s reply", "%(count)s replies", count),
    "accepted": lambda count: ngettext("%(count)s answer accepted", "%(count)s answers accepted", count),
    "voted": lambda count: ngettext("%(count)s vote", "%(count)s votes", count),
    "shared": lambda count: ngettext("%(count)s thing shared", "%(count)s things shared", count),
    "reviewed": lambda count: ngettext("%(count)s review", "%(count)s reviews", count),
    "attended": lambda count: ngettext("%(count)s event attended", "%(count)s events attended", count),
    "registered": lambda count: ngettext("%(count)s registration", "%(count)s registrations", count),
}
"""What somebody did, and how often, by the word of the fact."""

REASONS: "dict[str, StrOrPromise]" = {
    "name": _("the same name"),
    "address": _("the same beginning of an address"),
    "handle": _("the same handle at two sources"),
    "group": _("the same name in one group"),
    "mail": _("both showed that they read mail at one address"),
}

WHY: "dict[str, StrOrPromise]" = {
    "host": _("decided by a host"),
    "mail": _("showed that they read mail at the address"),
    "claim": _("claimed, and granted by a host"),
}

DIRECTIONS: "dict[str, StrOrPromise]" = {
    "out": _("we went to them"),
    "in": _("they came to us"),
    "both": _("both spoke"),
}

TURFS: "dict[str, StrOrPromise]" = {"ours": _("at our place"), "theirs": _("at theirs")}

KINDS: "dict[str, tuple[StrOrPromise, tuple[str, ...]]]" = {
    "contacts": (_("Contact moments"), ("contacted",)),
    "talk": (
        _("Questions and answers"),
        ("asked", "started", "answered", "replied", "accepted", "voted", "edited", "deleted", "moved", "tagged",
         "linked", "shared", "reviewed"),
    ),
    "meeting": (_("Meeting"), ("registered", "attended", "spoke", "hosted")),
    "thanks": (_("Thanks"), ("thanked", "accepted", "referred")),
    "belonging": (
        _("Joining, groups and roles"),
        ("joined", "joined_group", "left_group", "founded", "opened", "described", "closed", "reopened", "removed",
         "followed_tag", "unfollowed_tag", "role_given", "role_ended", "flagged", "account_opened", "account_closed",
         "identity_added", "identity_taken",
         "named", "term_set", "role_announced", "seen_as", "claimed", "claim_decided"),
    ),
    "notes": (_("Notes"), ("noted",)),
    "permissions": (_("Permissions"), ("permission_granted", "permission_withdrawn")),
    "buying": (_("Buying"), ("bought", "renewed")),
    "steps": (_("Steps on the ladder"), ("overridden", "override_withdrawn")),
}  # fmt: skip
"""What a river can be narrowed to, and the words of the facts in it."""


def did(word: str, count: int) -> str:
    """What somebody did and how often: "3 answers"."""
    return DID[word](count) % {"count": number(count)}
