"""Words of the ladders and states that come with Belong. Their files hold them in English; gettext says them.

What a community calls its own stages is theirs, and stands as they wrote it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES = {
    "Belonging": pgettext_lazy("stage", "Belonging"),
    "Tamarack": pgettext_lazy("stage", "Tamarack"),
    "Know, like, trust": pgettext_lazy("stage", "Know, like, trust"),
    "Explorer": pgettext_lazy("stage", "Explorer"),
    "Member": pgettext_lazy("stage", "Member"),
    "Partner": pgettext_lazy("stage", "Partner"),
    "Associate": pgettext_lazy("stage", "Associate"),
    "Community of practice": pgettext_lazy("stage", "Community of practice"),
    "Know": pgettext_lazy("stage", "Know"),
    "Like": pgettext_lazy("stage", "Like"),
    "Trust": pgettext_lazy("stage", "Trust"),
    "Try": pgettext_lazy("stage", "Try"),
    "Buy": pgettext_lazy("stage", "Buy"),
    "Repeat": pgettext_lazy("stage", "Repeat"),
    "Refer": pgettext_lazy("stage", "Refer"),
    "Customer": pgettext_lazy("stage", "Customer"),
    "Builder": pgettext_lazy("stage", "Builder"),
}
"""Names of ladders, of their stages, of states of belonging."""

ABOUT = {
    "What people do for each other. Asking for permission to write is no part of it.": _(
        "What people do for each other. Asking for permission to write is no part of it."
    ),
    "Membership begins with an address and the permission to write; partners come to events.": _(
        "Membership begins with an address and the permission to write; partners come to events."
    ),
    "From first acquaintance to recommending us: for a house that sells something. Nobody steps down.": _(
        "From first acquaintance to recommending us: for a house that sells something. Nobody steps down."
    ),
    "Bought or renewed. What was paid brings nobody closer.": _(
        "Bought or renewed. What was paid brings nobody closer."
    ),
    "Knows people who know them, helped somebody and was helped.": _(
        "Knows people who know them, helped somebody and was helped."
    ),
    "A member who also shapes the community.": _("A member who also shapes the community."),
}
"""What they say about themselves."""


def named(name: str) -> str:
    """A name of ours in the reader's language; another as it is."""
    return str(NAMES.get(name, name))


def described(about: str) -> str:
    """The same for what is said about a ladder or a state."""
    return str(ABOUT.get(about, about))
