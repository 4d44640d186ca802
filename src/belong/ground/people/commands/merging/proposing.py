"""Who may be one person: found set by set, kept for hosts, never acted upon by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from belong.ground.kernel.public import NotFound
from belong.ground.people.actor import Actor
from belong.ground.people.commands.merging.act import make_one, record_told_apart
from belong.ground.people.commands.merging.deciding import may_make_one, sides_for
from belong.ground.people.models import Merge, SamePerson

MOST = 2_000
"""Pairs that one look for one reason keeps: more than any host decides before the next one."""

Pairs = Callable[[int], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Proposer:
    """`pairs(limit)` finds persons who may be one, of whom nothing was proposed yet, by one statement."""

    reason: str
    pairs: Pairs


_proposers: dict[str, Proposer] = {}


def register_proposer(reason: str, pairs: Pairs) -> None:
    """A reason (one of `SamePerson.Reason`) to propose that two canonical persons are one; `not_proposed` helps."""
    if reason in _proposers:
        raise ValueError(f"{reason} is registered twice")
    _proposers[reason] = Proposer(reason, pairs)


PEOPLE = """(select p.* from people_person p where p.erased_at is null and not p.is_bot
    and (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))
    and not exists (select from person_alias a where a.person = p.id))"""
"""SQL for those who may be proposed: whoever stands, is known and canonical, and no machine."""

NOT_PROPOSED = """not exists (select from people_sameperson s
    where s.person_id = least({0}, {1}) and s.other_id = greatest({0}, {1}))"""
"""SQL that leaves out pairs of whom something was proposed or decided before."""

_SAME_HANDLE = f"""
with handles as materialized (
    select distinct coalesce(a.canonical, i.person_id) as person, i.source, lower(i.key) as handle
    from people_identity i left join person_alias a on a.person = i.person_id
    where i.source <> 'mail' and i.key ~ '[[:alpha:]]' and length(i.key) between 4 and 60 and i.key not like '%%@%%'
        and i.key not like 'erased:%%'
        and (i.batch_id is null or i.batch_id in (select id from ledger_batch where state = 'complete'))
), rare as (
    select handle from handles group by handle having count(distinct person) between 2 and 5
)
select distinct least(h.person, o.person), greatest(h.person, o.person)
from rare join handles h using (handle) join handles o using (handle)
join {PEOPLE} hp on hp.id = h.person join {PEOPLE} op on op.id = o.person
where h.person < o.person and h.source <> o.source and {NOT_PROPOSED.format("h.person", "o.person")}
order by 1, 2 limit %s
"""  # noqa: S608 - fixed text


def _same_handle(limit: int) -> list[tuple[int, int]]:
    """The same handle at two sources: never a number, which means another person elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_SAME_HANDLE, [limit])
        return list(cursor.fetchall())


register_proposer(SamePerson.Reason.HANDLE, _same_handle)


def propose() -> int:
    """Look for persons who may be one and keep those of whom nothing was said before; how many there were."""
    kept = 0
    for proposer in _proposers.values():
        with transaction.atomic():
            kept += len(keep_proposals(proposer.reason, proposer.pairs(MOST)))
    return kept


def keep_proposals(reason: str, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Keep pairs, lower id first, unless something was proposed or decided of them. Inside a transaction."""
    given = sorted({(min(pair), max(pair)) for pair in pairs})
    if not given:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_sameperson (person_id, other_id, reason)"
            " select one, other, %s from unnest(%s::bigint[], %s::bigint[]) t (one, other)"
            " on conflict (person_id, other_id) do nothing returning id",
            [reason, [one for one, _ in given], [other for _, other in given]],
        )
        return [number for (number,) in cursor.fetchall()]


def decide_proposal(
    *, actor: Actor, proposal: int, same: bool, keep: int | None = None, fields: Iterable[str] = ()
) -> UUID | None:
    """The two are one person (`keep` says whose record is kept, the first one's unless said), or two for good.

    Hosts only. Gives the merge's outside id where they are one now. Decided before, or not to be seen: `NotFound`.
    """
    if not actor.is_host:
        raise NotFound
    with transaction.atomic():
        found = SamePerson.objects.select_for_update(of=("self",)).filter(pk=proposal).first()
        if found is None or found.state != SamePerson.State.UNDECIDED:
            raise NotFound
        one, other = sides_for(actor, found.person_id, found.other_id)
        if keep is not None and keep in other.ids:
            one, other = other, one
        if not same:
            found.state = SamePerson.State.DIFFERENT
            found.save(update_fields=["state"])
            record_told_apart(found, by=actor.acting)
            return None
        may_make_one(actor, one, other).or_refuse()
        found.state = SamePerson.State.SAME
        found.save(update_fields=["state"])
        return make_one(one, other, actor=actor, why=Merge.Why.HOST, fields=tuple(fields), proposal=found)
