"""An import that is killed again and again gives what an undisturbed one gives."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from belong.care.archives.public import RunCard, run, run_card, runs, start_run
from belong.doors.imports.public import FORMATS, open_stackexchange
from belong.ground.people.public import Actor
from tests.databases import cloned
from tests.dumps import write_dump
from tests.sameness import differences, told
from tests.stories.mails import mail, reply, write

pytestmark = pytest.mark.slow

SYSTEM = Actor.system_run("test")
POSTS = 3_000
STEPS = {
    "checking": ("checking",),
    "loading": ("loading",),
    "completing": ("linking", "applying"),
    "folding": ("folding",),
    "undoing": ("reverting", "unfolding"),
}
FIRST = {"checking": 3, "loading": 5, "completing": 3, "folding": 3}
NEWER = {"checking": 2, "loading": 3, "completing": 4, "folding": 3}

Tale = tuple[dict[str, list[str]], list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("dumps")
    return write_dump(folder / "old", posts=POSTS), write_dump(folder / "new", posts=POSTS, newer=True)


@pytest.fixture(scope="module")
def undisturbed(dumps: tuple[Path, Path], clone_template: str, django_db_blocker: DjangoDbBlocker) -> list[Tale]:
    """What the tables tell after the first dump and after the newer one, when nobody interferes."""
    tales = []
    with cloned(clone_template, django_db_blocker):
        for folder in dumps:
            brought(folder)
            tales.append(tale())
    return tales


def tale() -> Tale:
    return told(), [summary(card) for card in runs(SYSTEM)]


def summary(card: RunCard) -> tuple[object, ...]:
    rejects = card.rejects_file.read_text() if card.rejects_file else ""
    return (card.state, card.source, dict(card.counts), card.rejects, rejects, card.done, card.total)


@pytest.mark.parametrize("seed", [1])
def test_an_import_killed_at_any_moment_goes_on(
    clone: str, undisturbed: list[Tale], dumps: tuple[Path, Path], seed: int
) -> None:
    chance = random.Random(seed)
    killed: Counter[str] = Counter()
    for folder, plan, (expected, summaries) in zip(dumps, (FIRST, NEWER), undisturbed, strict=True):
        for step, times in plan.items():
            for _ in range(times):
                killed[step] += killed_in(step, chance, [str(folder)])
                assert runs(SYSTEM)[0].resumable
        finished(str(folder))
        found, cards = tale()
        assert differences(expected, found) == []
        assert cards == summaries
    assert killed.total() >= 20
    assert min(killed.values()) >= 5


def test_an_undoing_killed_at_any_moment_goes_on(clone: str, dumps: tuple[Path, Path]) -> None:
    chance = random.Random(5)
    first = brought(dumps[0])
    before = told(batches=False)
    second = brought(dumps[1])
    for card, expected in ((second, before), (first, None)):
        for _ in range(4):
            assert killed_in("undoing", chance, ["undo", str(card.id)])
            assert run_card(SYSTEM, card.id).undoable
        finished("undo", str(card.id))
        assert run_card(SYSTEM, card.id).state == "undone"
        if expected is not None:
            assert differences(expected, told(batches=False)) == []
    after = told(batches=False)
    assert {table for table, rows in after.items() if rows} == {"journey_ladder", "tags_tag"}
    brought(dumps[0])
    assert differences(before, told(batches=False)) == []


def mails(folder: Path) -> Path:
    """Threads of three with a file in each."""
    parts = "--b\n\nHello {n}\n--b\nContent-Type: text/csv; name=a.csv\n\n{n},1\n--b--"
    written: list[bytes] = []
    for n in range(0, 300, 3):
        date = f"Mon, 01 Jun 2020 {n % 24:02}:{n % 60:02}:00 +0000"
        boundary = {"Content_Type": "multipart/mixed; boundary=b"}
        written += [mail(n, parts.format(n=n), Date=date, From=f"P{n} <p{n}@example.org>", **boundary)]
        written += [reply(n + 1, n, f"One {n}", Date=date), reply(n + 2, n + 1, f"Two {n}", Date=date)]
    return write(folder / "list.mbox", *written)


def members(folder: Path) -> Path:
    rows = [f"{n},Person {n},p{n}@example.org,2020-01-02,yes,mills" for n in range(400)]
    file = folder / "members.csv"
    file.write_text("\n".join(["No,Name,Mail,Joined,Newsletter,Interests", *rows, "400,Bad,no address,,,"]))
    return file


@pytest.mark.parametrize(("key", "written"), [("mbox", mails), ("people", members)])
def test_mails_and_tables_that_are_killed_go_on(
    tmp_path: Path,
    clone: str,
    clone_template: str,
    django_db_blocker: DjangoDbBlocker,
    key: str,
    written: Callable[[Path], Path],
) -> None:
    file = written(tmp_path)
    with cloned(clone_template, django_db_blocker):
        archive = FORMATS[key].open(file, {})
        run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
        expected, summaries = tale()
    chance = random.Random(7)
    for step in ("loading", "completing"):
        assert killed_in(step, chance, [key, str(file)])
        assert runs(SYSTEM)[0].resumable
    finished(key, str(file))
    found, cards = tale()
    assert differences(expected, found) == []
    assert cards == summaries
    assert len(found["people_person"]) > 100


def brought(folder: Path) -> RunCard:
    archive = open_stackexchange(folder, site="x")
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)


def killed_in(step: str, chance: random.Random, arguments: Sequence[str]) -> bool:
    """Start a process and SIGKILL it at a moment of `step`; whether it still lived then."""
    wanted = chance.randrange(6) if step == "loading" else 0
    with started(*arguments) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.split()[0] in STEPS[step]:
                wanted -= 1
            if wanted < 0:
                time.sleep(chance.uniform(0, 0.25 if step in {"folding", "undoing"} else 0.03))
                break
        process.kill()
        rest = process.stdout.read()
    return process.returncode == -signal.SIGKILL and "over" not in rest


def finished(*arguments: str) -> None:
    with started(*arguments) as process:
        said, _ = process.communicate(timeout=120)
    assert said.endswith("over\n")


def started(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.stories.importing", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "BELONG_HOME": str(settings.HOME), "BELONG_SECRET_KEY": settings.SECRET_KEY,
             "DJANGO_SETTINGS_MODULE": "belong.config.settings"},
    )  # fmt: skip
