"""Whose picture a reader is shown: of everybody on a page at once, and one file."""

from collections.abc import Collection
from uuid import UUID

from belong.community.profiles.cards import PictureCard
from belong.community.profiles.models import Picture
from belong.community.profiles.pictures import SIZES, path_of, uid_in
from belong.community.profiles.policies import PICTURE, SAME, first_said, shown_sql
from belong.ground.kernel.public import NotFound, array_of, prepared_cursor
from belong.ground.people.public import Actor

STANDS = "(p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))"

OF_PEOPLE = """
select p.uid, c.uid from people_person p
join lateral (
    select k.uid, k.person_id, k.visibility from profiles_picture k
    where k.person_id in ({same})
    order by {first}
    limit 1
) c on {shown}
where p.uid = any(%s::uuid[]) and p.erased_at is null and {stands}
"""

ONE = """
select c.uid from profiles_picture c join people_person p on p.id = c.person_id
where c.uid = %s::uuid and p.erased_at is null and {stands} and {shown}
"""


def pictures_of(actor: Actor, people: Collection[UUID]) -> dict[UUID, PictureCard]:
    """The pictures of those of `people` (by their uids) that the actor is shown. One statement, for a whole page."""
    if not people:
        return {}
    shown, given = shown_sql(actor, "c.person_id", "c.visibility")
    statement = OF_PEOPLE.format(
        same=SAME.format(person="p.id"), first=first_said(PICTURE, "p.id", "k.person_id"), shown=shown, stands=STANDS
    )
    with prepared_cursor() as cursor:
        cursor.execute(statement, [*given, array_of(people)])
        return {person: PictureCard(picture) for person, picture in cursor.fetchall()}


def picture_path(actor: Actor, uid: UUID, size: int) -> str:
    """Where the file of a picture lies in the storage. Raises `NotFound` where the actor is not shown it."""
    if size not in SIZES:
        raise NotFound
    shown, given = shown_sql(actor, "c.person_id", "c.visibility")
    with prepared_cursor() as cursor:
        cursor.execute(ONE.format(shown=shown, stands=STANDS), [uid, *given])
        if cursor.fetchone() is None:
            raise NotFound
    return path_of(uid, size)


def pictures_named(paths: Collection[str]) -> set[str]:
    """Which of these stored files are named: those of a picture that stands, and what is none of ours. One query."""
    uids = {path: uid_in(path) for path in paths}
    standing = set(Picture.objects.filter(uid__in={uid for uid in uids.values() if uid}).values_list("uid", flat=True))
    return {path for path, uid in uids.items() if uid is None or uid in standing}
