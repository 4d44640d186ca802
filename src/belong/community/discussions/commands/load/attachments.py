"""Files of an archive's posts, a slice at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import connection

from belong.community.discussions import blobs
from belong.community.discussions.commands.load.given import NO_KEY, TWICE, Known, Tally, known_rows, line
from belong.community.discussions.models import FILE_NAME_LENGTH, KEY_LENGTH, MEDIA_TYPE_LENGTH
from belong.community.discussions.rows import Loaded, LoadedAttachment
from belong.ground.kernel.public import clean_source, require_transaction, uuid7
from belong.ground.kernel.public import told_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_POST = _("The post it came with was refused.")
ERASED = _("Its author was forgotten at their wish.")
NAMELESS = "file"

KNOWN = """
select a.source_key, coalesce(b.state = 'withdrawn', false)
from discussions_attachment a left join ledger_batch b on b.id = a.batch_id
where a.source = %s and a.source_key = any(%s)
"""
PUT = """
insert into discussions_attachment as a (uid, post_id, name, media_type, size, digest, batch_id, source, source_key)
select * from unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::bigint[],
    %s::text[], %s::text[])
on conflict (source, source_key) do update set post_id = excluded.post_id, name = excluded.name,
    media_type = excluded.media_type, size = excluded.size, digest = excluded.digest, batch_id = excluded.batch_id
"""


def load_attachments(batch: int, source: str, rows: Iterable[LoadedAttachment]) -> Loaded:
    """Bring in files of posts loaded before. One slice inside the caller's transaction.

    One that stands stays as it is: mails do not change. One of an undone import is taken over under its address.
    """
    require_transaction("loading attachments")
    given, tally = list(rows), Tally()
    posts = known_rows(batch, source, {row.post_key for row in given})
    there = _known(source, [row.key for row in given])
    put: list[tuple[object, ...]] = []
    seen: set[str] = set()
    for index, row in enumerate(given):
        if wrong := _wrong(row, posts.get(row.post_key), seen):
            tally.refuse(index, row.key, wrong)
            continue
        seen.add(row.key)
        if there.get(row.key) is False:
            tally.unchanged += 1
            continue
        tally.created += row.key not in there
        tally.adopted += row.key in there
        put.append(_row(batch, source, row, posts[row.post_key].id))
    if put:
        with connection.cursor() as cursor:
            cursor.execute(PUT, [list(column) for column in zip(*put, strict=True)])
    return tally.loaded()


def _known(source: str, keys: list[str]) -> dict[str, bool]:
    """Which of the keys have a row, and whether its import was undone."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [source, keys])
        return dict(cursor.fetchall())


def _wrong(row: LoadedAttachment, post: Known | None, seen: set[str]) -> "StrOrPromise":
    if not row.key or len(row.key) > KEY_LENGTH or clean_source(row.key) != row.key:
        return NO_KEY
    if row.key in seen:
        return TWICE
    if post is None or not post.usable:
        return NO_POST
    return ERASED if post.erased else ""


def _row(batch: int, source: str, row: LoadedAttachment, post: int) -> tuple[object, ...]:
    content = row.read()
    name = line(row.name, FILE_NAME_LENGTH) or NAMELESS
    media_type = row.media_type[:MEDIA_TYPE_LENGTH]
    return uuid7(), post, name, media_type, len(content), blobs.keep(content), batch, source, row.key
