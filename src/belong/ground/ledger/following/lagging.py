"""How far behind the readers are, and who holds them back."""

from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from belong.ground.kernel.public import Verdict, now
from belong.ground.ledger.cards import Holder, Lag
from belong.ground.ledger.following.order import CONTROLS, COUNTED, START, next_fact_committed, unread
from belong.ground.ledger.following.readers import readers
from belong.ground.ledger.models import Place

LATE = timedelta(minutes=3)

_HOLDER = """
select pid, datname, application_name, state, greatest(age, interval '0')
from (
    select a.pid, coalesce(a.datname, '') as datname, coalesce(a.application_name, '') as application_name,
           coalesce(a.state, '') as state, clock_timestamp() - a.xact_start as age, a.backend_xid as xid
    from pg_stat_activity a
    where a.backend_xid is not null and a.pid <> pg_backend_pid()
      and coalesce(a.datname, current_database()) = current_database()
    union all
    select null, p.database, p.gid, 'prepared', clock_timestamp() - p.prepared, p.transaction from pg_prepared_xacts p
    where p.database = current_database()
) open order by age(xid) desc limit 1
"""


def lag() -> list[Lag]:
    """How far each reader is behind, followers first. Costs a look at the unread facts only."""
    rows = {row.name: row for row in Place.objects.all()}
    holder = oldest_writer()
    found = []
    for reader in readers():
        row = rows.get(reader.name)
        at = START if row is None else (row.era, row.tx, row.fact_id)
        behind, oldest = unread(at)
        found.append(
            Lag(
                name=reader.name,
                behind=behind,
                oldest=oldest,
                batch=None if row is None or row.phase == Place.Phase.FACTS else _batch_after(at),
                moved_at=None if row is None else row.moved_at,
                made_under="" if row is None or reader.basis == row.basis or at == START else row.basis or "another",
                error="" if row is None else row.error,
                failures=0 if row is None else row.failures,
                retry_at=None if row is None else row.retry_at,
                holder=holder if behind else None,
            )
        )
    return found


def is_behind(name: str) -> bool:
    """Whether this follower has facts to read still, so that what it made may be missing the newest. Two looks."""
    row = Place.objects.filter(name=name).first()
    return unread(START if row is None else (row.era, row.tx, row.fact_id))[0] > 0


def being_made_anew() -> frozenset[str]:
    """The followers whose tables were made under what holds no more, such as an older version: until the worker has
    made them anew, what is read there may be old or nothing at all."""
    rows = {row.name: row for row in Place.objects.all()}
    return frozenset(
        reader.name
        for reader in readers()
        if (row := rows.get(reader.name)) and (row.era, row.tx, row.fact_id) != START and row.basis != reader.basis
    )


def _facts(count: int) -> str:
    if count >= COUNTED:
        return _("%(count)s facts or more") % {"count": f"{COUNTED:,}"}
    return ngettext("%(count)s fact", "%(count)s facts", count) % {"count": f"{count:,}"}


def _batch_after(at: tuple[int, int, int]) -> int | None:
    card = next_fact_committed(at)
    return int(card.payload["number"]) if card is not None and card.kind in CONTROLS else None


def oldest_writer() -> Holder | None:
    """The oldest open transaction of this database that has written, other than this one."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDER)
        found = cursor.fetchone()
    return None if found is None else Holder(*found)


def check_followers() -> Verdict:
    """The doctor's look: somebody stopped, or is behind for minutes, and who holds them back."""
    lags = lag()
    failing = [
        _("%(name)s stopped (%(error)s)") % {"name": each.name, "error": each.error} for each in lags if each.error
    ]
    if failing:
        return Verdict(
            False,
            f"{'; '.join(failing)}.",
            _(
                "Nothing is lost: it goes on where it stopped. Mend the cause in the log; `belong rebuild` makes "
                "it anew."
            ),
        )
    if old := [each for each in lags if each.made_under]:
        return Verdict(
            False,
            _("%(list)s still stands as made in another time zone or by an older Belong.")
            % {"list": ", ".join(each.name for each in old)},
            _("Start a worker (`belong worker`), which makes it anew, or run `belong rebuild`."),
        )
    long_ago = now() - LATE
    late = [each for each in lags if each.oldest is not None and each.oldest < long_ago]
    if not late:
        return Verdict(
            True,
            _("%(count)s followers, %(facts)s behind.")
            % {"count": len(lags), "facts": _facts(max((each.behind for each in lags), default=0))},
        )
    says = "; ".join(
        _("%(name)s is %(facts)s behind, since %(when)s UTC")
        % {"name": each.name, "facts": _facts(each.behind), "when": f"{each.oldest:%Y-%m-%d %H:%M}"}
        for each in late
    )
    if all(each.moved_at is not None and each.moved_at > long_ago for each in late):
        return Verdict(True, _("%(says)s; it is being folded.") % {"says": says})
    holder = late[0].holder
    if holder is not None and holder.age > LATE:
        command = (
            f"select pg_terminate_backend({holder.pid})" if holder.pid else f"rollback prepared '{holder.application}'"
        )
        return Verdict(
            False,
            _(
                "%(says)s. %(who)s in database %(database)s (process %(process)s) has been writing for %(age)s, and "
                "holds them back."
            )
            % {
                "says": says,
                "who": holder.application or _("A transaction"),
                "database": holder.database,
                "process": holder.pid,
                "age": holder.age,
            },
            _("End it: %(command)s") % {"command": f"`{command}`"},
        )
    return Verdict(False, f"{says}.", _("Start a worker: `belong worker`."))
