"""What people allow us to write about, and how, as they say it themselves."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANNELS: "dict[str, StrOrPromise]" = {
    "mail": _("By e-mail"),
    "phone": _("By phone"),
    "post": _("By letter"),
    "sms": _("By text message"),
}
PURPOSES: "dict[str, StrOrPromise]" = {
    "news": _("News and invitations of the community"),
    "conversations": _("Answers and replies to what you wrote"),
}
"""What can be allowed here; whatever else somebody allowed elsewhere stands below them as it came."""

ON_PERMISSIONS, ON_MAILS = "here: permissions page", "here: mails page"
"""The proofs that are kept where people pressed the button themselves, by the page on which it stood."""

PROOFS: "dict[str, StrOrPromise]" = {
    ON_PERMISSIONS: _("given on the page of permissions"),
    ON_MAILS: _("given where mails are chosen"),
}

BY_MAIL_ALONE = frozenset({"conversations"})
"""For these nobody is phoned."""


def channels_for(purpose: str) -> list[str]:
    """On which channels one of our own purposes can be allowed."""
    return ["mail"] if purpose in BY_MAIL_ALONE else list(CHANNELS)


def channel_said(channel: str) -> str:
    return str(CHANNELS.get(channel, channel.replace("_", " ").capitalize()))


def proof_said(proof: str) -> str:
    """By what we know that it was allowed."""
    return str(PROOFS.get(proof) or gettext("proof: %(proof)s") % {"proof": proof})


def purpose_said(purpose: str) -> str:
    return str(PURPOSES.get(purpose, purpose.replace("_", " ").capitalize()))
