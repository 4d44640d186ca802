"""Somebody says that a history is theirs. Nothing of whom they mean is shown to them before a host has decided."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid, NotFound, Refused, now
from belong.ground.ledger.public import HistoryClaimed, Reason, ids_of, record, standing_ids, withdraw_many
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.commands.merging.act import make_one
from belong.ground.people.commands.merging.decided import record_decision
from belong.ground.people.commands.merging.deciding import may_make_one, sides_for
from belong.ground.people.commands.wording import words_of
from belong.ground.people.commands.writing import write_to
from belong.ground.people.models import Claim, Merge
from belong.ground.people.policies import DECIDED_ALREADY
from belong.ground.people.records import CLAIM_LENGTH, LINE_LENGTH

DECIDED = "service.claim_decided"
"""The mail that tells a claimant what was decided: `yes` (true or false) and `reason`, a host's words or none."""

WAITING = Claim.State.WAITING


def claim_history(*, actor: Actor, place: str, called: str, reason: str) -> UUID:
    """The actor says that a history is theirs: where it was, how they were called there, why they think so.

    For people with an account; one at a time. Nobody is looked for by it, and it shows nobody: hosts read it.
    """
    if actor.person is None or actor.acting is None or actor.account is None:
        raise Refused(_("Sign in to claim a history."))
    said = {
        "place": _line(place, "place", _("Say where it was.")),
        "called": _line(called, "called", _("Say how you were called there.")),
        "reason": words_of(reason, "reason", CLAIM_LENGTH, _("Say why it is yours: a host has nothing else to go by.")),
    }
    with transaction.atomic():
        person_for(actor, actor.person)
        if Claim.objects.filter(person__in=ids_of(actor.person), state=WAITING).exists():
            raise Refused(_("You have asked already, and a host has not answered yet."))
        made = Claim.objects.create(person_id=actor.acting, **said)
        record(HistoryClaimed(actor=actor.acting, about=f"people.claim:{made.pk}", occurred_at=made.asked_at))
    return made.uid


def _line(text: str, field: str, missing: str) -> str:
    with invalid_as(field):
        kept = checks.one_line(text, LINE_LENGTH, _("This"))
    if not kept:
        raise Invalid({field: missing})
    return kept


def take_claim_back(*, actor: Actor, claim: UUID) -> None:
    """The claimant no longer asks, and that they did is withdrawn. Twice is once; `Refused` where a host has decided
    meanwhile, `NotFound` for somebody else's."""
    with transaction.atomic():
        mine = [] if actor.person is None else ids_of(actor.person)
        found = Claim.objects.select_for_update().filter(uid=claim, person__in=mine).first()
        if found is None:
            raise NotFound
        if found.state == Claim.State.TAKEN_BACK:
            return
        if found.state != WAITING:
            raise Refused(DECIDED_ALREADY)
        found.state, found.decided_at = Claim.State.TAKEN_BACK, now()
        found.save(update_fields=["state", "decided_at"])
        asked = standing_ids(about=f"people.claim:{found.pk}", word=HistoryClaimed.word)
        withdraw_many(asked, reason=Reason.CHANGED, actor=actor.acting)


def grant_claim(*, actor: Actor, claim: UUID, person: int, fields: Collection[str] = (), answer: str = "") -> UUID:
    """What is known of `person` is the claimant's: both records become one, the claimant is told.

    Hosts only, nobody for themself; `Refused` where it is decided. Of `fields` what `person` says is shown. Gives the
    merge's outside id.
    """
    with transaction.atomic():
        found = _waiting_for(actor, claim)
        kept, merged = sides_for(actor, found.person_id, person)
        may_make_one(actor, kept, merged).or_refuse()
        made = make_one(kept, merged, actor=actor, why=Merge.Why.CLAIM, fields=fields)
        found.found_id = merged.person.pk
        _decide(found, Claim.State.GRANTED, answer, actor)
    return made


def refuse_claim(*, actor: Actor, claim: UUID, answer: str) -> None:
    """It is not found to be theirs; the claimant is told, with the host's words."""
    with transaction.atomic():
        found = _waiting_for(actor, claim)
        if actor.person in ids_of(found.person_id) and not actor.is_owner:
            raise Refused(_("This is your own: ask another host or an owner to decide."))
        _decide(found, Claim.State.REFUSED, answer, actor)


def _waiting_for(actor: Actor, claim: UUID) -> Claim:
    if not actor.is_host:
        raise NotFound
    found = Claim.objects.select_for_update().filter(uid=claim).exclude(state=Claim.State.TAKEN_BACK).first()
    if found is None:
        raise NotFound
    if found.state != WAITING:
        raise Refused(DECIDED_ALREADY)
    return found


def _decide(claim: Claim, state: str, answer: str, actor: Actor) -> None:
    missing = "" if state == Claim.State.GRANTED else _("Say why, for the person who asked.")
    said = words_of(answer, "answer", CLAIM_LENGTH, missing)
    claim.state, claim.answer, claim.decided_at, claim.decided_by_id = state, said, now(), actor.acting
    claim.save(update_fields=["state", "answer", "decided_at", "decided_by", "found"])
    record_decision(claim, actor)
    write_to(claim.person_id, DECIDED, {"yes": state == Claim.State.GRANTED, "reason": said})
