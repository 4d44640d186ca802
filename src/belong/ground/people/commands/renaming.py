"""Names that a newer archive says: taken when it is complete, given back when it is undone."""

from django.db import connection

from belong.ground.kernel.public import require_transaction

SLICE = 2_000

_TAKE = """
with slice as (
    select person_id, before, after from people_renamed where batch_id = %(batch)s and not is_applied
    order by person_id limit %(limit)s for update
), noted as (
    update people_renamed r set is_applied = true from slice s
    where r.batch_id = %(batch)s and r.person_id = s.person_id
), named as (
    update people_person p set name = s.after from slice s
    where p.id = s.person_id and p.name = s.before and p.erased_at is null
        and not exists (select from people_account a where a.person_id = p.id)
)
select count(*) from slice
"""

_GIVE_BACK = """
with slice as (
    select person_id, before, after from people_renamed where batch_id = %(batch)s
    order by person_id limit %(limit)s for update
), gone as (
    delete from people_renamed r using slice s where r.batch_id = %(batch)s and r.person_id = s.person_id
), named as (
    update people_person p set name = s.before from slice s
    where p.id = s.person_id and p.name = s.after and p.erased_at is null
        and not exists (select from people_account a where a.person_id = p.id)
)
select count(*) from slice
"""


def take_names(batch: int) -> bool:
    """Give a slice of people the names that the batch says; whether there was one. Accounts name themselves."""
    return _step(_TAKE, batch)


def give_names_back(batch: int) -> bool:
    """Undo a slice of `take_names`, where nobody chose another name since; whether there was one."""
    return _step(_GIVE_BACK, batch)


def _step(statement: str, batch: int) -> bool:
    require_transaction("renaming")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"batch": batch, "limit": SLICE})
        return bool(cursor.fetchone()[0])
