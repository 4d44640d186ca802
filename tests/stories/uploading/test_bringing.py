"""A host brings an archive in, watches it, and takes it back."""

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from belong.care.archives import public as archives
from belong.care.archives.commands import background
from belong.care.archives.models import Run
from belong.community.discussions.public import latest, reply
from belong.doors.imports.tests.dumps import answer, question, user, write
from belong.ground.groups.public import open_group
from belong.ground.people.public import Account, open_account
from tests.stories.imports import SYSTEM, bring, member, small
from tests.stories.uploading.sending import packed, said, send, uploads
from tests.stories.working import run_worker

pytestmark = pytest.mark.usefixtures("clone")


def test_an_archive_comes_in_by_the_pages(tmp_path: Path, home: Path, host: Client) -> None:
    folder = write(tmp_path / "d", Users=[user(1, "Ann")], Posts=[question(10, 1), answer(11, 10), {"Id": "x"}])
    sent = send(host, packed(folder, inside="dump/"), site="x", group="Ales")
    run = Run.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/imports/{run.pk}")
    assert {stat.S_IMODE(path.stat().st_mode) for path in uploads(home)} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in uploads(home)} == {0o700}
    waiting = host.get(sent["Location"])
    assert "It waits for its turn." in said(waiting)
    assert b'http-equiv="refresh"' in waiting.content
    assert list(latest(SYSTEM).items) == []
    run_worker(wait=False)
    done = host.get(sent["Location"])
    assert "It brought 1 person, 1 topic and 1 answer." in said(done)
    assert b'http-equiv="refresh"' not in done.content
    assert "Members only. Change who may read" in said(done)
    assert [card.group.name for card in latest(SYSTEM).items] == ["Ales"]
    assert uploads(home) == []
    again = send(host, packed(folder, inside="dump/"), site="x", group="Ales")
    run_worker(wait=False)
    assert "It brought nothing: what could be read was here already." in said(host.get(again["Location"]))


def test_rejects_are_read_page_by_page_and_as_a_file(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from belong.care.archives import queries

    monkeypatch.setattr(queries, "REJECTS_A_PAGE", 2)
    bad = [{"Id": f"<{n}>"} for n in range(3)]
    card = bring(write(tmp_path, Users=[user(1)], Posts=[question(10, 1), *bad]))
    first = host.get(f"/imports/{card.id}/rejects")
    assert first.content.count(b"PostTypeId is missing") == 2
    assert b"&lt;0&gt;" in first.content
    following = re.search(rb'rejects\?after=(\d+)"', first.content)
    assert following is not None
    rest = host.get(f"/imports/{card.id}/rejects", {"after": following[1].decode()})
    assert (rest.content.count(b"PostTypeId is missing"), b"rejects?after" in rest.content) == (1, False)
    inside = host.get(f"/imports/{card.id}/rejects", {"after": "7"})
    assert inside.content.count(b"PostTypeId is missing") == 2
    file = host.get(f"/imports/{card.id}/rejects.jsonl")
    lines = b"".join(file.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert [json.loads(line)["record"] for line in lines] == bad
    assert file["Content-Disposition"] == f'attachment; filename="run-{card.id}-rejects.jsonl"'
    assert file["X-Content-Type-Options"] == "nosniff"
    stranger = Client()
    for path in ("rejects", "rejects.jsonl"):
        assert stranger.get(f"/imports/{card.id}/{path}").status_code == 404


def test_undoing_says_what_goes_and_is_done_once_it_is_confirmed(tmp_path: Path, home: Path, host: Client) -> None:
    card = bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    reply(actor=member("mia"), topic=topic.uid, body="My own words")
    asked = said(host.get(f"/imports/{card.id}/undo"))
    assert "subject" not in asked
    assert "2 topics 2 answers 1 reply 1 accepted answer" in asked
    assert "Members wrote 1 post on it since." in asked
    assert len(latest(SYSTEM).items) == 2
    host.post(f"/imports/{card.id}/undo")
    run_worker(wait=False)
    assert "It was taken back" in said(host.get(f"/imports/{card.id}"))
    assert list(latest(SYSTEM).items) == []
    row = Run.objects.get()
    assert (row.undone_by_id is not None, row.asked) == (True, "")
    refused = host.post(f"/imports/{card.id}/undo")
    assert (refused.status_code, f"Run {card.id} is undone already." in said(refused)) == (422, True)


def test_a_run_that_stopped_goes_on(tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(host, packed(small(tmp_path)), site="x")
    number = Run.objects.get().pk
    Run.objects.update(asked="")
    stopped = said(host.get(f"/imports/{number}"))
    assert "It stopped before its end." in stopped
    assert "Go on" in stopped
    assert host.post(f"/imports/{number}/resume").status_code == 303
    run_worker(wait=False)
    assert "It brought" in said(host.get(f"/imports/{number}"))
    over = host.post(f"/imports/{number}/resume")
    assert (over.status_code, "there is nothing to resume" in said(over)) == (422, True)


def test_an_undoing_that_is_asked_for_while_a_run_is_at_work_is_done(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = archives.run
    number = int(send(host, packed(small(tmp_path)), site="x")["Location"].rsplit("/", 1)[-1])

    def meanwhile(**given: Any) -> Any:
        assert host.post(f"/imports/{number}/undo").status_code == 303
        return carry(**given)

    monkeypatch.setattr(background, "run", meanwhile)
    background.work.run(number)
    assert (Run.objects.get().state, Run.objects.get().asked) == ("done", "undo")
    run_worker(wait=False)
    row = Run.objects.get()
    assert (row.state, row.asked, row.undone_by_id is not None) == ("undone", "", True)
    assert list(latest(SYSTEM).items) == []


def test_a_run_that_still_waits_is_taken_back_by_who_asked(tmp_path: Path, home: Path, host: Client) -> None:
    number = int(send(host, packed(small(tmp_path)), site="x")["Location"].rsplit("/", 1)[-1])
    host.post(f"/imports/{number}/undo")
    run_worker(wait=False)
    row = Run.objects.get()
    assert (row.state, row.undone_by_id) == ("undone", Account.objects.get().person_id)


def test_no_search_engine_sees_an_archive_before_a_host_opens_its_group(tmp_path: Path, home: Path) -> None:
    bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    mia = open_account(email="m@example.org", password="three words and a lamp", name="Mia")
    client = Client()
    client.force_login(Account.objects.get(pk=mia.pk))
    assert b'content="noindex' in client.get(topic.url).content
    assert Client().get(topic.url).status_code in (303, 404)
    open_group(actor=SYSTEM, slug=topic.group.slug, audience="public")
    open_page = Client().get(topic.url)
    assert (open_page.status_code, b"noindex" in open_page.content) == (200, False)


def test_a_task_that_fails_says_so_until_a_later_try_succeeds(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("broken")

    address = send(host, packed(small(tmp_path)), site="x")["Location"]
    with monkeypatch.context() as patched:
        patched.setattr(background, "run", broken)
        with pytest.raises(RuntimeError):
            background.work.run(Run.objects.get().pk)
    failed = said(host.get(address))
    assert "Something went wrong on our side; nothing is lost." in failed
    assert "It stopped before its end." in failed
    assert "Go on" in failed
    run_worker(wait=False)
    done = said(host.get(address))
    assert ("It brought" in done, "Something went wrong" in done) == (True, False)
