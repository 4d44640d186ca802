"""Facts in words: what somebody did, towards whom, and where it can be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.moments import CHANNELS, PURPOSES, said
from belong.doors.web.shared.permitted import purpose_said
from belong.doors.web.shared.roles import role_said
from belong.ground.groups.public import removed_among
from belong.ground.kernel.public import Card, cards
from belong.ground.ledger.public import FactCard
from belong.ground.people.public import Actor, PersonCard, person_cards

DEEDS = {
    "joined": _("joined the community"),
    "flagged": _("changed what is marked about"),
    "permission_granted": _("allowed us to write"),
    "permission_withdrawn": _("withdrew the permission to write"),
    "mail_chosen": _("chose what to hear of by mail"),
    "mail_handled": _("took in hand a mail to"),
    "role_given": _("gave a role to"),
    "role_ended": _("ended a role of"),
    "account_opened": _("opened an account"),
    "account_closed": _("closed the account"),
    "identity_added": _("became known under another address or name"),
    "identity_taken": _("took an address or name away from"),
    "named": _("changed the name of"),
    "term_set": _("said how long a role lasts of"),
    "role_announced": _("said who takes a role over soon:"),
    "noted": _("wrote a note for hosts about"),
    "seen_as": _("looked at the site as it is for"),
    "setting_changed": _("changed a setting of the community"),
    "text_published": _("published a text of the community"),
    "text_accepted": _("accepted a text of the community"),
    "profile_changed": _("changed what they say of themselves"),
    "affiliated": _("belongs to an organisation"),
    "affiliation_changed": _("changed where they belong"),
    "hope_told": _("told what they hope for"),
    "offered": _("offered something"),
    "offer_ended": _("took back an offer"),
    "field_changed": _("changed what profiles ask"),
    "directory_changed": _("changed who may open the directory"),
    "claimed": _("said that a history is theirs"),
    "claim_decided": _("decided on a claim of"),
    "told_apart": _("told two people apart:"),
    "data_taken": _("was given all that is kept of them"),
    "erased": _("was erased"),
    "contested": _("said that an entry is not right"),
    "contest_decided": _("decided on an entry contested by"),
    "founded": _("opened a group"),
    "opened": _("changed who may read a group"),
    "described": _("changed the name of a group or what it is for"),
    "closed": _("closed a group"),
    "reopened": _("opened a group again"),
    "removed": _("removed a group"),
    "language_chosen": _("said in which language a group writes"),
    "rows_changed": _("brought up to date what a newer archive says otherwise"),
    "joined_group": _("joined a group"),
    "left_group": _("left a group"),
    "followed_tag": _("began to follow a subject"),
    "unfollowed_tag": _("stopped following a subject"),
    "contacted": _("was in touch with"),
    "asked": _("asked"),
    "started": _("started a conversation"),
    "answered": _("answered"),
    "replied": _("replied to"),
    "accepted": _("accepted the answer of"),
    "voted": _("voted on what was written by"),
    "edited": _("edited what was written by"),
    "deleted": _("deleted what was written by"),
    "moved": _("moved a topic"),
    "tagged": _("set the subjects of a topic"),
    "linked": _("linked two topics"),
    "thanked": _("thanked"),
    "registered": _("registered"),
    "attended": _("attended"),
    "spoke": _("spoke"),
    "hosted": _("hosted"),
    "shared": _("shared"),
    "reviewed": _("reviewed"),
    "referred": _("brought"),
    "invited": _("invited somebody"),
    "invitation_taken_back": _("took back an invitation"),
    "request_decided": _("decided on a request to join"),
    "bought": _("bought"),
    "renewed": _("renewed"),
    "overridden": _("set the stage of"),
    "override_withdrawn": _("took back the stage set for"),
    "ladder_chosen": _("chose a ladder"),
    "withdrawn": _("took back a record"),
    "batch_completed": _("brought in an archive"),
    "batch_withdrawn": _("took back an archive"),
    "merged": _("was found to be the same person as"),
    "unmerged": _("was found to be another person than"),
}

ALONE = {
    "flagged": _("changed what is marked about a person"),
    "mail_handled": _("took a mail in hand"),
    "role_given": _("gave a role"),
    "role_ended": _("ended a role"),
    "identity_taken": _("took an address or name away"),
    "named": _("changed a name"),
    "term_set": _("said how long a role lasts"),
    "role_announced": _("said who takes a role over soon"),
    "noted": _("wrote a note for hosts"),
    "seen_as": _("looked at the site as somebody sees it"),
    "claim_decided": _("decided on a claim"),
    "told_apart": _("told two people apart"),
    "contest_decided": _("decided on a contested entry"),
    "contacted": _("was in touch"),
    "replied": _("replied"),
    "accepted": _("accepted an answer"),
    "voted": _("voted"),
    "edited": _("edited a text"),
    "deleted": _("deleted a text"),
    "thanked": _("said thanks"),
    "overridden": _("set a stage"),
    "override_withdrawn": _("took back a stage that was set"),
    "merged": _("was known by two records, which are one now"),
    "unmerged": _("was parted from another record"),
}
"""The words where nobody else is named: the counterpart is unknown, hidden, or the same person."""

TOWARDS = {
    "spoke": _("spoke to"),
    "hosted": _("was a host to"),
    "shared": _("shared something with"),
    "reviewed": _("reviewed something from"),
}
"""The words before the name of the other person, where those of the deed alone do not lead to one."""

BY_NOBODY = {
    "edited": _("has another text in a newer archive"),
    "role_given": _("was given a role"),
    "role_ended": _("no longer holds a role"),
}
"""What is told of the other person, where nobody knows who did it: archives and the command line name nobody."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A fact as a line of a list. `hidden`: it happened where the reader may not look, so towards whom is left out.
    `unseen` says why there is nothing to open.
    """

    at: datetime
    actor: PersonCard | None
    does: str
    counterpart: PersonCard | None
    card: Card | None
    channel: str
    hidden: bool
    unseen: str = ""


def deeds(reader: Actor, facts: Sequence[FactCard], *, whole: bool = False) -> list[Deed]:
    """Facts as lines, with one query for the people and one for each kind of thing; `whole`: the reader's own facts."""
    found = cards(reader, [fact.about for fact in facts])
    people = person_cards(
        list({person for fact in facts for person in (fact.actor, fact.counterpart) if person is not None})
    )
    dark = {fact.group for fact in facts if fact.group is not None and fact.about not in found}
    gone = removed_among(reader, dark)
    return [_deed(fact, _said(fact, found.get(fact.about)), people, whole, gone) for fact in facts]


def _said(fact: FactCard, card: Card | None) -> Card | None:
    """What it was about; moments, permissions and roles are named by raw words, said here as people say them."""
    if card is not None and card.ref.startswith("people.role:"):
        return replace(card, title=role_said(card.title))
    if card is None or fact.word not in {"contacted", "permission_granted", "permission_withdrawn"}:
        return card
    channel, _colon, purpose = card.title.partition(": ")
    if fact.word != "contacted":
        return replace(card, title=f"{purpose_said(purpose)}, {said(CHANNELS, channel)}")
    words = [said(CHANNELS, channel), said(PURPOSES, purpose)] if purpose else [said(CHANNELS, channel)]
    return replace(card, title=", ".join(words))


def _deed(fact: FactCard, card: Card | None, people: dict[int, PersonCard], whole: bool, gone: Collection[int]) -> Deed:
    hidden = fact.group is not None and card is None and not whole
    towards = None if hidden or fact.counterpart in (None, fact.actor) else people.get(fact.counterpart or 0)
    words = {**DEEDS, **(TOWARDS if towards else ALONE)}
    actor = people.get(fact.actor) if fact.actor is not None else None
    if fact.actor is None and towards is not None and fact.word in BY_NOBODY:
        words, actor, towards = BY_NOBODY, towards, None
    return Deed(
        at=fact.occurred_at,
        actor=actor,
        does=str(words[fact.word]) if fact.word in words else gettext("did something"),
        counterpart=towards,
        card=card,
        channel=fact.channel,
        hidden=hidden,
        unseen=_unseen(hidden, is_gone=card is None and fact.group in gone),
    )


def _unseen(hidden: bool, *, is_gone: bool) -> str:
    if is_gone:
        return gettext("in a group that was removed")
    return gettext("in a group that you are not in") if hidden else ""
