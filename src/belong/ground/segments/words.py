"""The kinds of facts as criteria speak of them: their words, and how English says them."""

from functools import cache

from belong.ground.ledger import public as ledger

SAID = {
    "joined": "joined the community",
    "flagged": "flagged somebody",
    "permission_granted": "granted a permission",
    "permission_withdrawn": "withdrew a permission",
    "role_given": "gave a role",
    "role_ended": "ended a role",
    "account_opened": "opened an account",
    "account_closed": "closed an account",
    "identity_added": "added an identity",
    "profile_changed": "changed their profile",
    "affiliated": "joined an organisation",
    "affiliation_changed": "changed where they belong",
    "hope_told": "told what they hope for",
    "offered": "offered something",
    "offer_ended": "took back an offer",
    "field_changed": "changed what profiles ask",
    "directory_changed": "changed who may open the directory",
    "founded": "founded a group",
    "opened": "opened a group",
    "joined_group": "joined a group",
    "left_group": "left a group",
    "followed_tag": "followed a tag",
    "unfollowed_tag": "unfollowed a tag",
    "started": "started a conversation",
    "linked": "linked topics",
    "moved": "moved a topic",
    "tagged": "tagged a topic",
    "edited": "edited a post",
    "deleted": "deleted a post",
    "registered": "registered for an event",
    "attended": "attended an event",
    "spoke": "spoke at an event",
    "hosted": "hosted an event",
    "reviewed": "wrote a review",
    "referred": "referred somebody",
    "data_taken": "was given all that is kept of them",
    "erased": "was erased",
    "contested": "contested an entry",
    "contest_decided": "decided on a contested entry",
    "invited": "invited somebody",
    "invitation_taken_back": "took back an invitation",
    "request_decided": "decided whom to let in",
    "override_withdrawn": "withdrew an override",
    "ladder_chosen": "chose a ladder",
}
"""Words that say too little alone; the others are said as they are."""


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
    return SAID.get(word, word.replace("_", " "))


def listed(parts: list[str], last: str) -> str:
    """ "a, b or c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
