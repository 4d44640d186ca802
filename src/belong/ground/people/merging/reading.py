"""What hosts read of merging: who may be one person, two records side by side, who became one."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from belong.ground.kernel.public import Invalid, NotFound, Page, Refused, decode_cursor, encode_cursor
from belong.ground.ledger.public import canonical, ids_of, standing_rows
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.commands.merging.deciding import Side, fit_together, may_make_one, side
from belong.ground.people.commands.merging.fields import merge_fields
from belong.ground.people.merging.cards import Comparison, FieldCard, MergeCard, ProposalCard, RecordCard
from belong.ground.people.merging.sides import records
from belong.ground.people.models import MAIL, Merge, Person, SamePerson
from belong.ground.people.policies import visible_to
from belong.ground.people.queries import person_cards
from belong.ground.people.relations import shown_from

A_PAGE = 20
Reason = SamePerson.Reason


def proposals(actor: Actor, cursor: str | None = None) -> Page[ProposalCard]:
    """Who may be one person and was not decided on, the latest first, each with both sides and every reason. For hosts.

    Who is one person by now is left out, with whatever they were merged into. A fixed number of statements.
    """
    if not actor.is_host:
        raise NotFound
    seen = visible_to(actor)
    waiting = SamePerson.objects.filter(
        standing_rows("batch"), state=SamePerson.State.UNDECIDED, person__in=seen, other__in=seen
    )
    if cursor is not None:
        waiting = waiting.filter(pk__lt=decode_cursor(cursor, (int,))[0])
    rows = list(waiting.order_by("-pk")[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    who = person_cards(one for row in shown for one in (row.person_id, row.other_id))
    pairs = [
        (row, who[row.person_id].id, who[row.other_id].id)
        for row in shown
        if row.person_id in who and row.other_id in who and who[row.person_id].id != who[row.other_id].id
    ]
    sides = records(sorted({person for _, one, other in pairs for person in (one, other)}))
    found = [
        ProposalCard(row.pk, sides[one], sides[other], _reasons(row.reason, sides[one], sides[other]))
        for row, one, other in pairs
        if one in sides and other in sides
    ]
    return Page(found, encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None)


def _reasons(first: str, one: RecordCard, other: RecordCard) -> tuple[str, ...]:
    """The reason of the proposal, and what else the two have in common."""
    found = [first]
    if first != Reason.GROUP and one.person.named and _plain(one.person.name) == _plain(other.person.name):
        found.append(Reason.NAME.value)
    if _handles(one) & _handles(other):
        found.append(Reason.HANDLE.value)
    if _beginnings(one) & _beginnings(other):
        found.append(Reason.ADDRESS.value)
    return tuple(dict.fromkeys(found))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _handles(record: RecordCard) -> set[str]:
    return {one.key.casefold() for one in record.identities if one.source != MAIL and not one.key.isdecimal()}


def _beginnings(record: RecordCard) -> set[str]:
    return {one.key.partition("@")[0] for one in record.identities if one.source == MAIL}


def compare(actor: Actor, keep: UUID, other: UUID) -> Comparison:
    """Two persons side by side, for hosts. Raises `NotFound`, also where they are one person already."""
    if not actor.is_host:
        raise NotFound
    rows = {row.uid: row for row in visible_to(actor).filter(uid__in=[keep, other])}
    if len(rows) != 2:
        raise NotFound
    first, second = canonical(rows[keep].pk), canonical(rows[other].pk)
    sides = records([first, second])
    if first == second or len(sides) != 2:
        raise NotFound
    one, two = (side(Person.objects.get(pk=person)) for person in (first, second))
    return Comparison(
        keep=sides[first],
        other=sides[second],
        fields=tuple(_differences(first, second)),
        refused=_why_not(actor, one, two),
    )


def _why_not(actor: Actor, one: Side, other: Side) -> str:
    """Why the actor does not make these two one; empty where they may."""
    try:
        may_make_one(actor, one, other).or_refuse()
        fit_together(one, other)
    except Refused as refused:
        return str(refused)
    except Invalid as wrong:
        return " ".join(wrong.errors.values())
    return ""


def _differences(keep: int, other: int) -> Iterable[FieldCard]:
    for key, field in merge_fields().items():
        source = _shown(key, keep), _shown(key, other)
        values = field.values(source)
        one, two = values.get(source[0], ""), values.get(source[1], "")
        if one != two:
            yield FieldCard(key, str(field.label), one, two)


def _shown(field: str, person: int) -> int:
    return shown_from(person).get(field, person)


def merges(actor: Actor, cursor: str | None = None, *, of: int | None = None) -> Page[MergeCard]:
    """Merges, the latest first, also those that were taken back; `of`: one person's that stand. For hosts.

    Those of people who were forgotten are left out.
    """
    if not actor.is_host:
        raise NotFound
    kept = Q(person__erased_at__isnull=True, into__erased_at__isnull=True)
    found = Merge.objects.filter(kept).select_related("person", "into").order_by("-pk")
    if of is not None:
        found = found.filter(person__in=ids_of(of), parted_at__isnull=True)
    if cursor is not None:
        found = found.filter(pk__lt=decode_cursor(cursor, (int,))[0])
    rows = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    hosts = person_cards(by for row in shown for by in (row.merged_by_id, row.parted_by_id) if by is not None)
    return Page(
        [_merge_card(row, hosts) for row in shown], encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None
    )


def merge_card(actor: Actor, uid: UUID) -> MergeCard:
    """A merge, also one that was taken back, for hosts. Raises `NotFound`."""
    seen = visible_to(actor)
    found = Merge.objects.filter(uid=uid, person__in=seen, into__in=seen)
    row = found.select_related("person", "into").first() if actor.is_host else None
    if row is None:
        raise NotFound
    return _merge_card(row, person_cards(by for by in (row.merged_by_id, row.parted_by_id) if by is not None))


def _merge_card(row: Merge, hosts: dict[int, PersonCard]) -> MergeCard:
    return MergeCard(
        uid=row.uid,
        person=card_of(row.person),
        into=card_of(row.into),
        why=row.why,
        merged_at=row.merged_at,
        merged_by=hosts.get(row.merged_by_id or 0),
        parted_at=row.parted_at,
        parted_by=hosts.get(row.parted_by_id or 0),
    )
