"""What undoing an import takes back, and what it leaves."""

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from belong.care.archives.public import (
    ArchiveRefused,
    RunCard,
    Unconfirmed,
    orphans,
    run_card,
    undo,
)
from belong.community.discussions.public import accept, answer, ask, latest, reply, topic_page
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import NotFound, now
from belong.ground.ledger.public import check, drain
from belong.ground.people.public import Account, Actor, give_role, open_account, person_cards, set_flags
from belong.ground.touches.public import record_touch
from belong.insight.journey.public import ladder_figures, moves_in, override_stage, people_at_stage, stage_of
from tests.dumps import write_dump
from tests.sameness import differences, told
from tests.stories.imports import SYSTEM, acted, bring, member, person, posts_of, small, stopped

pytestmark = pytest.mark.usefixtures("clone")


def test_an_older_state_is_not_undone_before_the_newer_one(tmp_path: Path) -> None:
    old = bring(small(tmp_path / "old"))
    new = bring(small(tmp_path / "new", edited=True))
    with pytest.raises(ArchiveRefused, match=f"^Run {new.id} brought a newer state of the same archive: undo that one"):
        undo(actor=SYSTEM, run_id=old.id, confirmed=True)
    assert run_card(SYSTEM, old.id).state == "done"
    undo(actor=SYSTEM, run_id=new.id, confirmed=True)
    undo(actor=SYSTEM, run_id=old.id, confirmed=True)
    assert acted() == []


def test_undo_takes_everything_back_and_the_same_archive_gives_the_same_again(tmp_path: Path) -> None:
    empty = told(batches=False)
    folder = write_dump(tmp_path, posts=300)
    card = bring(folder)
    first = told(batches=False)
    undone = undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert (undone.state, undone.undoable, undone.resumable) == ("undone", False, False)
    assert undone.undone_at is not None
    gone = told(batches=False)
    gone["tags_tag"] = []
    assert differences(empty, gone) == []
    assert bring(folder).counts == dict(card.counts) | {"tags": known_already(card, "tags")}
    assert differences(first, told(batches=False)) == []
    with pytest.raises(ArchiveRefused, match="is undone already"):
        undo(actor=SYSTEM, run_id=card.id, confirmed=True)


def known_already(card: RunCard, phase: str) -> object:
    """Tags belong to no import, so those of an undone one are there already."""
    counts = card.counts[phase]
    return type(counts)(read=counts.read, unchanged=counts.loaded)


def test_undo_says_what_members_wrote_and_asks(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    mia = member("mia")
    mine = reply(actor=mia, topic=topic.uid, body="My own words")
    assert orphans(SYSTEM, card.id) == 1
    before = told()
    with pytest.raises(Unconfirmed) as asked:
        undo(actor=SYSTEM, run_id=card.id)
    assert asked.value.orphans == 1
    assert "Members wrote 1 piece on it since; what they wrote stays theirs" in str(asked.value)
    assert differences(before, told()) == []
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert topic_page(mia, topic.uid).gone
    assert [one.uid for one in posts_of(topic_page(mia, topic.uid)) if one.html] == [mine.uid]
    assert topic_page(SYSTEM, topic.uid).gone
    with pytest.raises(NotFound):
        topic_page(member("other"), topic.uid)
    bring(small(tmp_path))
    again = topic_page(mia, topic.uid)
    assert not again.gone
    assert [one.html for one in posts_of(again) if one.uid == mine.uid] == [mine.html]
    assert len(posts_of(again)) == 4


def test_a_topic_that_is_gone_counts_what_its_reader_still_sees(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    mia, leo = member("mia"), member("leo")
    answer(actor=mia, topic=topic.uid, body="My own answer")
    reply(actor=mia, topic=topic.uid, body="My own words")
    reply(actor=leo, topic=topic.uid, body="Leo's words")
    asked = ask(actor=mia, group=topic.group.slug, title="Mine", body="Why?")
    theirs = answer(actor=leo, topic=asked.uid, body="So")
    accept(actor=mia, post=theirs.uid)
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)

    def told_to(actor: Actor, uid: UUID) -> tuple[int, int, bool]:
        shown = topic_page(actor, uid).topic
        return shown.answers, shown.replies, shown.accepted

    assert told_to(mia, topic.uid) == (1, 1, False)
    assert told_to(leo, topic.uid) == (0, 1, False)
    assert told_to(SYSTEM, topic.uid) == (1, 2, False)
    assert told_to(mia, asked.uid) == (0, 0, False)
    assert told_to(SYSTEM, asked.uid) == (1, 0, True)
    empty = topic_page(mia, topic.uid).opening
    assert empty is not None
    assert (empty.post.withdrawn, empty.post.removed, empty.post.html) == (True, True, "")
    client = Client()
    client.force_login(Account.objects.get(person_id=mia.person or 0))
    page = client.get(topic.url).content.decode()
    assert "This came with an archive that was taken back." in page
    assert "This was deleted." not in page
    assert "1 answer" in page
    assert "No answer yet" not in client.get(asked.url).content.decode()


@pytest.mark.parametrize("state", ["checking", "loading", "applying", "folding"])
def test_an_unfinished_run_can_be_undone(tmp_path: Path, state: str) -> None:
    folder = small(tmp_path)
    card = stopped(folder, state, "topics" if state == "loading" else "")
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert run_card(SYSTEM, card.id).state == "undone"
    assert acted() == []
    assert list(latest(SYSTEM).items) == []
    assert bring(folder).state == "done"
    assert len(acted()) == 10


def test_who_acted_here_since_stays_known_when_their_archive_is_undone(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    ann, someone, cy = (person(number) or 0 for number in (1, 2, 3))
    account = open_account(email="bo@example.org", password="a long enough word", person=someone, actor=SYSTEM)
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    reply(actor=actor_for(account.pk), topic=topic.uid, body="Still here")
    record_touch(actor=SYSTEM, persons=[ann], channel="phone", direction="in")
    drain()
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert set(person_cards([ann, someone, cy])) == {ann, someone}
    assert stage_of(SYSTEM, someone, now()) is not None
    assert check() == []
    bring(small(tmp_path))
    assert (person(1), person(2), person(3)) == (ann, someone, cy)
    assert check() == []


def test_the_ladder_is_told_between_an_undoing_and_its_folding(tmp_path: Path) -> None:
    folder = small(tmp_path / "dump")
    card = bring(folder)
    someone = member("mia").person
    drain()
    found = {stage.stage.key: stage.people for stage in ladder_figures(SYSTEM).stages if stage.people}
    assert sum(found.values()) > 1
    undone = undo(actor=SYSTEM, run_id=card.id, confirmed=True, wait=False)
    assert undone.state == "undone"
    for _ in range(2):
        figures = ladder_figures(SYSTEM)
        assert (figures.people, figures.ladder.key) == (1, "belonging")
        for stage in figures.stages:
            page = people_at_stage(SYSTEM, stage.stage.key)
            assert (page.total, len(page.items)) == (stage.people, stage.people)
        moves = moves_in(SYSTEM)
        assert {move.person.id for move in moves.items} == {someone}
        assert moves.total == len(moves.items)
        drain()


@pytest.mark.parametrize("deed", ["phoned", "role", "flagged", "answered", "overridden"])
def test_whom_somebody_here_dealt_with_stays_known_when_their_archive_is_undone(tmp_path: Path, deed: str) -> None:
    card = bring(small(tmp_path))
    ann, cy = (person(number) or 0 for number in (1, 3))
    if deed == "phoned":
        record_touch(actor=SYSTEM, persons=[cy], channel="phone", direction="out")
    elif deed == "role":
        give_role(actor=SYSTEM, person=cy, role="mentor")
    elif deed == "flagged":
        set_flags(actor=SYSTEM, person=cy, staff=True)
    elif deed == "overridden":
        override_stage(actor=SYSTEM, person=cy, stage="partner", reason="They help by phone.")
    else:
        cy = ann
        topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
        reply(actor=member("mia"), topic=topic.uid, body="To Ann")
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert set(person_cards([cy])) == {cy}
    assert check() == []
    bring(small(tmp_path))
    assert {person(1), person(3)} >= {cy}
    assert check() == []
