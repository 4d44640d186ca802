"""Words of moments: on which channel people met, and what for."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANNELS: "dict[str, StrOrPromise]" = {
    "site": _("on this site"),
    "mail": _("by e-mail"),
    "email": _("by e-mail"),
    "newsletter": _("in a newsletter"),
    "phone": _("by phone"),
    "call": _("by phone"),
    "sms": _("by text message"),
    "chat": _("in a chat"),
    "video": _("by video"),
    "letter": _("by letter"),
    "post": _("by letter"),
    "person": _("face to face"),
    "meeting": _("at a meeting"),
    "visit": _("on a visit"),
    "event": _("at an event"),
    "webinar": _("in a webinar"),
    "social": _("on a social network"),
    "blog": _("on a blog"),
    "web": _("on the web"),
    "form": _("by a form"),
    "shop": _("in the shop"),
    "archive": _("in an archive"),
    "import": _("in an archive"),
}

PURPOSES: "dict[str, StrOrPromise]" = {
    "help": _("to help"),
    "inform": _("to inform"),
    "connect": _("to bring people together"),
    "thank": _("to thank"),
    "ask": _("to ask"),
    "invite": _("to invite"),
    "sell": _("to sell"),
    "welcome": _("to welcome"),
    "thanks": _("to thank"),
    "invitation": _("to invite"),
    "introduction": _("to introduce"),
    "support": _("to help"),
    "question": _("with a question"),
    "complaint": _("with a complaint"),
    "offer": _("with an offer"),
    "care": _("to see how they are"),
    "renewal": _("about a renewal"),
    "interview": _("for an interview"),
}


def said(words: "dict[str, StrOrPromise]", word: str) -> str:
    """The word of a file or a form as people say it; one that is not ours stays as it came."""
    return str(words.get(word, word.replace("_", " ").replace("-", " ")))
