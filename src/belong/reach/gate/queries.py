"""What comes to a person by mail, and how they chose it."""

from collections.abc import Sequence
from uuid import UUID

from belong.ground.kernel.public import now
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_of_uid
from belong.reach.gate.cards import ChoiceCard, KindCard
from belong.reach.gate.deciding import allowed_in, newest_choice
from belong.reach.gate.kinds import kinds_with_a_purpose
from belong.reach.gate.models import Choice
from belong.reach.gate.policies import may_choose

MOST_TOLD = 50


def my_kinds(actor: Actor) -> list[KindCard]:
    """Every kind of mail that is no service, as it stands for the actor. Two queries and one for each purpose."""
    may_choose(actor).or_refuse()
    ids, at = ids_of(actor.person or 0), now()
    kinds = kinds_with_a_purpose()
    said = Choice.objects.filter(person__in=ids, kind__in=kinds).order_by("kind", "-at", "-id").distinct("kind")
    newest = {row.kind: row for row in said}
    allowed = {purpose: allowed_in(ids, purpose, at).exists() for purpose in {one.purpose for one in kinds.values()}}
    return [
        KindCard(
            kind=kind,
            purpose=terms.purpose,
            allowed=allowed[terms.purpose],
            wanted=newest[kind].wanted if kind in newest else True,
            since=newest[kind].at if kind in newest else None,
        )
        for kind, terms in kinds.items()
    ]


def my_choices(actor: Actor) -> list[ChoiceCard]:
    """What the actor said about kinds of mail, the latest first; the fifty latest."""
    may_choose(actor).or_refuse()
    rows = Choice.objects.filter(person__in=ids_of(actor.person or 0)).order_by("-at", "-id")[:MOST_TOLD]
    return [ChoiceCard(row.pk, row.kind, row.wanted, row.how, row.at) for row in rows]


def is_over(person: UUID, kind: str) -> bool:
    """Whether somebody said last that they do not want mails of this kind. For who holds the signed link of one."""
    known = person_of_uid(person)
    ids = [] if known is None else ids_of(known)
    return newest_choice(ids, kind).values_list("wanted", flat=True).first() is False


def choices_of(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The kinds of those of these choices that are the actor's own: nobody else sees them."""
    if actor.person is None or not may_choose(actor):
        return {}
    return dict(Choice.objects.filter(pk__in=ids, person__in=ids_of(actor.person)).values_list("pk", "kind"))
