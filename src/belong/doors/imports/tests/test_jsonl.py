"""Belong's own format as neutral records, and its schema."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from belong.care.archives.public import (
    AcceptanceRecord,
    ContactRecord,
    GroupRecord,
    LinkRecord,
    Markup,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    Phase,
    PostRecord,
    RoleRecord,
    TagRecord,
    TopicRecord,
    VoteRecord,
)
from belong.doors.imports.jsonl.schema import SCHEMA
from belong.doors.imports.public import open_archive, reopen
from belong.doors.imports.tests.reading import records, rejects, whole

DAY = "2024-05-01T12:00:00Z"
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
ANN = {"record": "person", "key": "ann", "name": "Ann"}
BO = {"record": "person", "key": "bo", "name": "Bo"}
MILL = {"record": "group", "key": "g", "name": "Mill"}
ASKED = {"record": "topic", "key": "t", "kind": "question", "title": "T", "body": "B", "group": "g", "created": DAY}
ANSWERED = {"record": "post", "key": "a", "kind": "answer", "topic": "t", "body": "B", "created": DAY}
REPLIED = {"record": "post", "key": "r", "kind": "reply", "topic": "t", "body": "B", "created": DAY}


def write(file: Path, *rows: object, source: str = "test") -> Path:
    head = {"record": "archive", "format": "belong-archive", "version": 1, "source": source, "name": "Test"}
    end = {"record": "end", "records": len(rows)}
    lines = [row if isinstance(row, str) else json.dumps(row) for row in (head, *rows, end)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_every_record(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.jsonl",
        {**REPLIED, "parent": "a", "author": "bo", "markup": "text", "score": 2},
        {"record": "contact", "key": "c", "people": ["ann", "bo", "ann"], "channel": "phone", "direction": "in",
         "purpose": "support", "at": DAY, "note": "Called."},
        {"record": "link", "topic": "t", "related": "u", "kind": "duplicate"},
        {"record": "vote", "post": "a", "person": "ann", "value": -1, "at": DAY},
        {"record": "acceptance", "topic": "t", "answer": "a", "at": DAY},
        {**ANSWERED, "byline": "Somebody", "author": "nobody", "channel": "mail"},
        {**ASKED, "author": "ann", "tags": ["x"], "markup": "markdown"},
        {**ASKED, "key": "u", "kind": "conversation", "channel": "chat"},
        {"record": "tag", "name": "x", "synonyms": ["y"]},
        {"record": "membership", "group": "g", "person": "ann", "from": DAY, "role": "leader"},
        {**MILL, "kind": "practice", "audience": "private", "summary": "S", "founded": DAY},
        {"record": "permission", "person": "ann", "channel": "mail", "purpose": "news", "granted": DAY},
        {"record": "role", "person": "bo", "role": "mentor", "from": DAY, "until": "2025-05-01T14:00:00+02:00"},
        BO,
        {**ANN, "joined": "2024-05-01T14:00:00+02:00", "bot": True, "staff": True,
         "identities": [{"source": "mail", "key": "Ann@Example.org"}]},
    )  # fmt: skip
    archive = open_archive(file)
    assert (archive.source, archive.label) == ("archive:test", "Test")
    found = {phase: records(items) for phase, items in whole(archive).items()}
    assert found == {
        Phase.PEOPLE: [
            PersonRecord(key="bo", name="Bo"),
            PersonRecord(key="ann", name="Ann", joined_at=NOON, is_bot=True, is_staff=True,
                         identities=(("mail", "ann@example.org"),)),
        ],
        Phase.ROLES: [RoleRecord(person="bo", role="mentor", from_at=NOON,
                                 until_at=datetime(2025, 5, 1, 12, tzinfo=UTC))],
        Phase.PERMISSIONS: [PermissionRecord(person="ann", channel="mail", purpose="news", granted_at=NOON)],
        Phase.GROUPS: [GroupRecord(key="g", name="Mill", kind="practice", audience="private", summary="S",
                                   founded_at=NOON)],
        Phase.MEMBERSHIPS: [MembershipRecord(group="g", person="ann", from_at=NOON, role="leader")],
        Phase.TAGS: [TagRecord(name="x", synonyms=("y",))],
        Phase.TOPICS: [
            TopicRecord(key="t", kind="question", title="T", body="B", markup=Markup.MARKDOWN, created_at=NOON,
                        group="g", author="ann", tags=("x",)),
            TopicRecord(key="u", kind="conversation", title="T", body="B", markup=Markup.HTML, created_at=NOON,
                        group="g", channel="chat"),
        ],
        Phase.ANSWERS: [PostRecord(key="a", kind="answer", topic="t", body="B", markup=Markup.HTML, created_at=NOON,
                                   byline="Somebody", channel="mail")],
        Phase.REPLIES: [PostRecord(key="r", kind="reply", topic="t", parent="a", body="B", markup=Markup.TEXT,
                                   created_at=NOON, author="bo", score=2)],
        Phase.ACCEPTANCES: [AcceptanceRecord(topic="t", answer="a", at=NOON)],
        Phase.VOTES: [VoteRecord(post="a", person="ann", value=-1, at=NOON)],
        Phase.LINKS: [LinkRecord(key="t>u", topic="t", related="u", kind="duplicate")],
        Phase.CONTACTS: [ContactRecord(key="c", people=("ann", "bo"), channel="phone", direction="in", turf="ours",
                                       purpose="support", at=NOON, note="Called.")],
    }  # fmt: skip


def test_replies_come_after_what_they_reply_to(tmp_path: Path) -> None:
    chain = [{**REPLIED, "key": f"r{n}", "parent": f"r{n - 1}" if n else "t"} for n in range(5)]
    found = whole(open_archive(write(tmp_path / "a", MILL, ASKED, *reversed(chain))))
    assert [one.key for one in records(found[Phase.REPLIES]) if isinstance(one, PostRecord)] == [
        "r0", "r1", "r2", "r3", "r4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("not json", "the line is not JSON"),
        ('{"record": "person", "key": "x", "name": NaN}', "the line is not JSON"),
        ("[" * 100_000, "the line is not JSON"),
        ("[]", "the line is no JSON object"),
        ({"key": "x"}, "record is missing"),
        ({"record": "persona"}, "record names no kind of record"),
        ({"record": "person", "key": "x"}, "name is missing"),
        ({**ANN, "key": "x", "nickname": "A"}, "nickname is no field of this record"),
        ({**ANN, "key": "x", "name": 5}, "name is not text"),
        ({**ANN, "key": "x", "name": "  "}, "name is empty"),
        ({**ANN, "key": "x", "name": "n" * 201}, "name has 201 characters, 200 are the most"),
        ({**ANN, "key": "a b"}, "key has not the form it needs: 'a b'"),
        ({**ANN, "key": "x", "bot": "yes"}, "bot is not true or false"),
        ({**ANN, "key": "x", "joined": "May"}, "joined is no date: 'May'"),
        ({**ANN, "key": "x", "joined": "2024-05-01"}, "joined is no date: '2024-05-01'"),
        ('{"record": "person", "key": "x", "name": "\\ud800"}', "name holds half a character"),
        ({**ANN, "key": "x", "identities": [{"source": "mail", "key": "ann"}]},
         "an identity of the source mail holds no e-mail address"),
        ({**ANN, "name": "Another"}, "key ann is there already, in line 2"),
        ({"record": "role", "person": "who", "role": "mentor", "from": DAY}, "the person who is not in the archive"),
        ({"record": "role", "person": "ann", "role": "mentor", "from": DAY, "until": "2024-04-01T00:00:00Z"},
         "until is before from"),
        ({"record": "membership", "group": "h", "person": "ann", "from": DAY}, "the group h is not in the archive"),
        ({**ASKED, "key": "x", "group": "h"}, "the group h is not in the archive"),
        ({**ASKED, "key": "x", "kind": "poll"}, "kind is none of question, conversation"),
        ({**ANSWERED, "key": "x", "topic": "v"}, "its topic v is not in the archive"),
        ({**ANSWERED, "key": "x", "topic": "a"}, "its topic a is not in the archive"),
        ({**ANSWERED, "key": "x", "topic": "talk"}, "its topic talk is a conversation, which has no answers"),
        ({**REPLIED, "key": "x", "parent": "v"}, "the post v that it replies to is not in its topic"),
        ({**REPLIED, "key": "x", "topic": "talk", "parent": "a"}, "the post a that it replies to is not in its topic"),
        ({**REPLIED, "key": "x", "parent": "x"}, "the post x that it replies to is missing or leads back to it"),
        ({"record": "acceptance", "topic": "t", "answer": "v"}, "the accepted answer v is no answer of this question"),
        ({"record": "acceptance", "topic": "talk", "answer": "a"}, "the question talk is not in the archive"),
        ({"record": "acceptance", "topic": "t", "answer": "a"},
         "the question t has an accepted answer already, in line 7"),
        ({"record": "vote", "post": "v", "person": "ann", "value": 1, "at": DAY}, "the post v is not in the archive"),
        ({"record": "vote", "post": "a", "person": "ann", "value": 2, "at": DAY}, "value is none of 1, -1"),
        ({"record": "link", "topic": "t", "related": "a"}, "the topic a is not in the archive"),
        ({"record": "link", "topic": "t", "related": "t"}, "a topic does not link to itself"),
        ({"record": "contact", "key": "c", "people": [], "channel": "phone", "direction": "in", "at": DAY},
         "people has 0 entries"),
        ({"record": "contact", "key": "c", "people": ["v"], "channel": "phone", "direction": "in", "at": DAY},
         "the person v is not in the archive"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_refused_alone(tmp_path: Path, row: object, reason: str) -> None:
    sound = [ANN, MILL, ASKED, {**ASKED, "key": "talk", "kind": "conversation"}, ANSWERED,
             {"record": "acceptance", "topic": "t", "answer": "a"}]  # fmt: skip
    file = write(tmp_path / "a.jsonl", *sound, row)
    found = whole(open_archive(file))
    assert rejects(found) == [("a.jsonl", 8, reason)]
    read = [one for items in found.values() for one in records(items)]
    assert len([one for one in read if not (isinstance(one, AcceptanceRecord) and one.answer is None)]) == len(sound)


def test_replies_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = [{**REPLIED, "key": "x", "parent": "y"}, {**REPLIED, "key": "y", "parent": "x"}]
    found = whole(open_archive(write(tmp_path / "a", MILL, ASKED, *circle, REPLIED)))
    assert [reason for _, _, reason in rejects(found)] == [
        "the post y that it replies to is missing or leads back to it",
        "the post x that it replies to is missing or leads back to it",
    ]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.doors.imports.jsonl.lines.LONGEST_LINE", 1 << 12)
    found = whole(open_archive(write(tmp_path / "a", ANN, {**BO, "name": "o" * 9000}, MILL)))
    assert [(line, reason) for _, line, reason in rejects(found)] == [(3, "the line is longer than 0 MB")]
    assert len(records(found[Phase.PEOPLE])) == len(records(found[Phase.GROUPS])) == 1


def test_questions_without_acceptance_say_so(tmp_path: Path) -> None:
    asked = [{**ASKED, "key": key} for key in ("t", "u", "v")]
    accepted = {"record": "acceptance", "topic": "u", "answer": "a"}
    archive = open_archive(write(tmp_path / "a", MILL, *asked, {**ANSWERED, "topic": "u"}, accepted))
    items = whole(archive)[Phase.ACCEPTANCES]
    assert [(one.topic, one.answer) for one in records(items) if isinstance(one, AcceptanceRecord)] == [
        ("u", "a"), ("t", None), ("v", None),
    ]  # fmt: skip
    for skip in range(4):
        assert list(archive.items(Phase.ACCEPTANCES, skip)) == items[skip:]


def test_an_archive_is_opened_again_from_its_place(tmp_path: Path) -> None:
    archive = open_archive(write(tmp_path / "a.jsonl", ANN))
    assert reopen(archive.place).fingerprint == archive.fingerprint


def test_the_schema_is_sound_and_the_documentation_names_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    page = (Path(__file__).parents[5] / "docs" / "archive-format.md").read_text(encoding="utf-8")
    for kind, rule in SCHEMA["$defs"].items():
        if kind == "key":
            continue
        section = page.partition(f"### {kind}\n")[2].partition("\n### ")[0]
        for name in rule["properties"].keys() - {"record"}:
            assert f"| `{name}` |" in section, f"{kind}.{name}"
