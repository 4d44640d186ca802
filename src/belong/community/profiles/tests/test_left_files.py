"""A picture whose transaction was undone leaves files; they go, and no picture that stands loses its own."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction
from PIL import Image

from belong.community.profiles.pictures import SIZES, path_of
from belong.community.profiles.public import put_picture
from belong.ground.kernel.public import now, stored_names, sweep_files
from belong.ground.people.tests.support import member, someone
from belong.ground.settings.public import set_mark


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (80, 80), "teal").save(kept, "PNG")
    return kept.getvalue()


def age(settings: LazySettings) -> None:
    at = (now() - timedelta(hours=25)).timestamp()
    for name in stored_names():
        os.utime(settings.MEDIA_ROOT / name, (at, at))


def test_files_of_an_undone_transaction_go(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    mia, owner = member(), someone("Olga", "owner")
    kept = put_picture(actor=mia, content=picture())
    mark = set_mark(actor=owner, data=picture())
    stands = sorted([*(path_of(kept.uid, size) for size in SIZES), mark])
    with pytest.raises(RuntimeError, match="undone"), transaction.atomic():
        put_picture(actor=member("Ben"), content=picture())
        set_mark(actor=owner, data=picture())
        raise RuntimeError("undone")
    foreign = settings.MEDIA_ROOT / "pictures" / "README.txt"
    foreign.write_text("mine")
    assert len(list(stored_names())) == 2 * len(stands) + 1
    assert sweep_files() == 0
    age(settings)
    assert sweep_files() == len(stands)
    assert sorted(stored_names()) == sorted([*stands, "pictures/README.txt"])
