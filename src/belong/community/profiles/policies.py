"""Who is shown what of a profile: one rule for every row that has a person and a visibility, as SQL and as a predicate.

| visibility | who |
|---|---|
| everyone | everybody, without signing in too |
| members | members of the community |
| my_groups | members who are now in a group with the person; hosts |
| hosts | hosts |
| only_me | the person |

The person is shown all that is theirs, under each of their ids. The house itself reads as a host does.
"""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.profiles.models import Picture, Profile, Value, Visibility
from belong.ground.groups.public import membership_rows
from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import SHOWN_FROM, Actor

Row = TypeVar("Row", bound=Model)
Said = TypeVar("Said", Profile, Picture, Value)

HOSTS_ONLY = gettext_lazy("Only hosts may do this.")
SIGN_IN = gettext_lazy("Sign in as a member to do this.")
MEMBERS_ONLY = gettext_lazy("The directory is for members: sign in first.")

FOR_MEMBERS = (Visibility.EVERYONE.value, Visibility.MEMBERS.value)
FOR_HOSTS = (*FOR_MEMBERS, Visibility.MY_GROUPS.value, Visibility.HOSTS.value)


def may_see(actor: Actor, person: int, visibility: str, groups: Set[int]) -> Decision:
    """Whether the actor is shown what `person` (canonical), who is in `groups` now, shows to `visibility`."""
    if actor.person is not None and actor.person == person and not _is_kept_from(actor, visibility):
        return YES
    if visibility in open_to(actor):
        return YES
    if visibility == Visibility.MY_GROUPS and actor.is_member and not actor.groups.isdisjoint(groups):
        return YES
    return no(_("They do not show this to you."))


def _is_kept_from(actor: Actor, visibility: str) -> bool:
    """What is for the person alone is not for a host who looks as they do."""
    return actor.seen_by is not None and visibility == Visibility.ONLY_ME


def open_to(actor: Actor) -> tuple[str, ...]:
    """The visibilities that the actor is shown of whomever."""
    if actor.is_host:
        return FOR_HOSTS
    return FOR_MEMBERS if actor.is_member else (Visibility.EVERYONE.value,)


SAME = """
select {person} union all select xa.canonical from person_alias xa where xa.person = {person}
union all select xb.person from person_alias xb
where xb.canonical = coalesce((select xa.canonical from person_alias xa where xa.person = {person}), {person})
"""
"""Every id of the person in a column."""

OWN = "select %s::bigint union all select xo.person from person_alias xo where xo.canonical = %s"
"""Every id of the actor."""

MERGED = "{person} in (select xm.canonical from person_alias xm union all select xm.person from person_alias xm)"
"""Whether they have several. Few do: the list of those is looked into in memory, so all others cost nothing more."""

TOP = "coalesce((select xt.canonical from person_alias xt where xt.person = {person}), {person})"
"""Who they are."""

WORDS, PICTURE, FIELDS = "profiles.words", "profiles.picture", "profiles.fields"
"""What records that became one may say differently: own words with links and the list, the picture, the fields."""


def first_of(person: int, chosen: int | None, rows: Iterable[Said]) -> Said | None:
    """Of rows under a person's ids the one that is shown: of the record that was chosen or that spoke last, else their
    own, else that of their lowest id. `chosen`: what `shown_from` gives for the field."""
    return min(rows, key=lambda row: (row.person_id != chosen, row.person_id != person, row.person_id), default=None)


def first_said(field: str, person: str, row: str) -> str:
    """`first_of` as SQL to order the rows under a person's ids by."""
    top = TOP.format(person=person)
    chosen = SHOWN_FROM.format(top, f"'{field}'")
    return f"{row} <> {chosen}, {row} <> {top}, {row}"


@lru_cache(maxsize=2048)
def shown_sql(actor: Actor, person: str, visibility: str) -> tuple[str, tuple[Any, ...]]:
    """`may_see` as a condition on two columns, with its parameters."""
    parts: list[str] = [f"{visibility} = any(%s)"]
    given: list[Any] = [list(open_to(actor))]
    if actor.person is not None:
        alone = "" if actor.seen_by is None else f" and {visibility} <> 'only_me'"
        parts.append(f"({person} in ({OWN}){alone})")
        given += [actor.person, actor.person]
        if actor.groups and not actor.is_host:
            mates, held = _memberships_in(tuple(sorted(actor.groups)))
            inside = f"exists (select from ({mates}) m where m.person_id = {person})"
            each = f"select true from ({mates}) m where m.person_id = i.id limit 1"
            anyhow = f"exists (select from ({SAME.format(person=person)}) i (id) cross join lateral ({each}) found)"
            merged = MERGED.format(person=person)
            parts.append(f"({visibility} = 'my_groups' and ({inside} or ({merged} and {anyhow})))")
            given += [*held, *held]
    return f"({' or '.join(parts)})", tuple(given)


def _memberships_in(groups: tuple[int, ...]) -> tuple[str, tuple[Any, ...]]:
    rows = membership_rows().filter(group_id__in=groups, until_at__isnull=True).values("person_id")
    text, given = rows.query.sql_with_params()
    return text, tuple(given)


def shown_to(actor: Actor, model: type[Row], column: str = "visibility") -> QuerySet[Row]:
    """The rows of `model` that the actor is shown; the queryset may stand inside another one."""
    text, given = shown_sql(actor, "s.person_id", f"s.{column}")
    rows = f"select s.id from {model._meta.db_table} s where {text}"
    return model._default_manager.filter(pk__in=RawSQL(rows, given))  # noqa: S611


def may_define(actor: Actor) -> Decision:
    """What profiles ask, and who may open the directory."""
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_say(actor: Actor) -> Decision:
    """Saying something of oneself."""
    return YES if actor.is_member else no(SIGN_IN)


def may_open_directory(actor: Actor, is_open: bool) -> Decision:
    return YES if is_open or not actor.is_anonymous else no(MEMBERS_ONLY)
