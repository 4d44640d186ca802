"""The demo association has something to show on every ladder, in every state of belonging and of every kind."""

from pathlib import Path

import pytest

from belong.care.archives.public import run, start_run
from belong.doors.imports.public import open_archive, write_demo
from belong.insight.impact.public import contributions
from belong.insight.journey.public import belonging_figures, presets, try_ladder
from tests.stories.imports import SYSTEM


@pytest.mark.usefixtures("clone")
def test_each_ladder_state_and_kind_has_its_people(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo.jsonl")
    archive = open_archive(tmp_path / "demo.jsonl")
    run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    for preset in presets():
        tried = try_ladder(actor=SYSTEM, key=preset.key, name=preset.name, stages=preset.stages, descend=preset.descend)
        standing = {stage.stage.key: stage.then for stage in tried.stages}
        assert min(standing.values()) >= 8, (preset.key, standing)
    states = {state.state.key: state.people for state in belonging_figures(SYSTEM).states}
    assert set(states) == {"builder", "member", "customer"}
    assert min(states.values()) >= 8, states
    kinds = {kind.word: kind.number for kind in contributions(SYSTEM)}
    assert set(kinds) == {"answered", "spoke", "hosted", "shared", "reviewed"}
    assert min(kinds.values()) >= 60, kinds
