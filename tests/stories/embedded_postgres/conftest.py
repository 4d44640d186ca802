"""Homes with a PostgreSQL of their own, for each user and version that is here."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.embedded_postgres.world import PROGRAMS, USERS, World


@pytest.fixture
def folder() -> Iterator[Path]:
    """Below /tmp and open to pass through: pytest's own folder is closed to other users."""
    made = Path(tempfile.mkdtemp(prefix="belong-pg-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(params=[(uid, major) for uid in USERS for major in PROGRAMS], ids=lambda p: f"uid{p[0]}-pg{p[1]}")
def world(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    uid, major = request.param
    world = World(folder, uid, PROGRAMS[major])
    yield world
    world.end(monkeypatch)


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world whose homes this process uses itself."""
    world = World(folder, os.geteuid(), next(iter(PROGRAMS.values())))
    monkeypatch.setenv("PG_BIN", str(world.programs))
    yield world
    world.end(monkeypatch)
