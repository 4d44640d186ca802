"""Which answers an archive says are accepted."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from belong.community.discussions.commands.fetching import post_ref
from belong.community.discussions.commands.load.changing import Changes
from belong.community.discussions.commands.load.given import Known, Tally, is_topic, known_rows
from belong.community.discussions.models import ACCEPTED, ANSWER, QUESTION, Post
from belong.community.discussions.rows import Loaded, LoadedAcceptance
from belong.ground.kernel.public import require_transaction, told_lazy
from belong.ground.ledger.public import AnswerAccepted, Fact, Reason, record_many, standing_by_source, withdraw_many

NO_QUESTION = told_lazy("The question is missing.")
NO_ANSWER = told_lazy("The accepted post is no answer of this question.")
TWICE = told_lazy("This question came before in the archive's acceptances.")

ACCEPT = """
update discussions_topic t set accepted_id = n.answer, accepted_at = n.at, loaded_accepted = n.answer
from unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) as n (topic, answer, at)
where t.id = n.topic
"""


def load_acceptances(batch: int, source: str, rows: Iterable[LoadedAcceptance]) -> Loaded:
    """Bring in the accepted answers under `batch`, after topics and answers. One slice of the caller's transaction.

    A question of this batch is accepted at once. One that stands already changes with `apply_changes`: the archive may
    say another answer than before, another time of it, or none any more; then the earlier acceptance is withdrawn. What
    was accepted or un-accepted here since stays, and so does the time where the archive says none.
    """
    require_transaction("loading acceptances")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {key for row in given for key in (row.topic_key, row.answer_key) if key})
    answers = [one.id for one in known.values() if one.kind == ANSWER]
    written = dict(Post.objects.filter(pk__in=answers).values_list("pk", "created_at"))
    redated = _redated(source, given, known, written)
    now_accepted: dict[int, tuple[int, datetime]] = {}
    facts: list[Fact] = []
    over: list[tuple[str, int]] = []
    seen: set[str] = set()
    for index, row in enumerate(given):
        topic = known.get(row.topic_key)
        if row.answer_key is None and is_topic(topic) and topic is not None and topic.topic_kind != QUESTION:
            continue
        if topic is None or not is_topic(topic) or topic.topic_kind != QUESTION:
            tally.refuse(index, row.topic_key, NO_QUESTION)
            continue
        if row.topic_key in seen:
            tally.refuse(index, row.topic_key, TWICE)
            continue
        seen.add(row.topic_key)
        answer = _answer(row, topic, known)
        if row.answer_key is not None and answer is None:
            tally.refuse(index, row.topic_key, NO_ANSWER)
        if (answer.id if answer else None) == topic.loaded_accepted and row.topic_key not in redated:
            tally.unchanged += answer is not None
            continue
        if topic.accepted != topic.loaded_accepted or (answer is not None and (answer.deleted or topic.topic_deleted)):
            tally.kept += 1
            continue
        at = max(row.at or written[answer.id], written[answer.id]) if answer else None
        if answer is not None and at is not None:
            facts.append(_fact(batch, source, topic, answer, at))
        if topic.topic_ours and answer is not None and at is not None:
            now_accepted[topic.topic] = (answer.id, at)
            tally.created += 1
            continue
        new: dict[str, object] = (
            {"answer": answer.id, "at": at.isoformat()} if answer and at else {"answer": None, "at": None}
        )
        changes.of_topic(topic.topic, ACCEPTED, new)
        tally.changed += 1
        if topic.loaded_accepted is not None:
            over.append((row.topic_key, topic.loaded_accepted))
    _accept(now_accepted)
    changes.store()
    _withdraw(batch, source, over)
    tally.facts = record_many(facts).count
    return tally.loaded()


def _redated(
    source: str, given: Iterable[LoadedAcceptance], known: dict[str, Known], written: dict[int, datetime]
) -> set[str]:
    """The questions whose acceptance stands as the archive brought it, but not at the time that it says now."""
    other: dict[str, str] = {}
    for row in given:
        topic = known.get(row.topic_key)
        answer = _answer(row, topic, known) if topic is not None else None
        if topic is None or answer is None or row.at is None or topic.topic_ours:
            continue
        still = topic.accepted == topic.loaded_accepted == answer.id
        if still and topic.accepted_at != max(row.at, written[answer.id]):
            other[accepted_key(topic.key, answer.key)] = topic.key
    return {other[key] for key in standing_by_source(source, other)}


def accepted_key(topic_key: str, answer_key: str) -> str:
    return f"accepted:{topic_key}:{answer_key}"


def _answer(row: LoadedAcceptance, topic: Known, known: dict[str, Known]) -> Known | None:
    answer = known.get(row.answer_key) if row.answer_key is not None else None
    if answer is None or not answer.usable or answer.kind != ANSWER or answer.topic != topic.topic:
        return None
    return answer


def _fact(batch: int, source: str, topic: Known, answer: Known, at: datetime) -> Fact:
    return AnswerAccepted(
        actor=topic.topic_author,
        about=post_ref(answer.id),
        counterpart=answer.author,
        group=topic.group,
        occurred_at=at,
        batch=batch,
        backfill=True,
        source=source,
        source_key=accepted_key(topic.key, answer.key),
        topic=topic.topic,
    )


def _accept(accepted: dict[int, tuple[int, datetime]]) -> None:
    if accepted:
        answers, times = [answer for answer, _ in accepted.values()], [at for _, at in accepted.values()]
        with connection.cursor() as cursor:
            cursor.execute(ACCEPT, [list(accepted), answers, times])


def _withdraw(batch: int, source: str, over: list[tuple[str, int]]) -> None:
    """What the archive said before and says no longer is withdrawn, from when the batch is complete on."""
    keys = dict(Post.objects.filter(pk__in=[answer for _, answer in over]).values_list("pk", "source_key"))
    facts = standing_by_source(source, [accepted_key(topic, keys[answer] or "") for topic, answer in over])
    withdraw_many(facts.values(), reason=Reason.GONE, batch=batch)
