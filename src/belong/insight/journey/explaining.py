"""Why a person stands where they stand, clause by clause, with the facts that count."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from belong.ground.kernel.public import NotFound, day_of, now
from belong.ground.ledger.public import FactCard, canonical, facts
from belong.ground.people.public import Actor, find_identity, identity_labels, person_cards
from belong.ground.segments.public import All, explain
from belong.insight.journey.cards import ClauseCard, PersonExplained, StageReason, StayCard, clause_card
from belong.insight.journey.ladders import ladder_at
from belong.insight.journey.making import ANYTHING
from belong.insight.journey.policies import may_see_stage
from belong.insight.journey.queries.reading import instant_of
from belong.insight.journey.queries.standing import stay_at


def explain_person(actor: Actor, person: int, at: datetime | None = None) -> PersonExplained:
    """Where a person stands at the instant `at` (None: now) and why. Theirs and hosts' to see, else `NotFound`."""
    person = canonical(person)
    card = person_cards([person]).get(person)
    if card is None or not may_see_stage(actor, person):
        raise NotFound
    at = at or now()
    ladder = ladder_at(at)
    began, *stages = explain(All((ANYTHING, *ladder.criteria)), person, at).clauses
    reasons = tuple(
        StageReason(stage, told.ok and not card.is_bot, clause_card(told))
        for stage, told in zip(ladder.card.stages, stages, strict=True)
    )
    supported = 0
    while began.ok and supported < len(reasons) and reasons[supported].holds:
        supported += 1
    stay = stay_at(person, at)
    return PersonExplained(
        person=card,
        at=at,
        ladder=ladder.card,
        stage=ladder.card.stage(stay.stage) if stay is not None else None,
        evidence=ladder.card.stages[supported - 1] if supported else None,
        stay=stay,
        reasons=reasons,
        next=reasons[supported] if supported < len(reasons) else None,
    )


def explain_identity(identity: str, as_of: date | None = None) -> dict[str, Any]:
    """The same for programs, of who is known as `identity` (`source:key`), at the end of the day (None: now).

    Raises `NotFound` where nobody is. Each fact that was counted stands once under `facts`; clauses name their ids.
    """
    person = find_identity(identity)
    if person is None:
        raise NotFound
    at = instant_of(as_of)
    told = explain_person(Actor.system_run("explain"), person, at)
    numbers = {number for reason in told.reasons for number in _facts_of(reason.clause)}
    if told.stay is not None:
        numbers.update(told.stay.cause)
    return {
        "identity": identity_labels([person])[person],
        "as_of": (as_of or day_of(at)).isoformat(),
        "ladder": told.ladder.key,
        "stage": told.stage.key if told.stage is not None else None,
        "evidence": told.evidence.key if told.evidence is not None else None,
        "stay": _stay(told.stay) if told.stay is not None else None,
        "stages": [_reason(reason) for reason in told.reasons],
        "next": _reason(told.next) if told.next is not None else None,
        "facts": [_fact(fact) for fact in facts(numbers)],
    }


def _facts_of(clause: ClauseCard) -> set[int]:
    return set(clause.facts).union(*(_facts_of(inner) for inner in clause.clauses))


def _reason(reason: StageReason) -> dict[str, Any]:
    return {
        "key": reason.stage.key,
        "name": reason.stage.name,
        "holds": reason.holds,
        "clause": _plain(reason.clause),
    }


def _plain(clause: ClauseCard) -> dict[str, Any]:
    return {
        "sentence": clause.sentence,
        "needed": clause.needed,
        "has": clause.has,
        "ok": clause.ok,
        "missing": clause.missing,
        "facts": list(clause.facts),
        "clauses": [_plain(inner) for inner in clause.clauses],
    }


def _stay(stay: StayCard) -> Mapping[str, Any]:
    return {
        "since": stay.from_at.isoformat(),
        "until": stay.until_at.isoformat() if stay.until_at is not None else None,
        "move": stay.move,
        "before": stay.before or None,
        "cause": list(stay.cause),
        "reason": stay.reason or None,
    }


def _fact(fact: FactCard) -> dict[str, Any]:
    return {"id": fact.id, "word": fact.word, "at": fact.occurred_at.isoformat(), "about": fact.about}
