"""A person says that an entry which names them is not right."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.care.moderation.models import WORDS_LENGTH, Contested
from belong.care.moderation.policies import DECIDED_ALREADY, names
from belong.ground.kernel.public import NotFound, Refused, now
from belong.ground.ledger.public import (
    EntryContested,
    FactCard,
    Reason,
    facts,
    ids_of,
    record,
    standing_ids,
    withdraw_many,
)
from belong.ground.people.public import Actor, words_of

WAITING = Contested.State.WAITING


def contest_entry(*, actor: Actor, fact: int, words: str) -> UUID:
    """The actor contests a standing fact that names them, in words of their own, for a host to decide. One at a time
    for each entry. Raises `NotFound` for an entry that does not name them."""
    if actor.person is None or actor.acting is None:
        raise NotFound
    found = entry_for(actor, fact)
    said = words_of(words, "words", WORDS_LENGTH, _("Say what is not right: a host has nothing else to go by."))
    with transaction.atomic():
        made, is_new = Contested.objects.get_or_create(
            fact=found.id, person_id=actor.acting, state=WAITING, defaults={"words": said}
        )
        if not is_new or _asked_as_another(actor, found.id, made.pk):
            raise Refused(_("You have said so already, and a host has not answered yet."))
        record(
            EntryContested(
                actor=actor.acting, about=f"moderation.contested:{made.pk}", occurred_at=made.asked_at, cause=found.id
            )
        )
    return made.uid


def _asked_as_another(actor: Actor, fact: int, made: int) -> bool:
    """Under another record that is theirs too."""
    mine = Contested.objects.filter(fact=fact, person__in=ids_of(actor.person or 0), state=WAITING)
    return mine.exclude(pk=made).exists()


def entry_for(actor: Actor, fact: int) -> FactCard:
    """The standing fact, if it names the actor. Raises `NotFound`."""
    found = next(iter(facts([fact])), None)
    if found is None or not found.standing or not names(actor, found):
        raise NotFound
    return found


def take_contest_back(*, actor: Actor, contested: UUID) -> None:
    """The person no longer contests it, and that they did is withdrawn. Twice is once; `Refused` where a host has
    decided meanwhile, `NotFound` for somebody else's."""
    with transaction.atomic():
        mine = [] if actor.person is None else ids_of(actor.person)
        found = Contested.objects.select_for_update().filter(uid=contested, person__in=mine).first()
        if found is None:
            raise NotFound
        if found.state == Contested.State.TAKEN_BACK:
            return
        if found.state != WAITING:
            raise Refused(DECIDED_ALREADY)
        found.state, found.decided_at = Contested.State.TAKEN_BACK, now()
        found.save(update_fields=["state", "decided_at"])
        said = standing_ids(about=f"moderation.contested:{found.pk}", word=EntryContested.word)
        withdraw_many(said, reason=Reason.CHANGED, actor=actor.acting)
