"""Somebody goes, and nothing of them is left in the database, the files and the index but what others wrote."""

import re
import subprocess
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from pytest_django import Settings

from belong.community.discussions.models import Post
from belong.doors.cli.keeping.dump import dump
from belong.ground.kernel import postgres
from belong.ground.kernel.public import erasers, stored_names
from belong.ground.kernel.registry import Eraser
from belong.ground.ledger.public import check, drain, history
from belong.ground.people import public as people
from belong.ground.people.commands.own_data import erasing
from belong.insight.search import public as search
from tests.stories.going import SIGNS, settle
from tests.stories.working import run_worker

pytestmark = pytest.mark.slow

HOLDS = re.compile("|".join(map(re.escape, SIGNS)), re.IGNORECASE)
TABLE = re.compile(r"^COPY public\.(\w+) \(([^)]*)\) FROM stdin;$")


@pytest.fixture
def files(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    return tmp_path / "home"


def in_dump(path: Path) -> set[str]:
    """Every row of every table of the database, as `table:key`, that holds a sign of them."""
    dump(path)
    plain = subprocess.run([postgres.tool("pg_restore"), "--file=-", path], capture_output=True, check=True).stdout
    path.unlink()
    table, found = "", set()
    for line in plain.decode().splitlines():
        if match := TABLE.match(line):
            table = match[1]
        elif line == "\\.":
            table = ""
        elif HOLDS.search(line):
            found.add(f"{table or line}:{line.split(chr(9))[0]}")
    return found


def in_files(home: Path) -> list[str]:
    """Every file of the installation that holds one, in its name or its bytes."""
    return [
        str(path.relative_to(home))
        for path in sorted(home.rglob("*"))
        if path.is_file() and (HOLDS.search(path.name) or HOLDS.search(path.read_bytes().decode("latin-1")))
    ]


@pytest.mark.parametrize("keeps", [False, True])
def test_nothing_is_left_of_who_went_but_what_others_wrote(
    clone: str, files: Path, tmp_path: Path, keeps: bool
) -> None:
    person, me, tom = settle(tmp_path)
    run_worker(wait=False)
    [taken] = people.my_exports(me)
    assert taken.ready_at is not None
    before = in_dump(tmp_path / "before.sql")
    assert {one.partition(":")[0] for one in before} >= WHERE
    assert len(in_files(files)) >= 2
    assert search.search(tom, "Quirina").posts == SAID

    going = people.begin_erasure(actor=me, person=person, keeps=keeps)
    people.carry_out(going)
    drain()

    told = set(people.erasure(going).found)
    left = in_dump(tmp_path / "after.sql")
    assert {one for one in left if not one.startswith("search_post:")} == {ref.replace(".", "_", 1) for ref in told}
    assert {ref.partition(":")[0] for ref in told} == {"discussions.post"}
    assert [text(ref) for ref in told] == ["As Quirina Vossberg once said: oil."]
    assert in_files(files) == []
    assert [name for name in stored_names() if name.startswith(("exports/", "pictures/"))] == []
    found = search.search(tom, "Quirina")
    assert [hit.post.title for hit in found.hits] == ["Oil or wax?"]
    assert search.search(tom, "planes").posts == int(keeps)
    assert Session.objects.count() == 0
    assert check() == []


SAID = 5
"""Posts that say it: four of theirs, two of them from elsewhere, and one of Tom's."""

WHERE = {
    "account_emailaddress", "arrivals_invitation", "arrivals_wish", "discussions_post", "discussions_revision",
    "discussions_topic", "journey_override", "kernel_outboxmessage", "mfa_authenticator", "moderation_contested",
    "people_account", "people_claim", "people_identity", "people_permission", "people_person", "profiles_link",
    "profiles_organisation", "profiles_profile", "search_post", "socialaccount_socialaccount", "touches_touch",
    "usersessions_usersession",
}  # fmt: skip


def text(ref: str) -> str:
    return Post.objects.get(pk=ref.partition(":")[2]).source_text


def test_a_run_that_was_killed_goes_on_where_it_stood(
    clone: str, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, me, _tom = settle(tmp_path)
    uid = people.begin_erasure(actor=me, person=person, keeps=False)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "erasers", lambda: {**before_groups(), "killed": ((), killed)})
        with pytest.raises(KeyboardInterrupt):
            people.carry_out(uid)
    assert people.erasure(uid).finished_at is None
    assert people.begin_erasure(actor=me, person=person, keeps=True) == uid
    people.carry_erasures_on()
    card = people.erasure(uid)
    assert card.finished_at is not None
    assert [text(ref) for ref in card.found] == ["As Quirina Vossberg once said: oil."]
    assert not card.keeps
    [gone] = history(words=["erased"]).items
    assert (gone.counterpart, gone.actor, dict(gone.payload)) == (person, None, {"kept": False})


def before_groups() -> dict[str, tuple[tuple[str, ...], Eraser]]:
    """The first half of the rooms, the names not yet forgotten."""
    every = dict(erasers())
    return {name: every[name] for name in list(every)[: list(every).index("groups")]}


def killed(person: int) -> None:
    raise KeyboardInterrupt
