"""Who acts: the Actor of an account, in one statement, because every page of a signed-in person asks.

It tells besides in which state the settings are, for which every page asks too.
"""

from dataclasses import replace
from uuid import UUID

from django.db import connection

from belong.ground.groups.models import Audience, Group
from belong.ground.kernel.public import keep_reading, prepared_cursor
from belong.ground.people.public import SHOWN_LANGUAGE, SHOWN_NAME, Account, Actor, may_look_as

_COLUMNS = [field.attname for field in Account._meta.concrete_fields]
_STATEMENT = (
    """
select a.id, p.id, p.uid, {name}, nullif(a.person_id, p.id),
    p.is_staff, {language},
    array(
        select r.role from people_roleheld r
        where r.person_id = any (same.ids) and r.until_at is null
            and (r.term_until is null or r.term_until > statement_timestamp())
            and (r.batch_id is null or r.batch_id = any (stood.ids))
    ),
    array(
        select m.group_id from groups_membership m
        where m.person_id = any (same.ids) and m.until_at is null
            and (m.batch_id is null or m.batch_id = any (stood.ids))
    ),
    array(
        select m.group_id from groups_membership m
        where m.person_id = any (same.ids) and m.until_at is null and m.role = 'leader'
            and (m.batch_id is null or m.batch_id = any (stood.ids))
    ),
    (select version from kernel_setting_version),
    {account}
from people_account a
join people_person p
    on p.id = coalesce((select x.canonical from person_alias x where x.person = a.person_id), a.person_id)
cross join lateral (select array(select x.person from person_alias x where x.canonical = p.id) || p.id as ids) same
cross join lateral (select array(select b.id from ledger_batch b where b.state = 'complete') as ids) stood
where a.id = %s::bigint and a.is_active
""".replace("{account}", ", ".join(f"a.{name}" for name in _COLUMNS))
    .replace("{name}", SHOWN_NAME.format("p"))
    .replace("{language}", SHOWN_LANGUAGE.format("p"))
)
_ACTOR = 10
"""How many columns tell the Actor; the version of the settings and those of the account follow."""


def actor_for(account: int | None) -> Actor:
    """The Actor behind an account: the canonical person, with what they hold now under any of their ids.

    No account, a closed one or one that is not there: a visitor.
    """
    found = account_and_actor(account) if account is not None else None
    return found[1] if found is not None else Actor.anonymous()


def actor_seen_by(host: Actor, account: int) -> Actor | None:
    """The Actor behind an account as a host looks through it, to read: without secret groups that the host is not in.
    None where they may not, or may not any more.
    """
    found = actor_for(account)
    if found.person is None or not may_look_as(host, found.person):
        return None
    hidden = found.groups - host.groups
    if hidden:
        hidden = frozenset(Group.objects.filter(pk__in=hidden, audience=Audience.SECRET).values_list("pk", flat=True))
    groups, leads = found.groups - hidden, found.leads - hidden
    return replace(found, account=None, groups=groups, leads=leads, seen_by=host.person, language=host.language)


def account_and_actor(account: int) -> tuple[Account, Actor] | None:
    """The account of this number, where it is open, and the Actor behind it."""
    with prepared_cursor() as cursor:
        cursor.execute(_STATEMENT, [account])
        row = cursor.fetchone()
    if row is None:
        return None
    keep_reading(row[_ACTOR])
    return Account.from_db(connection.alias, _COLUMNS, row[_ACTOR + 1 :]), _actor(*row[:_ACTOR])


def _actor(
    account: int,
    person: int,
    uid: UUID,
    name: str,
    own: int | None,
    staff: bool,
    language: str,
    roles: list[str],
    groups: list[int],
    leads: list[int],
) -> Actor:
    return Actor(
        person=person,
        account=account,
        name=name,
        roles=frozenset(roles),
        staff=staff,
        groups=frozenset(groups),
        leads=frozenset(leads),
        uid=uid,
        own=own,
        language=language,
    )
