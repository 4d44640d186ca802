"""The pages for when something is broken ask the database nothing."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.template.loader import get_template

from belong.ground.kernel import community


def _down(*_: object) -> None:
    raise OperationalError("the database does not answer")


@pytest.mark.parametrize("name", ["400.html", "429.html", "500.html"])
def test_it_is_drawn_while_the_database_does_not_answer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(community, "first_row", _down)
    monkeypatch.setattr(community, "connection", SimpleNamespace(in_atomic_block=False))
    drawn = get_template(name).render({})
    assert "<h1>" in drawn and '<link rel="stylesheet" href="/style/' in drawn
