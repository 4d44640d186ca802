"""The kinds of facts as criteria speak of them: their words, and how a sentence says them."""

from functools import cache

from django.utils.translation import gettext, pgettext_lazy

from belong.ground.ledger import public as ledger

SAID = {
    "joined": pgettext_lazy("somebody did it", "joined the community"),
    "flagged": pgettext_lazy("somebody did it", "flagged somebody"),
    "permission_granted": pgettext_lazy("somebody did it", "granted a permission"),
    "permission_withdrawn": pgettext_lazy("somebody did it", "withdrew a permission"),
    "role_given": pgettext_lazy("somebody did it", "gave a role"),
    "role_ended": pgettext_lazy("somebody did it", "ended a role"),
    "account_opened": pgettext_lazy("somebody did it", "opened an account"),
    "account_closed": pgettext_lazy("somebody did it", "closed an account"),
    "identity_added": pgettext_lazy("somebody did it", "added an identity"),
    "profile_changed": pgettext_lazy("somebody did it", "changed their profile"),
    "affiliated": pgettext_lazy("somebody did it", "joined an organisation"),
    "affiliation_changed": pgettext_lazy("somebody did it", "changed where they belong"),
    "hope_told": pgettext_lazy("somebody did it", "told what they hope for"),
    "offered": pgettext_lazy("somebody did it", "offered something"),
    "offer_ended": pgettext_lazy("somebody did it", "took back an offer"),
    "field_changed": pgettext_lazy("somebody did it", "changed what profiles ask"),
    "directory_changed": pgettext_lazy("somebody did it", "changed who may open the directory"),
    "founded": pgettext_lazy("somebody did it", "founded a group"),
    "opened": pgettext_lazy("somebody did it", "opened a group"),
    "described": pgettext_lazy("somebody did it", "described a group anew"),
    "closed": pgettext_lazy("somebody did it", "closed a group"),
    "reopened": pgettext_lazy("somebody did it", "opened a group again"),
    "removed": pgettext_lazy("somebody did it", "removed a group"),
    "joined_group": pgettext_lazy("somebody did it", "joined a group"),
    "left_group": pgettext_lazy("somebody did it", "left a group"),
    "followed_tag": pgettext_lazy("somebody did it", "followed a tag"),
    "unfollowed_tag": pgettext_lazy("somebody did it", "unfollowed a tag"),
    "started": pgettext_lazy("somebody did it", "started a conversation"),
    "linked": pgettext_lazy("somebody did it", "linked topics"),
    "moved": pgettext_lazy("somebody did it", "moved a topic"),
    "tagged": pgettext_lazy("somebody did it", "tagged a topic"),
    "edited": pgettext_lazy("somebody did it", "edited a post"),
    "deleted": pgettext_lazy("somebody did it", "deleted a post"),
    "registered": pgettext_lazy("somebody did it", "registered for an event"),
    "attended": pgettext_lazy("somebody did it", "attended an event"),
    "spoke": pgettext_lazy("somebody did it", "spoke at an event"),
    "hosted": pgettext_lazy("somebody did it", "hosted an event"),
    "reviewed": pgettext_lazy("somebody did it", "wrote a review"),
    "referred": pgettext_lazy("somebody did it", "referred somebody"),
    "data_taken": pgettext_lazy("somebody did it", "was given all that is kept of them"),
    "erased": pgettext_lazy("somebody did it", "was erased"),
    "contested": pgettext_lazy("somebody did it", "contested an entry"),
    "contest_decided": pgettext_lazy("somebody did it", "decided on a contested entry"),
    "invited": pgettext_lazy("somebody did it", "invited somebody"),
    "invitation_taken_back": pgettext_lazy("somebody did it", "took back an invitation"),
    "request_decided": pgettext_lazy("somebody did it", "decided whom to let in"),
    "override_withdrawn": pgettext_lazy("somebody did it", "withdrew an override"),
    "ladder_chosen": pgettext_lazy("somebody did it", "chose a ladder"),
    "named": pgettext_lazy("somebody did it", "named"),
    "identity_taken": pgettext_lazy("somebody did it", "identity taken"),
    "term_set": pgettext_lazy("somebody did it", "term set"),
    "role_announced": pgettext_lazy("somebody did it", "role announced"),
    "noted": pgettext_lazy("somebody did it", "noted"),
    "seen_as": pgettext_lazy("somebody did it", "seen as"),
    "thanked": pgettext_lazy("somebody did it", "thanked"),
    "asked": pgettext_lazy("somebody did it", "asked"),
    "answered": pgettext_lazy("somebody did it", "answered"),
    "replied": pgettext_lazy("somebody did it", "replied"),
    "accepted": pgettext_lazy("somebody did it", "accepted"),
    "voted": pgettext_lazy("somebody did it", "voted"),
    "language_chosen": pgettext_lazy("somebody did it", "language chosen"),
    "overridden": pgettext_lazy("somebody did it", "overridden"),
    "shared": pgettext_lazy("somebody did it", "shared"),
    "bought": pgettext_lazy("somebody did it", "bought"),
    "renewed": pgettext_lazy("somebody did it", "renewed"),
    "claimed": pgettext_lazy("somebody did it", "claimed"),
    "claim_decided": pgettext_lazy("somebody did it", "claim decided"),
    "told_apart": pgettext_lazy("somebody did it", "told apart"),
    "setting_changed": pgettext_lazy("somebody did it", "setting changed"),
    "text_published": pgettext_lazy("somebody did it", "text published"),
    "text_accepted": pgettext_lazy("somebody did it", "text accepted"),
    "contacted": pgettext_lazy("somebody did it", "contacted"),
    "mail_chosen": pgettext_lazy("somebody did it", "chose what comes by mail"),
    "mail_handled": pgettext_lazy("somebody did it", "looked after a mail"),
}
"""What somebody did, as it follows "has", by every word: no sentence in another language holds one of the code's."""


BOOKKEEPING = "ledger."
"""The area of the ledger's own facts (corrections, imports, merged persons): they are nobody's act."""


@cache
def words() -> tuple[str, ...]:
    """Every word, in the catalogue's order; the ledger's bookkeeping is left out."""
    return tuple(kind.word for kind in ledger.catalogue().values() if not kind.kind.startswith(BOOKKEEPING))


@cache
def contributions() -> tuple[str, ...]:
    """The words of what counts as a contribution where it is not towards oneself."""
    return tuple(kind.word for kind in ledger.catalogue().values() if kind.contribution)


@cache
def acknowledgements() -> tuple[str, ...]:
    return tuple(kind.word for kind in ledger.catalogue().values() if kind.acknowledgement)


@cache
def beginnings() -> tuple[str, ...]:
    """The words of what may begin a relation of two."""
    return tuple(kind.word for kind in ledger.catalogue().values() if kind.begins)


@cache
def codes() -> dict[str, int]:
    """A small number from 1 on for every word; evidence carries it instead of the word."""
    return {word: code for code, word in enumerate(words(), 1)}


def said(word: str) -> str:
    """What a person did, in the past tense."""
    return str(SAID.get(word, word.replace("_", " ")))


def listed(parts: list[str]) -> str:
    """ "a, b or c"."""
    if len(parts) == 1:
        return parts[0]
    return gettext("%(first)s or %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
