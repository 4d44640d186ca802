"""Groups and memberships of an archive. README.md says which group a row is and what an undone import leaves."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from belong.ground.groups.cards import LoadedGroup, LoadedMembership
from belong.ground.groups.checks import audience_of, group_name, kind_of, role_of, summary_of
from belong.ground.groups.commands.fetching import lock_slugs
from belong.ground.groups.commands.groups import new_slug
from belong.ground.groups.models import KEY_LENGTH, Audience, Group, GroupUse
from belong.ground.groups.policies import OPEN, standing_groups
from belong.ground.kernel.public import now, staged, told
from belong.ground.ledger.public import Batch, Fact, GroupFounded, MembershipEnded, MembershipStarted, record_many
from belong.ground.people.public import (
    UNDATED,
    Loaded,
    RefusedRow,
    Sorted,
    Wrong,
    hashed_key,
    instant,
    interval,
    one_line,
    sort_out,
    source_name,
)


def load_group(batch: int, source: str, row: LoadedGroup) -> int:
    """The one group that a row of an archive means, found or made under `batch`. Raises `Wrong` for a bad row."""
    loaded = load_groups(batch, source, [row])
    if loaded.refused:
        raise Wrong(loaded.refused[0].reason)
    return loaded.ids[row.key]


def load_groups(batch: int, source: str, rows: Iterable[LoadedGroup]) -> Loaded:
    """Find or make the groups that an archive speaks of. One bad row is refused; repeating it changes nothing.

    An open group that stands under the same name is taken as it is; into private and secret ones no archive posts.
    What an archive calls public is for members until a host opens it: whoever exported it did not ask its people about
    this place.
    """
    source_name(source)
    ids: dict[str, int] = {}
    refused: list[RefusedRow] = []
    made: list[LoadedGroup] = []
    created = adopted = 0
    with transaction.atomic():
        lock_slugs()
        for index, row in enumerate(rows):
            try:
                _check_group(row)
            except Wrong as wrong:
                refused.append(RefusedRow(index, str(wrong)))
                continue
            use = GroupUse.objects.filter(batch=batch, source=source, source_key=row.key).first()
            if use is not None:
                ids[row.key] = use.group_id
                continue
            group, gone = _known(source, row)
            if group is None:
                group = _make(Group(slug=new_slug(row.name), source=source, source_key=row.key), batch, row)
                made.append(row)
                created += 1
            elif gone:
                _make(group, batch, row)
                made.append(row)
                adopted += 1
            GroupUse.objects.create(group=group, batch_id=batch, source=source, source_key=row.key)
            ids[row.key] = group.pk
        facts = record_many(_founded(batch, source, ids, made))
    matched = len(ids) - created - adopted
    return Loaded(created, adopted, matched, facts.count, tuple(refused), ids)


def _check_group(row: LoadedGroup) -> None:
    group_name(row.name)
    kind_of(row.kind)
    audience_of(row.audience)
    summary_of(row.summary)
    if not row.key or one_line(row.key, KEY_LENGTH, told("The key")) != row.key:
        raise Wrong(told("The key is empty or has characters that no key has."))
    if row.founded_at is not None:
        instant(row.founded_at, told("The instant of founding"))


def _known(source: str, row: LoadedGroup) -> tuple[Group | None, bool]:
    """The group that the row means, and whether only undone imports spoke of it."""
    same = Group.objects.filter(source=source, source_key=row.key).first()
    if same is None:
        return _by_name(group_name(row.name)), False
    if same.batch_id is None:
        return same, False
    return same, not GroupUse.objects.filter(group=same).exclude(batch__state=Batch.State.WITHDRAWN).exists()


def _by_name(name: str) -> Group | None:
    """The open group of this name that stands, or that another import under way is about to make stand."""
    called_so = Group.objects.filter(audience__in=OPEN, name__iexact=name, removed_at__isnull=True).order_by("pk")
    coming = GroupUse.objects.filter(group=OuterRef("pk"), batch__state=Batch.State.OPEN)
    return called_so.filter(pk__in=standing_groups()).first() or called_so.filter(Exists(coming)).first()


def _make(group: Group, batch: int, row: LoadedGroup) -> Group:
    if not group.described_here:
        group.name, group.summary = group_name(row.name), summary_of(row.summary)
    group.kind = row.kind
    group.audience = Audience.MEMBERS if row.audience == Audience.PUBLIC else row.audience
    group.founded_at = row.founded_at or now()
    group.batch_id = batch
    group.save()
    return group


def _founded(batch: int, source: str, ids: dict[str, int], rows: Iterable[LoadedGroup]) -> Iterator[Fact]:
    """The founding of each group whose archive knows when it was."""
    for row in rows:
        if row.founded_at is not None:
            yield GroupFounded(
                actor=None,
                about=f"groups.group:{ids[row.key]}",
                group=ids[row.key],
                occurred_at=row.founded_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"group:{row.key}",
            )


def groups_by_keys(batch: int, source: str, keys: Iterable[str]) -> dict[str, int]:
    """The groups of which `batch` speaks under these keys; `load_groups` has met them before."""
    uses = GroupUse.objects.filter(batch=batch, source=source, source_key__in=list(keys))
    return dict(uses.values_list("source_key", "group"))


def groups_in(batch: int) -> list[int]:
    """The groups of which `batch` speaks, found or made by it."""
    return sorted(set(GroupUse.objects.filter(batch=batch).values_list("group", flat=True)))


def group_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of groups that an import speaks of, whether they stand or not."""
    return dict(Group.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def load_memberships(batch: int, source: str, rows: Iterable[LoadedMembership]) -> Loaded:
    """Bring in memberships under `batch`. One bad row is refused, never raised; repeating it changes nothing.

    Who left the group here since stays out.
    """
    given = list(rows)
    with transaction.atomic():
        groups = groups_by_keys(batch, source, {row.group for row in given})

        def check(row: LoadedMembership) -> None:
            role_of(row.role)
            interval(row.from_at, row.until_at, "membership")
            if row.group not in groups:
                raise Wrong(told("There is no group with the key %(group)s.") % {"group": row.group})

        work = sort_out(
            "groups_membership",
            batch,
            source,
            given,
            check=check,
            key_of=lambda row: hashed_key(row.group, row.person, row.from_at if row.dated else UNDATED),
        )
        left = _left_here({person for _, person, _ in work.taken.values()}, set(groups.values()))
        _write(work, batch, source, groups, left)
        facts = record_many(_membership_facts(work, batch, source, groups))
    return work.loaded(facts.count)


def _left_here(persons: set[int], groups: set[int]) -> dict[tuple[int, int], datetime]:
    """When people last left these groups by their own deed or a host's, not by an archive's word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select group_id, person_id, max(until_at) from groups_membership where person_id = any(%s)"
            " and group_id = any(%s) and ended_here group by 1, 2",
            [list(persons), list(groups)],
        )
        return {(group, person): at for group, person, at in cursor}


def _write(
    work: Sorted[LoadedMembership],
    batch: int,
    source: str,
    groups: dict[str, int],
    left: dict[tuple[int, int], datetime],
) -> None:
    columns = {
        "id": "bigint",
        "group_id": "bigint",
        "person_id": "bigint",
        "role": "text",
        "from_at": "timestamptz",
        "until_at": "timestamptz",
        "source_key": "text",
    }
    rows = (
        (number, group := groups[row.group], person, row.role, row.from_at, _until(row, left.get((group, person))), key)
        for key, (number, person, row) in work.taken.items()
    )
    with staged("groups_loaded", columns, rows), connection.cursor() as cursor:
        cursor.execute(
            "insert into groups_membership"
            " (id, group_id, person_id, role, from_at, until_at, batch_id, source, source_key)"
            " select id, group_id, person_id, role, from_at, until_at, %s, %s, source_key from groups_loaded"
            " where source_key = any(%s)",
            [batch, source, list(work.created)],
        )
        cursor.execute(
            "update groups_membership m set batch_id = %s, person_id = l.person_id, group_id = l.group_id,"
            " role = l.role, until_at = coalesce(m.until_at, l.until_at)"
            " from groups_loaded l where l.id = m.id and l.source_key = any(%s)",
            [batch, list(work.adopted)],
        )
        cursor.execute(
            "update groups_membership m set until_at = l.until_at from groups_loaded l"
            " where l.id = m.id and m.until_at is null and l.until_at is not null"
        )


def _until(row: LoadedMembership, left: datetime | None) -> datetime | None:
    if left is None or left < row.from_at:
        return row.until_at
    return left if row.until_at is None else min(left, row.until_at)


def _membership_facts(
    work: Sorted[LoadedMembership], batch: int, source: str, groups: dict[str, int]
) -> Iterator[Fact]:
    for key, (number, person, row) in work.taken.items():
        about = f"groups.membership:{number}"
        yield MembershipStarted(
            actor=person,
            about=about,
            group=groups[row.group],
            occurred_at=row.from_at,
            batch=batch,
            backfill=True,
            source=source,
            source_key=f"membership:{key}",
        )
        if row.until_at is not None:
            yield MembershipEnded(
                actor=person,
                about=about,
                group=groups[row.group],
                occurred_at=row.until_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"membership_ended:{key}",
            )
