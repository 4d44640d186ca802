"""How far somebody has been received."""

from collections.abc import Set
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from belong.community.opportunities.cards import ReceptionCard
from belong.community.opportunities.models import Step
from belong.ground.kernel.public import now
from belong.ground.people.public import SAME_IDS, Actor, person_rows
from belong.ground.tags.public import follow_rows

NEW = timedelta(days=90)
"""How long after joining somebody is asked of their own accord; or after opening their account, where an archive told
of them before: who returns after years is received like anybody else."""

COMES_BACK = timedelta(days=7)
"""After this long a step that was left for later is asked again."""

ME = SAME_IDS.format("%s::bigint")
SAME = ME.count("%s")

RECEPTION = """
with me (id) as (select unnest({same}))
select
    exists ({follows}),
    exists (select from opportunities_motivation m join me on me.id = m.person_id),
    exists (select from opportunities_offer o join me on me.id = o.person_id),
    exists (select from opportunities_received r join me on me.id = r.person_id),
    (select greatest(min(j.joined_at), min(j.opened_at)) from ({persons}) j),
    array(select distinct p.step from opportunities_putoff p join me on me.id = p.person_id),
    array(select distinct p.step from opportunities_putoff p join me on me.id = p.person_id where p.at > %s)
"""


def reception(actor: Actor) -> ReceptionCard:
    """What the actor has answered of what a newcomer is asked, and what they left for later. One statement."""
    if actor.person is None:
        return ReceptionCard(frozenset(), frozenset(), is_over=True, is_new=False)
    here = now()
    with connection.cursor() as cursor:
        statement, given = _statement()
        cursor.execute(statement, [actor.person] * SAME + [*given, here - COMES_BACK])
        follows, hopes, offers, is_over, came_at, ever, lately = cursor.fetchone()
    said = {Step.INTERESTS: follows, Step.GROUPS: bool(actor.groups), Step.HOPES: hopes, Step.OFFERS: offers}
    return ReceptionCard(
        answered=frozenset(step.value for step, is_said in said.items() if is_said),
        later=frozenset(lately),
        is_over=is_over,
        is_new=bool(ever) or (came_at is not None and came_at > here - NEW),
    )


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """With its parameters between the person's own and the last one."""
    mine = RawSQL("select id from me", [])
    follows, given = follow_rows().filter(until_at__isnull=True, person__in=mine).query.sql_with_params()
    came = person_rows().filter(pk__in=mine).values("joined_at", opened_at=F("account__opened_at"))
    persons, further = came.query.sql_with_params()
    return RECEPTION.format(same=ME, follows=follows, persons=persons), (*given, *further)


def open_steps(card: ReceptionCard, answered: Set[str], *, again: bool = False) -> list[Step]:
    """What is still to be asked, in order: neither answered (there, or as `answered` says) nor left for later just now.

    `again`: whoever asks themself is shown all that is not answered.
    """
    if not again and (card.is_over or not card.is_new):
        return []
    left = card.answered | answered if again else card.answered | answered | card.later
    return [step for step in Step if step.value not in left]
