"""The threads of real mailing lists, against a recomputation that shares no code with the product."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.db import connection

from belong.care.archives.public import run, start_run
from belong.doors.imports.public import open_mbox
from belong.ground.people.public import Actor
from tests.oracle import mbox as oracle

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

SYSTEM = Actor.system_run("test")
LISTS = {
    "mail-open-iscsi-rfc822": (1_233, 374, 7),
    "mail-r-lists/raw/r-announce": (684, 644, 0),
    "mail-r-lists/raw/r-package-devel": (11_111, 2_551, 0),
}
"""Distinct mails, threads and attachments."""


def imported() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.source_key, p.source_key from discussions_topic t"
            " left join discussions_post p on p.topic_id = t.id and p.kind <> 'opening'"
        )
        for topic, post in cursor:
            found[topic] |= {post} - {None}
    return {topic: frozenset(posts) for topic, posts in found.items()}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_threads_are_the_same_mail_by_mail(clone: str, shared_data: Path, name: str) -> None:
    folder = shared_data / "conversations" / name
    mails, threads, files = LISTS[name]
    archive = open_mbox([folder])
    card = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, wait=False)
    assert (card.state, card.rejects) == ("done", 0)
    loaded = {phase: counts.loaded for phase, counts in card.counts.items()}
    assert loaded["topics"] + loaded["answers"] + loaded["replies"] == mails
    assert (loaded["topics"], loaded.get("attachments", 0)) == (threads, files)
    assert imported() == oracle.threads(sorted(folder.iterdir()))
