"""Everything that is said is said in every language: nothing missing, empty, doubtful, or with other values in it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "words.py"


def words() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_catalogs_hold_all_that_is_said(language: str) -> None:
    known = words()
    assert list(known.faults(language, known.said())) == []
