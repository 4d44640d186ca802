"""Saying what one hopes for and what one can offer: each time all of it."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.opportunities.cards import HopeCard, OfferCard
from belong.community.opportunities.models import (
    STRENGTHS,
    WORDS_LENGTH,
    Hope,
    Motivation,
    Offer,
    Offered,
    Visibility,
)
from belong.community.opportunities.policies import SIGN_IN, may_say
from belong.ground.kernel.public import Invalid, Refused, now
from belong.ground.ledger.public import HopeTold, OfferEnded, OfferMade, ids_of, record
from belong.ground.people.public import Actor, Wrong, one_line, person_for

Row = TypeVar("Row", Motivation, Offer)

CHOOSE = gettext_lazy("Choose one of these.")
NO_ADDRESS = gettext_lazy("An e-mail address has no place here: people here write to you without it.")
_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")


def say_hopes(*, actor: Actor, hopes: Sequence[HopeCard]) -> None:
    """These are what the actor hopes for from now on, and nothing else. `Invalid` names what is wrong by kind.

    Told to nobody, it is no fact: whoever reads facts does not learn that there is any.
    """
    wrong = {one.kind: str(CHOOSE) for one in hopes if one.kind not in Hope.values or one.strength not in STRENGTHS}

    def made(one: HopeCard, person: int, words: str) -> Motivation:
        return Motivation(
            person_id=person, kind=one.kind, strength=one.strength, words=words, visibility=one.visibility
        )

    _say(actor, Motivation, hopes, wrong, made)


def say_offers(*, actor: Actor, offers: Sequence[OfferCard]) -> None:
    """These are what the actor offers from now on, and nothing else. `Invalid` names what is wrong by kind."""
    wrong = {one.kind: str(CHOOSE) for one in offers if one.kind not in Offered.values}

    def made(one: OfferCard, person: int, words: str) -> Offer:
        return Offer(person_id=person, kind=one.kind, words=words, visibility=one.visibility)

    _say(actor, Offer, offers, wrong, made)


Card = TypeVar("Card", HopeCard, OfferCard)


def _say(
    actor: Actor, model: type[Row], cards: Sequence[Card], wrong: dict[str, str], made: Callable[[Card, int, str], Row]
) -> None:
    may_say(actor).or_refuse()
    if actor.acting is None:
        raise Refused(str(SIGN_IN))
    words = {one.kind: _checked(one, wrong) for one in cards}
    if wrong:
        raise Invalid(wrong)
    with transaction.atomic():
        person_for(actor, actor.person or 0)
        rows = list(model._default_manager.filter(person__in=ids_of(actor.acting)).order_by("changed_at", "pk"))
        stands = {row.kind: row for row in rows}
        own = {row.kind: row for row in rows if row.person_id == actor.acting}
        elsewhere = {row.kind for row in rows if row.person_id != actor.acting}
        for one in cards:
            _keep(stands.get(one.kind), own.get(one.kind), made(one, actor.acting, words[one.kind]))
        for kind, row in stands.items():
            if row.held and kind not in words:
                _take_back(row, own.get(kind), actor.acting, kind in elsewhere)


def _checked(one: HopeCard | OfferCard, wrong: dict[str, str]) -> str:
    try:
        words = one_line(one.words, WORDS_LENGTH, _("This line"))
        if _ADDRESS.search(words):
            raise Wrong(str(NO_ADDRESS))
        if one.visibility not in Visibility.values:
            raise Wrong(str(CHOOSE))
    except Wrong as found:
        wrong.setdefault(one.kind, str(found))
        return ""
    return words


def _keep(stands: Row | None, own: Row | None, wanted: Row) -> None:
    """What is said as it stands is nothing new."""
    if stands is not None and stands.held and _said(stands) == _said(wanted):
        return
    wanted.pk = None if own is None else own.pk
    wanted.changed_at = now()
    wanted.save()
    if _is_told(wanted):
        record(_TOLD[type(wanted)](actor=wanted.person_id, about=_about(wanted)))
    elif stands is not None:
        _ended(stands, wanted.person_id)


def _take_back(stands: Row, own: Row | None, person: int, elsewhere: bool) -> None:
    """Gone, for good; where another record of the person says it too, that one is told otherwise and keeps its own."""
    _ended(stands, person)
    if not elsewhere:
        stands.delete()
        return
    gone = type(stands)(person_id=person, kind=stands.kind, held=False, visibility=Visibility.ENGINE, changed_at=now())
    gone.pk = None if own is None else own.pk
    gone.save()


def _ended(stands: Row, person: int) -> None:
    if isinstance(stands, Offer) and _is_told(stands):
        record(OfferEnded(actor=person, about=_about(stands)))


def _is_told(row: Motivation | Offer) -> bool:
    return row.held and row.visibility != Visibility.ENGINE


def _said(row: Motivation | Offer) -> tuple[object, ...]:
    return (row.words, row.visibility, row.strength if isinstance(row, Motivation) else None)


def _about(row: Motivation | Offer) -> str:
    return f"opportunities.{row._meta.model_name}:{row.pk}"


_TOLD: dict[type[Motivation | Offer], type[HopeTold | OfferMade]] = {Motivation: HopeTold, Offer: OfferMade}
