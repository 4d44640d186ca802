"""Files of posts: kept once, and gone when no row names them."""

import os
from collections.abc import Iterator
from datetime import timedelta
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.conf import LazySettings
from django.db import connection, connections, transaction

from belong.community.discussions import blobs
from belong.community.discussions.models import Attachment, Post
from belong.community.discussions.tests.support import group, question
from belong.ground.kernel.public import now, stored_names, sweep_files
from belong.ground.people.tests.support import batch, member

CONTENT = b"What the recipe said."

pytestmark = pytest.mark.usefixtures("clone")


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: os.PathLike[str]) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    yield


def name_it(digest: str) -> None:
    Attachment.objects.create(
        post=Post.objects.get(),
        name="recipe.txt",
        media_type="text/plain",
        size=len(CONTENT),
        digest=digest,
        batch_id=batch("list"),
        source="list",
        source_key=digest,
    )


def kept(*, named: bool) -> str:
    with transaction.atomic():
        digest = blobs.keep(CONTENT)
        if named:
            name_it(digest)
    return digest


def grow_old(settings: LazySettings, digest: str) -> None:
    at = (now() - timedelta(days=2)).timestamp()
    os.utime(settings.MEDIA_ROOT / blobs.path_of(digest), (at, at))


def test_what_no_row_names_goes_after_a_day(settings: LazySettings) -> None:
    group()
    question(member("Mia"))
    digest = kept(named=False)
    assert sweep_files() == 0
    grow_old(settings, digest)
    name_it(digest)
    assert sweep_files() == 0
    Attachment.objects.all().delete()
    assert sweep_files() == 1
    assert list(stored_names()) == []


def test_what_somebody_is_about_to_name_stays(settings: LazySettings) -> None:
    """An old file that nobody names is what an archive brings at that moment."""
    group()
    question(member("Mia"))
    digest = kept(named=False)
    grow_old(settings, digest)
    holding = Event()

    def bring() -> None:
        try:
            with transaction.atomic():
                blobs.keep(CONTENT)
                holding.set()
                wait_until_somebody_waits()
                name_it(digest)
        finally:
            connections.close_all()

    bringing = Thread(target=bring)
    bringing.start()
    assert holding.wait(10)
    assert sweep_files() == 0
    bringing.join(10)
    assert list(stored_names()) == [blobs.path_of(digest)]
    assert Attachment.objects.get().digest == digest


def wait_until_somebody_waits() -> None:
    began = monotonic()
    while monotonic() - began < 10:
        with connection.cursor() as cursor:
            cursor.execute(
                "select exists (select from pg_locks where locktype = 'advisory' and not granted and database ="
                " (select oid from pg_database where datname = current_database()))"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    raise AssertionError("nobody waited")
