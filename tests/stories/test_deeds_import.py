"""What people did elsewhere comes in with an archive, counts, and goes with it."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from belong.care.archives.public import RunCard, run, start_run, undo
from belong.doors.imports.public import open_archive
from belong.ground.kernel.public import cards, erasers, exporters
from belong.ground.ledger.public import FactCard, history
from belong.ground.people.public import Actor, add_person, find_identity
from belong.insight.journey.public import explain_identity
from tests.stories.imports import SYSTEM, acted, count, facts

pytestmark = pytest.mark.usefixtures("clone")
DEEDS: dict[str, dict[str, object]] = {
    "d1": {"person": "ann", "deed": "registered", "about": "Apple day"},
    "d2": {"person": "ann", "deed": "spoke", "counterpart": "bo", "about": "Grafting, with bo@example.org"},
    "d3": {"person": "bo", "deed": "thanked", "counterpart": "ann"},
    "d4": {"person": "bo", "deed": "bought", "cents": 1250, "channel": "shop", "about": "Cider"},
    "d5": {"person": "ann", "deed": "reviewed", "counterpart": "bo", "stars": 4, "about": "A book of pears"},
}


def bring(folder: Path, deeds: Mapping[str, Mapping[str, object]] = DEEDS) -> RunCard:
    lines: list[Mapping[str, object]] = [
        {"record": "person", "key": "ann", "name": "Ann", "joined": "2023-01-01T00:00:00Z"},
        {"record": "person", "key": "bo", "name": "Bo"},
        *(
            {"record": "deed", "key": key, "at": f"2024-02-{number:02}T10:00:00Z", **deed}
            for number, (key, deed) in enumerate(deeds.items(), 1)
        ),
    ]
    first = {"record": "archive", "format": "belong-archive", "version": 1, "source": "x", "name": "X"}
    file = folder / "x.jsonl"
    text = "".join(json.dumps(line) + "\n" for line in (first, *lines, {"record": "end", "records": len(lines)}))
    file.write_text(text, encoding="utf-8")
    archive = open_archive(file)
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)


def person(key: str) -> int:
    found = find_identity(f"archive:x:{key}")
    assert found is not None
    return found


def told(key: str) -> list[FactCard]:
    return [fact for fact in history(person=person(key)).items if fact.about.startswith("touches.deed")]


def test_each_deed_is_a_fact_of_its_kind(tmp_path: Path) -> None:
    card = bring(tmp_path)
    assert (card.counts["deeds"].loaded, card.rejects) == (5, 0)
    ann, bo = person("ann"), person("bo")
    assert facts("word not in ('joined', 'batch_completed')") == [
        ("registered", ann, None, datetime(2024, 2, 1, 10, tzinfo=UTC)),
        ("spoke", ann, bo, datetime(2024, 2, 2, 10, tzinfo=UTC)),
        ("thanked", bo, ann, datetime(2024, 2, 3, 10, tzinfo=UTC)),
        ("bought", bo, None, datetime(2024, 2, 4, 10, tzinfo=UTC)),
        ("reviewed", ann, bo, datetime(2024, 2, 5, 10, tzinfo=UTC)),
    ]
    by_word = {fact.word: fact for fact in (*told("ann"), *told("bo"))}
    assert [by_word[word].channel for word in ("registered", "spoke", "bought")] == ["site", "event", "shop"]
    assert (by_word["bought"].payload, by_word["reviewed"].payload) == ({"cents": 1250}, {"stars": 4})
    assert explain_identity("archive:x:ann", date(2024, 3, 1))["evidence"] == "partner"


def test_what_it_was_about_is_read_by_hosts_and_by_those_two(tmp_path: Path) -> None:
    bring(tmp_path)
    refs = [fact.about for fact in told("ann") if fact.word in {"spoke", "registered", "thanked"}]
    titles = {card.title for card in cards(SYSTEM, refs).values()}
    assert titles == {"Apple day", "Grafting, with [address hidden]"}
    bo = Actor(person=person("bo"), name="Bo")
    assert {card.title for card in cards(bo, refs).values()} == {"Grafting, with [address hidden]"}
    other = add_person(actor=SYSTEM, name="Cy", joined=True)
    assert cards(Actor(person=other.id, name="Cy"), refs) == {}


def test_the_same_deeds_again_are_nothing_new_and_an_undone_import_takes_them(tmp_path: Path) -> None:
    first = bring(tmp_path)
    before = facts()
    assert bring(tmp_path).changed_nothing
    assert facts() == before
    kept = acted()
    undo(actor=SYSTEM, run_id=first.id, confirmed=True)
    assert acted() == []
    bring(tmp_path)
    assert acted() == kept
    assert count("touches_deed") == 5


def test_a_deed_that_cannot_be_is_refused_in_words(tmp_path: Path) -> None:
    card = bring(
        tmp_path,
        {
            "a": {"person": "ann", "deed": "thanked"},
            "b": {"person": "ann", "deed": "registered", "counterpart": "bo"},
            "c": {"person": "ann", "deed": "thanked", "counterpart": "ann"},
            "d": {"person": "ann", "deed": "attended", "cents": 5},
            "e": {"person": "cy", "deed": "attended"},
            "f": {"person": "ann", "deed": "danced"},
            "g": {"person": "ann", "deed": "attended", "about": "x" * 201},
        },
    )
    reasons = [json.loads(line)["reason"] for line in Path(str(card.rejects_file)).read_text().splitlines()]
    assert sorted(reasons) == sorted(
        [
            "Somebody thanked somebody: say whom.",
            "Nobody receives what is registered: it has no counterpart.",
            "Nobody does this towards themself.",
            "5 cents cannot be told of what is attended.",
            "the person cy is not in the archive",
            "deed is none of registered, attended, spoke, hosted, shared, reviewed, thanked, referred, bought, renewed",
            "about has 201 characters, 200 are the most",
        ]
    )
    assert count("touches_deed") == 0


def test_erasing_empties_what_it_was_about_for_good(tmp_path: Path) -> None:
    card = bring(tmp_path)
    ann = person("ann")
    given = exporters()["touches"](ann)
    assert [one["about"] for one in given["deeds"]] == [  # type: ignore[attr-defined]
        "Apple day", "Grafting, with [address hidden]", "", "A book of pears",
    ]  # fmt: skip
    for _tables, erase in erasers().values():
        erase(ann)
    assert {card.title for card in cards(SYSTEM, [fact.about for fact in told("bo")]).values()} == {"Cider"}
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    bring(tmp_path)
    assert {card.title for card in cards(SYSTEM, [fact.about for fact in told("bo")]).values()} == {"Cider"}
