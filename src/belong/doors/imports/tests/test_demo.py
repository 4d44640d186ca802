"""The demo association: what it promises, counted."""

import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from belong.doors.imports.demo.library import talks
from belong.doors.imports.jsonl.schema import SCHEMA
from belong.doors.imports.public import DEMO_OPEN_GROUPS, open_archive, write_demo
from belong.doors.imports.tests.reading import rejects, whole

LAST_DAY = date(2026, 3, 31)
TEXTS = ("title", "body", "note", "summary", "proof")
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("demo") / "demo.jsonl"
    write_demo(file, seed=1, last_day=LAST_DAY)
    return file


@pytest.fixture(scope="module")
def demo(file: Path) -> Lines:
    return read(file)


def read(file: Path) -> Lines:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def of(demo: Lines, record: str) -> Lines:
    return [line for line in demo if line["record"] == record]


def plain(text: str) -> str:
    """Without case, punctuation and spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_it_is_as_large_as_it_promises(demo: Lines) -> None:
    assert len(of(demo, "person")) >= 400
    assert len(of(demo, "topic")) >= 1500
    groups = of(demo, "group")
    assert len(groups) == 12
    assert {group["kind"] for group in groups} == {"interest", "practice", "chapter", "support", "circle"}
    assert Counter(group["audience"] for group in groups)["secret"] == 1
    assert {group["audience"] for group in groups} == {"public", "members", "private", "secret"}
    assert {group["name"] for group in groups if group["audience"] == "public"} == set(DEMO_OPEN_GROUPS)
    assert {line["group"] for line in of(demo, "topic")} == {group["key"] for group in groups}


def test_forty_topics_and_more_are_written_whole_with_their_answers() -> None:
    told = [talk for talk in talks() if talk.by is not None and len(talk.words) >= 3]
    assert len(told) >= 40
    assert len({talk.group for talk in told}) >= 10


@pytest.mark.parametrize("seed", [1, 2, 77])
def test_no_body_comes_twice_and_no_sentence_more_than_five_times(tmp_path: Path, seed: int) -> None:
    write_demo(tmp_path / "demo", seed=seed, last_day=LAST_DAY)
    found = read(tmp_path / "demo")
    assert len(of(found, "topic")) >= 1500
    bodies = Counter(plain(line["body"]) for line in found if "body" in line)
    assert [body for body, count in bodies.items() if count > 1] == []
    texts = [line[name] for line in found for name in TEXTS if name in line]
    sentences = Counter(plain(part) for text in texts for part in re.split(r"(?<=[.!?])\W*\s+|\n+", text))
    assert [(part, count) for part, count in sentences.items() if part and count > 5] == []


def test_no_open_place_is_left_in_a_text(demo: Lines) -> None:
    texts = [line[name] for line in demo for name in TEXTS if name in line]
    wrong = re.compile(r"[{}\[\]|<>]|\s[,.;:?!]|\s{2}|\b(an?|the|my|your) (an?|the|my|your)\b", re.IGNORECASE)
    assert [text for text in texts if wrong.search(text)] == []


def test_it_covers_three_years_that_end_with_its_last_day(demo: Lines) -> None:
    written = sorted(line["created"] for line in demo if "created" in line)
    assert written[0][:7] == "2023-04"
    assert "2026-03-31" < written[-1] < "2026-04-01"
    months = Counter(line["created"][:7] for line in of(demo, "topic"))
    assert len(months) == 36
    assert min(months.values()) >= 10


def test_nobody_speaks_before_joining(demo: Lines) -> None:
    joined = {line["key"]: line.get("joined", "never") for line in of(demo, "person")}
    early = [line for line in demo if "author" in line and not joined[line["author"]] <= line["created"]]
    assert early == []


def test_nobody_answers_themself_or_before_the_question(demo: Lines) -> None:
    topics = {line["key"]: line for line in of(demo, "topic")}
    posts = {line["key"]: line for line in of(demo, "post")}
    for post in posts.values():
        topic = topics[post["topic"]]
        assert topic["created"] < post["created"]
        if post["kind"] == "answer":
            assert topic["kind"] == "question"
            assert "author" not in topic or post.get("author") != topic["author"]
    for line in of(demo, "acceptance"):
        assert posts[line["answer"]]["kind"] == "answer"
        assert posts[line["answer"]]["created"] <= line["at"]


def test_the_night_kitchen_is_awake_at_night(demo: Lines) -> None:
    night = {line["key"] for line in of(demo, "topic") if line["group"] == "night"}
    posts = [line for line in demo if "created" in line and line.get("topic", line["key"]) in night]
    hours = [int(line["created"][11:13]) for line in posts]
    assert sum(hour < 6 or hour >= 22 for hour in hours) > 0.7 * len(hours)


def test_one_expert_answers_much_and_then_is_silent(demo: Lines) -> None:
    answers = Counter(line.get("author") for line in of(demo, "post") if line["kind"] == "answer")
    assert answers["henrik"] >= 60
    last = max(line["created"] for line in demo if line.get("author") == "henrik")
    assert day(last) < LAST_DAY - timedelta(days=400)


def test_one_chapter_thrives_and_one_dies(demo: Lines) -> None:
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for line in of(demo, "topic"):
        years[line["group"]][(day(line["created"]) - date(2023, 4, 1)).days // 366] += 1
    assert years["north"][0] < years["north"][1] < years["north"][2]
    assert years["lakeside"][0] > years["lakeside"][1] > years["lakeside"][2]


def test_newcomers_of_the_last_days_wait_for_an_answer(demo: Lines) -> None:
    joined = {line["key"]: line["joined"] for line in of(demo, "person") if "joined" in line}
    answered = {line["topic"] for line in of(demo, "post")}
    waiting = [
        line
        for line in of(demo, "topic")
        if line["key"] not in answered
        and day(line["created"]) > LAST_DAY - timedelta(days=7)
        and day(joined.get(line.get("author", ""), "1900-01-01")) > LAST_DAY - timedelta(days=14)
    ]
    assert len(waiting) >= 4


def test_permissions_roles_and_contacts_come_with_their_ends(demo: Lines) -> None:
    permissions, roles, contacts = of(demo, "permission"), of(demo, "role"), of(demo, "contact")
    assert {line["channel"] for line in permissions} == {"mail", "phone", "post"}
    assert sum("withdrawn" in line for line in permissions) >= 40
    assert {line["role"] for line in roles} >= {"mentor", "speaker", "volunteer", "treasurer", "board"}
    assert any("until" in line for line in roles)
    assert {line["channel"] for line in contacts} == {"phone", "visit", "letter", "event", "mail"}
    assert {line["direction"] for line in contacts} == {"in", "out"}
    assert any(len(line["people"]) > 3 for line in contacts)
    assert {identity["key"].rpartition("@")[2] for line in demo for identity in line.get("identities", ())} == {
        "example.org"
    }


def test_people_come_to_events_share_thank_bring_others_and_buy(demo: Lines) -> None:
    deeds = of(demo, "deed")
    counted = Counter(line["deed"] for line in deeds)
    assert {word: number for word, number in counted.items() if number < 60} == {}
    assert set(counted) == {
        "registered", "attended", "spoke", "hosted", "shared", "reviewed", "thanked", "referred", "bought", "renewed",
    }  # fmt: skip
    joined = {line["key"]: line.get("joined") for line in of(demo, "person")}
    unjoined = {line["person"] for line in deeds if joined[line["person"]] is None}
    assert {line["deed"] for line in deeds if line["person"] in unjoined} == {"bought"}
    assert len(unjoined) >= 20
    early = [line for line in deeds if line["deed"] != "bought" and not str(joined[line["person"]]) <= line["at"]]
    assert early == []
    assert max(line["at"] for line in deeds)[:10] <= LAST_DAY.isoformat()
    contributions = {"spoke", "hosted", "shared", "reviewed"}
    assert [line for line in deeds if line["person"] == "mei" and line["deed"] in contributions] == []
    last = max(line["at"] for line in deeds if line["person"] == "henrik" and line["deed"] in contributions)
    assert day(last) < LAST_DAY - timedelta(days=400)


def test_it_is_read_without_a_reject_and_fits_the_schema(file: Path, demo: Lines) -> None:
    assert rejects(whole(open_archive(file))) == []
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for line in demo:
        validator.validate(line)


def test_it_is_the_same_for_the_same_seed_and_day_and_another_one_for_others(file: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "same", seed=1, last_day=LAST_DAY)
    write_demo(tmp_path / "other", seed=2, last_day=LAST_DAY)
    write_demo(tmp_path / "later", seed=1, last_day=LAST_DAY + timedelta(days=1))
    assert (tmp_path / "same").read_bytes() == file.read_bytes()
    assert (tmp_path / "other").read_bytes() != file.read_bytes()
    assert (tmp_path / "later").read_bytes() != file.read_bytes()


def day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def test_the_member_who_signs_in_has_a_life_and_is_one_month_short(demo: Lines) -> None:
    topics = {line["key"]: line for line in of(demo, "topic") if line.get("author") == "mei"}
    answers = [line for line in of(demo, "post") if line.get("author") == "mei" and line["kind"] == "answer"]
    accepted = {line["topic"] for line in of(demo, "acceptance")}
    months = {line["created"][:7] for line in answers if day(line["created"]) > LAST_DAY - timedelta(days=365)}
    assert sum(line["kind"] == "question" for line in topics.values()) >= 12
    assert len(accepted & topics.keys()) >= 5
    assert len(answers) >= 6
    assert len(months) == 3
