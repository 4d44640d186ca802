"""Bringing rows that stand up to date with a newer archive, and back when it is withdrawn."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic

from django.db import connection, transaction

from belong.community.discussions.commands.counting import recount, rescore
from belong.community.discussions.commands.load import statements
from belong.community.discussions.commands.load.changing import edit_key
from belong.community.discussions.commands.standing import acceptances_over, counting_in, of_posts
from belong.community.discussions.models import (
    ACCEPTED,
    APPLIED,
    ASKED,
    BODY,
    COUNTS,
    KEPT,
    KIND,
    PENDING,
    REVERTED,
    VOTES,
    ImportedChange,
    Post,
    Topic,
)
from belong.community.discussions.rows import Progress
from belong.ground.ledger.public import (
    AnswerAccepted,
    AnswerPosted,
    Batch,
    Reason,
    WrongBatch,
    rows_changed,
    standing_by_source,
    withdraw_many,
)

CHANGES_A_SLICE = 300

Rows = Sequence[tuple[int, int, int | None, str]]
"""Id, topic, post and field of changes."""


def apply_changes(batch: int, seconds: float = 0.4) -> Progress:
    """Do what a complete batch would change in rows that stood before it, for about `seconds`. Call until it is done.

    A changed text leaves a revision. What members changed here since is left alone, and counts as kept.
    """
    _require(batch, Batch.State.COMPLETE)
    return _in_slices(batch, seconds, (PENDING,), "id", _apply)


def revert_changes(batch: int, seconds: float = 0.4) -> Progress:
    """Take back what a withdrawn batch changed where the value is still the one that it brought. Call until done."""
    _require(batch, Batch.State.WITHDRAWN)
    return _in_slices(batch, seconds, (PENDING, APPLIED, KEPT), "-id", _revert)


def _require(batch: int, state: str) -> None:
    found = Batch.objects.filter(pk=batch).values_list("state", flat=True).first()
    if found != state:
        raise WrongBatch(f"batch {batch} is {found}, not {state}")


def _in_slices(
    batch: int, seconds: float, states: Sequence[str], order: str, do: Callable[[int, Rows], tuple[int, int]]
) -> Progress:
    until = monotonic() + seconds
    changed = kept = 0
    while True:
        with transaction.atomic():
            open_ = ImportedChange.objects.filter(batch=batch, state__in=states).order_by(order)
            rows = list(open_.values_list("id", "topic_id", "post_id", "field")[:CHANGES_A_SLICE])
            if rows:
                _lock(rows)
                done, left_alone = do(batch, rows)
                rows_changed(batch, ImportedChange._meta.label_lower, min(rows)[0], max(rows)[0])
                changed, kept = changed + done, kept + left_alone
        if not rows:
            return Progress(True, changed, kept)
        if monotonic() >= until:
            return Progress(False, changed, kept)


def _lock(rows: Rows) -> None:
    """Topics first, then posts, each in the order of ids: as commands do."""
    topics, posts = {row[1] for row in rows}, {row[2] for row in rows if row[2] is not None}
    list(Topic.objects.select_for_update(no_key=True).filter(pk__in=topics).order_by("pk").values_list("pk"))
    list(Post.objects.select_for_update(no_key=True).filter(pk__in=posts).order_by("pk").values_list("pk"))


def _apply(batch: int, rows: Rows) -> tuple[int, int]:
    ids = [row[0] for row in rows]
    _run(statements.APPLY, rows)
    _count(rows)
    open_ = ImportedChange.objects.filter(pk__in=ids, state=PENDING)
    open_.filter(field__in=(COUNTS, VOTES)).update(state=APPLIED)
    left_alone = list(open_.values_list("post__source", "post__source_key", "field"))
    open_.update(state=KEPT)
    _withdraw_undone(batch, left_alone)
    _leave_one_acceptance(rows)
    _leave_deleted(rows)
    _leave_deleted_posts(rows)
    values = sum(row[3] not in (COUNTS, VOTES) for row in rows)
    return values - len(left_alone), len(left_alone)


def _withdraw_undone(batch: int, left_alone: Iterable[tuple[str | None, str | None, str]]) -> None:
    """Somebody was quicker than the archive: no deed, so no fact of it."""
    undone: list[int] = []
    for source, key, field in left_alone:
        if field == BODY and source and key:
            undone += standing_by_source(source, [edit_key(key, batch)]).values()
    withdraw_many(undone, reason=Reason.SUPERSEDED)


def _leave_one_acceptance(rows: Rows) -> None:
    """An acceptance that was taken here outlasts those of archives, also one that stands again with an undoing."""
    topics = {row[1] for row in rows if row[3] == ACCEPTED}
    if topics:
        withdraw_many(acceptances_over(topics), reason=Reason.SUPERSEDED)


def _leave_deleted(rows: Rows) -> None:
    """A topic that was deleted here meanwhile stays without facts, whatever the archive knew of it."""
    gone = Topic.objects.filter(pk__in={row[1] for row in rows}, deleted_at__isnull=False)
    if topics := list(gone.values_list("pk", flat=True)):
        withdraw_many(counting_in(topics), reason=Reason.DELETED)


def _leave_deleted_posts(rows: Rows) -> None:
    """So does a post that was deleted here before it could become an answer."""
    gone = Post.objects.filter(pk__in={row[2] for row in rows if row[3] == KIND}, deleted_at__isnull=False)
    if posts := list(gone.values_list("pk", flat=True)):
        withdraw_many(of_posts(AnswerPosted, posts), reason=Reason.DELETED)


def _revert(batch: int, rows: Rows) -> tuple[int, int]:
    ids = [row[0] for row in rows]
    accepted = _accepted(rows)
    back = _run(statements.REVERT, rows)
    withdraw_many(of_posts(AnswerAccepted, accepted - _accepted(rows)), reason=Reason.SUPERSEDED)
    _count(rows)
    ImportedChange.objects.filter(pk__in=ids).update(state=REVERTED)
    _leave_one_acceptance(rows)
    _leave_deleted(rows)
    return back, 0


def _accepted(rows: Rows) -> set[int]:
    """What is accepted in topics where kinds change: an acceptance that was taken here goes with its answer."""
    topics = {row[1] for row in rows if row[3] in (ASKED, KIND)}
    found = Topic.objects.filter(pk__in=topics, accepted__isnull=False)
    return set(found.values_list("accepted_id", flat=True)) if topics else set()


def _run(lists: Mapping[str, Sequence[str]], rows: Rows) -> int:
    """Run the statements of each field that the changes have; returns how many rows the last ones of the lists set."""
    count = 0
    parameters = {"ids": [row[0] for row in rows]}
    fields = {row[3] for row in rows}
    with connection.cursor() as cursor:
        for field, statements_ in lists.items():
            if field in fields:
                for statement in statements_:
                    cursor.execute(statement, parameters)
                count += cursor.rowcount
                for statement in statements.AFTER.get(field, ()):
                    cursor.execute(statement, parameters)
    return count


def _count(rows: Rows) -> None:
    recount({row[1] for row in rows if row[3] in (COUNTS, KIND)})
    rescore({row[2] for row in rows if row[3] == VOTES and row[2] is not None})
