"""A restored home has the runs but not their rejects: the file begins anew instead of with a hole."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from belong.care.archives.cards import card_of
from belong.care.archives.models import Run
from belong.care.archives.records import Item, Reject
from belong.care.archives.rejects import append, file_of
from belong.ground.kernel.public import now

pytestmark = pytest.mark.django_db


def test_a_file_that_is_not_there_begins_anew(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path
    run = Run.objects.create(
        format="x", path="x", source="x", label="x", fingerprint="x", started_at=now(), rejects=3, rejects_bytes=500
    )
    assert card_of(run).rejects_file is None
    append(run, [(Item(file="a", line=1, raw="r", what=Reject("why")), "why")])
    text = file_of(run).read_bytes()
    assert b"\0" not in text
    assert (run.rejects, run.rejects_bytes) == (4, len(text))
    assert card_of(run).rejects_file == file_of(run)
