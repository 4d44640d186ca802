"""A host decides on a contested entry: it is withdrawn, or it stands and they say why."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.care.moderation.commands.contesting import WAITING
from belong.care.moderation.models import WORDS_LENGTH, Contested
from belong.care.moderation.policies import DECIDED_ALREADY, may_be_withdrawn, may_decide
from belong.ground.kernel.public import NotFound, Refused, now
from belong.ground.ledger.public import EntryDecided, facts, record, withdraw
from belong.ground.people.public import Actor, words_of, write_to

DECIDED = "service.entry_decided"
"""The mail that tells the person: `withdrawn` (true or false) and `answer`, the host's words or none."""


def withdraw_entry(*, actor: Actor, contested: UUID, answer: str = "") -> None:
    """The entry counts no longer, at no instant. What it tells of (a text, a role) stays where it stands."""
    with transaction.atomic():
        found = _waiting_for(actor, contested)
        fact = next(iter(facts([found.fact])))
        may_be_withdrawn(fact).or_refuse()
        if fact.standing:
            withdraw(found.fact, reason="contested", actor=actor.acting)
        said = words_of(answer, "answer", WORDS_LENGTH)
        _decide(found, Contested.State.WITHDRAWN, said, actor)


def explain_entry(*, actor: Actor, contested: UUID, answer: str) -> None:
    """The entry stands, and the person is told why."""
    with transaction.atomic():
        found = _waiting_for(actor, contested)
        said = words_of(answer, "answer", WORDS_LENGTH, _("Say why it stands, for the person who asked."))
        _decide(found, Contested.State.EXPLAINED, said, actor)


def _waiting_for(actor: Actor, contested: UUID) -> Contested:
    if not actor.is_host:
        raise NotFound
    kept = Contested.objects.select_for_update().exclude(state=Contested.State.TAKEN_BACK)
    found = kept.filter(uid=contested).first()
    if found is None:
        raise NotFound
    if found.state != WAITING:
        raise Refused(DECIDED_ALREADY)
    may_decide(actor, found.person_id).or_refuse()
    return found


def _decide(found: Contested, state: str, answer: str, actor: Actor) -> None:
    found.state, found.answer, found.decided_at, found.decided_by_id = state, answer, now(), actor.acting
    found.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    withdrawn = state == Contested.State.WITHDRAWN
    record(
        EntryDecided(
            actor=actor.acting,
            counterpart=found.person_id,
            about=f"moderation.contested:{found.pk}",
            recorded_by=actor.acting,
            cause=found.fact,
            withdrawn=withdrawn,
        )
    )
    write_to(found.person_id, DECIDED, {"withdrawn": withdrawn, "answer": answer})
