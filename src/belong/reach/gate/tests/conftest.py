"""Kinds of mail of the tests' own."""

import pytest

from belong.reach.gate import kinds
from belong.reach.gate.public import Terms, register_terms


@pytest.fixture(autouse=True)
def _terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_terms", {})
    register_terms("service.x", Terms(service=True))
    register_terms("service.code", Terms(service=True, lets_in=True))
    register_terms("news.letter", Terms(purpose="news"))
    register_terms("talk.answer", Terms(purpose="talk"))
    register_terms("talk.reply", Terms(purpose="talk", most_a_day=2))
