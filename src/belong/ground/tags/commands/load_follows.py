"""The interests that an archive tells of, set by set."""

from collections.abc import Iterable

from django.db import connection, transaction

from belong.ground.kernel.public import staged, told, told_lazy
from belong.ground.ledger.public import TagFollowed, record_many
from belong.ground.people.public import UNDATED, Loaded, Wrong, hashed_key, instant, sort_out
from belong.ground.tags.cards import LoadedFollow
from belong.ground.tags.commands.making import tags_by_names
from belong.ground.tags.names import normal

INTEREST = told_lazy("The instant of the interest")


def load_follows(batch: int, source: str, rows: Iterable[LoadedFollow]) -> Loaded:
    """Bring in interests under `batch`. One bad row is refused, never raised; repeating it changes nothing.

    Tags that are not there are made. Who stopped following here stays so.
    """
    given = list(rows)
    with transaction.atomic():
        ids = tags_by_names({row.tag for row in given})
        work = sort_out(
            "tags_follow",
            batch,
            source,
            given,
            check=_check,
            key_of=lambda row: hashed_key(row.person, str(ids[row.tag]), UNDATED),
            erased=False,
        )
        columns = {
            "id": "bigint",
            "person_id": "bigint",
            "tag_id": "bigint",
            "from_at": "timestamptz",
            "source_key": "text",
        }
        staged_rows = (
            (number, person, ids[row.tag], row.from_at, key) for key, (number, person, row) in work.taken.items()
        )
        with staged("tags_loaded", columns, staged_rows), connection.cursor() as cursor:
            cursor.execute(
                "insert into tags_follow (id, person_id, tag_id, from_at, batch_id, source, source_key)"
                " select id, person_id, tag_id, from_at, %s, %s, source_key from tags_loaded"
                " where source_key = any(%s)",
                [batch, source, list(work.created)],
            )
            cursor.execute(
                "update tags_follow f set batch_id = %s, person_id = l.person_id from tags_loaded l"
                " where l.id = f.id and l.source_key = any(%s)",
                [batch, list(work.adopted)],
            )
        facts = record_many(
            TagFollowed(
                actor=person,
                about=f"tags.tag:{ids[row.tag]}",
                occurred_at=row.from_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"follow:{key}",
            )
            for key, (_, person, row) in work.taken.items()
        )
    return work.loaded(facts.count)


def _check(row: LoadedFollow) -> None:
    if not normal(row.tag):
        raise Wrong(told("The subject has no name."))
    instant(row.from_at, INTEREST)
