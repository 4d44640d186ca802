"""Dumps of Stack Exchange as neutral records, without a database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from belong.care.archives.public import (
    AcceptanceRecord,
    GroupRecord,
    LinkRecord,
    Markup,
    PersonRecord,
    Phase,
    PostRecord,
    Skipped,
    TagRecord,
    TopicRecord,
)
from belong.doors.imports.public import open_stackexchange
from belong.doors.imports.tests.dumps import accepting, answer, comment, question, user, write
from belong.doors.imports.tests.reading import records, rejects, whole


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_users_are_people_and_the_system_user_is_a_bot(tmp_path: Path) -> None:
    write(tmp_path, Users=[user(-1, "Community"), user(7, " Ann\nLee "), {**user(8), "DisplayName": ""}])
    found = whole(open_stackexchange(tmp_path, site="beer"))
    joined = at("2020-01-01")
    assert records(found[Phase.PEOPLE]) == [
        PersonRecord(key="-1", name="Community", joined_at=joined, is_bot=True),
        PersonRecord(key="7", name="Ann Lee", joined_at=joined),
        PersonRecord(key="8", name="user8", joined_at=joined),
    ]


def test_source_site_and_group_follow_from_the_folder_unless_given(tmp_path: Path) -> None:
    folder = write(tmp_path / "se-beer-meta")
    archive = open_stackexchange(folder)
    assert archive.source == "stackexchange:beer-meta"
    assert records(whole(archive)[Phase.GROUPS]) == [GroupRecord(key="site", name="beer-meta", audience="members")]
    named = open_stackexchange(folder, site="Beer", group=" All about  beer ")
    assert named.source == "stackexchange:beer"
    assert records(whole(named)[Phase.GROUPS]) == [GroupRecord(key="site", name="All about beer")]


def test_questions_and_answers_keep_score_tags_and_author(tmp_path: Path) -> None:
    write(tmp_path, Users=[user(1), user(2)], Posts=[question(10, 1), answer(11, 10, 2, Score=-4)])
    found = whole(open_stackexchange(tmp_path, site="beer"))
    assert records(found[Phase.TOPICS]) == [
        TopicRecord(
            key="10",
            kind="question",
            title="Title 10",
            body="<p>Question 10</p>",
            markup=Markup.HTML,
            created_at=at("2020-02-01T10:00"),
            group="site",
            author="1",
            score=3,
            tags=("hops", "malt"),
        )
    ]
    assert records(found[Phase.ANSWERS]) == [
        PostRecord(
            key="11",
            kind="answer",
            topic="10",
            body="<p>Answer 11</p>",
            markup=Markup.HTML,
            created_at=at("2020-02-01T11:00"),
            author="2",
            score=-4,
        )
    ]


@pytest.mark.parametrize("tags", ["<hops><c++>", "|hops|c++|"])
def test_tags_are_read_in_the_old_form_and_the_new(tmp_path: Path, tags: str) -> None:
    write(tmp_path, Posts=[question(10, None, Tags=tags)])
    (topic,) = records(whole(open_stackexchange(tmp_path, site="x"))[Phase.TOPICS])
    assert isinstance(topic, TopicRecord)
    assert topic.tags == ("hops", "c++")


def test_references_resolve_whatever_the_order_of_rows(tmp_path: Path) -> None:
    write(
        tmp_path,
        Users=[user(1)],
        Posts=[answer(11, 10), question(10, 1, AcceptedAnswerId=11)],
        Comments=[comment(5, 11)],
    )
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert rejects(found) == []
    (reply,) = records(found[Phase.REPLIES])
    assert isinstance(reply, PostRecord)
    assert (reply.key, reply.topic, reply.parent) == ("c5", "10", "11")
    assert list(found) == [Phase.PEOPLE, Phase.GROUPS, Phase.TOPICS, Phase.ANSWERS, Phase.REPLIES, Phase.ACCEPTANCES]


@pytest.mark.parametrize("owner", [None, 99])
def test_an_unknown_owner_leaves_the_byline_and_no_author(tmp_path: Path, owner: int | None) -> None:
    write(
        tmp_path,
        Users=[user(1)],
        Posts=[question(10, owner, OwnerDisplayName="gone  user"), answer(11, 10, owner)],
        Comments=[comment(5, 10, owner, UserDisplayName="old friend")],
    )
    found = whole(open_stackexchange(tmp_path, site="x"))
    written = [record for phase in (Phase.TOPICS, Phase.ANSWERS, Phase.REPLIES) for record in records(found[phase])]
    assert [(one.author, one.byline) for one in written if isinstance(one, (TopicRecord, PostRecord))] == [
        (None, "gone user"),
        (None, ""),
        (None, "old friend"),
    ]


def test_posts_of_other_types_are_skipped_and_so_are_their_comments(tmp_path: Path) -> None:
    write(tmp_path, Posts=[{**question(4), "PostTypeId": 5}, question(10, None)], Comments=[comment(1, 4)])
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert [type(item.what) for item in found[Phase.TOPICS]] == [Skipped, TopicRecord]
    assert [type(item.what) for item in found[Phase.REPLIES]] == [Skipped]
    assert rejects(found) == []


def test_answers_and_comments_of_missing_posts_are_refused(tmp_path: Path) -> None:
    posts = [question(10, None), answer(11, 99), answer(12, 11), answer(13, 10)]
    write(tmp_path, Posts=posts, Comments=[comment(1, 98), comment(2, 11), comment(3, 13)])
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert rejects(found) == [
        ("Posts.xml", 4, "its question 99 is not in the archive"),
        ("Posts.xml", 5, "its question 11 is not in the archive"),
        ("Comments.xml", 3, "its post 98 is not in the archive"),
        ("Comments.xml", 4, "its post 11 is not in the archive"),
    ]
    assert len(records(found[Phase.REPLIES])) == 1


def accepted(folder: Path) -> list[object]:
    return records(whole(open_stackexchange(folder, site="x"))[Phase.ACCEPTANCES])


def test_an_acceptance_has_the_time_of_the_latest_vote(tmp_path: Path) -> None:
    write(
        tmp_path,
        Posts=[question(10, AcceptedAnswerId=11), answer(11, 10)],
        Votes=[
            accepting(1, 11, "2020-03-05T00:00:00.000"),
            accepting(2, 11, "2020-03-09T00:00:00.000"),
            accepting(3, 11, "2020-03-01T00:00:00.000"),
            {**accepting(4, 11, "2021-01-01T00:00:00.000"), "VoteTypeId": 2},
        ],
    )
    assert accepted(tmp_path) == [AcceptanceRecord(topic="10", answer="11", at=at("2020-03-09"))]


def test_an_acceptance_is_never_before_the_answer(tmp_path: Path) -> None:
    posts = [question(10, AcceptedAnswerId=11), answer(11, 10)]
    write(tmp_path, Posts=posts, Votes=[accepting(1, 11, "2020-02-01T00:00:00.000")])
    assert accepted(tmp_path) == [AcceptanceRecord(topic="10", answer="11", at=at("2020-02-01T11:00"))]


def test_an_acceptance_without_a_vote_has_no_time_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, Posts=[question(10, AcceptedAnswerId=11), answer(11, 10), question(12)])
    assert accepted(tmp_path) == [
        AcceptanceRecord(topic="10", answer="11", at=None),
        AcceptanceRecord(topic="12", answer=None, at=None),
    ]


@pytest.mark.parametrize("wrong", [12, 13, 99], ids=["of another question", "a question", "missing"])
def test_an_acceptance_of_what_is_no_answer_of_the_question_is_refused(tmp_path: Path, wrong: int) -> None:
    posts = [question(10, AcceptedAnswerId=wrong), answer(11, 10), answer(12, 13), question(13)]
    write(tmp_path, Posts=posts)
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert rejects(found) == [
        ("Posts.xml", 3, f"the accepted answer {wrong} is no answer of this question"),
    ]
    item, *others = found[Phase.ACCEPTANCES]
    assert isinstance(item.raw, dict)
    assert item.raw["Title"] == "Title 10"
    assert [other.what for other in others] == [
        AcceptanceRecord(topic="10", answer=None, at=None),
        AcceptanceRecord(topic="13", answer=None, at=None),
    ]
    archive = open_stackexchange(tmp_path, site="x")
    archive.check(lambda done, total: None)
    for skip in range(4):
        assert list(archive.items(Phase.ACCEPTANCES, skip)) == [item, *others][skip:]
    assert len(records(found[Phase.TOPICS])) == 2


def test_votes_and_badges_make_no_records_and_are_counted(tmp_path: Path) -> None:
    badge = {"Id": 1, "UserId": 1, "Name": "Teacher", "Date": "2020-01-01T00:00:00.000"}
    votes = [accepting(1, 11, "2020-01-01T00:00:00.000"), {**accepting(2, 11, "x"), "VoteTypeId": 2}]
    write(tmp_path, Votes=[*votes, accepting(3, 11, "yesterday")], Badges=[badge, {**badge, "Id": "B"}])
    archive = open_stackexchange(tmp_path, site="x")
    assert archive.check(lambda done, total: None).skipped == {Phase.VOTES: 2, Phase.BADGES: 1}
    assert rejects(whole(archive)) == [
        ("Votes.xml", 5, "CreationDate is no date: 'yesterday'"),
        ("Badges.xml", 4, "Id is no number: 'B'"),
    ]


def test_links_are_between_topics_and_those_to_nowhere_are_skipped(tmp_path: Path) -> None:
    def link(id: int, post: int, related: int, kind: int = 1) -> dict[str, object]:
        return {"Id": id, "PostId": post, "RelatedPostId": related, "LinkTypeId": kind,
                "CreationDate": "2020-05-01T00:00:00.000"}  # fmt: skip

    posts = [question(10), answer(11, 10), question(20)]
    write(tmp_path, Posts=posts, PostLinks=[link(1, 11, 20), link(2, 20, 10, 3), link(3, 10, 99), link(4, 10, 11)])
    found = whole(open_stackexchange(tmp_path, site="x"))
    may = at("2020-05-01")
    assert records(found[Phase.LINKS]) == [
        LinkRecord(key="1", topic="10", related="20", kind="related", at=may),
        LinkRecord(key="2", topic="20", related="10", kind="duplicate", at=may),
    ]
    assert [type(item.what) for item in found[Phase.LINKS][2:]] == [Skipped, Skipped]


def test_tags_are_read(tmp_path: Path) -> None:
    write(tmp_path, Tags=[{"Id": 1, "TagName": "hops", "Count": 3}])
    assert records(whole(open_stackexchange(tmp_path, site="x"))[Phase.TAGS]) == [TagRecord(name="hops")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**question(10), "Id": None}, "Id is missing"),
        (question(10, Id="ten"), "Id is no number: 'ten'"),
        (question(10, Id="-3"), "Id is no number above 0: '-3'"),
        (question(10, Id="٣"), "Id is no number: '٣'"),
        (question(10, Id="9" * 30), f"Id is no number: '{'9' * 30}'"),
        (question(10, CreationDate="2020-02-30T00:00:00"), "CreationDate is no date: '2020-02-30T00:00:00'"),
        (question(10, CreationDate="20200230"), "CreationDate is no date: '20200230'"),
        (question(10, CreationDate="0001-01-01T00:00:00"), "CreationDate is before 1900: '0001-01-01T00:00:00'"),
        (question(10, CreationDate="9020-01-01T00:00:00"), "CreationDate is in the future: '9020-01-01T00:00:00'"),
        (question(10, CreationDate=None), "CreationDate is missing"),
        (question(10, Title=None), "Title is missing"),
        (question(10, Title="  "), "Title is missing"),
        (question(10, Body=""), "Body is missing"),
        (question(10, PostTypeId=None), "PostTypeId is missing"),
        (question(10, PostTypeId="one"), "PostTypeId is no number: 'one'"),
        (question(10, Score="1e3"), "Score is no number: '1e3'"),
        (question(10, OwnerUserId="me"), "OwnerUserId is no number: 'me'"),
        (answer(10, 9, ParentId=None), "ParentId is missing"),
    ],
)
def test_a_post_that_cannot_be_read_is_refused_alone(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    write(tmp_path, Users=[user(1)], Posts=[question(8), row, question(9)])
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert rejects(found) == [("Posts.xml", 4, reason)]
    assert [one.key for one in records(found[Phase.TOPICS]) if isinstance(one, TopicRecord)] == ["8", "9"]


def test_the_first_of_two_rows_with_one_id_is_taken(tmp_path: Path) -> None:
    write(
        tmp_path,
        Users=[user(1), user(1, "Other")],
        Posts=[question(10), question(10, Title="Other"), answer(10, 10)],
        Comments=[comment(1, 10), comment(1, 10)],
    )
    found = whole(open_stackexchange(tmp_path, site="x"))
    assert sorted(rejects(found)) == [
        ("Comments.xml", 4, "Id 1 is there already, in line 3"),
        ("Posts.xml", 4, "Id 10 is there already, in line 3"),
        ("Posts.xml", 5, "Id 10 is there already, in line 3"),
        ("Users.xml", 4, "Id 1 is there already, in line 3"),
    ]


def test_every_phase_goes_on_from_any_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        Users=[user(n) for n in range(1, 8)],
        Posts=[question(n, AcceptedAnswerId=n + 50) for n in range(10, 17)]
        + [answer(n, n - 50) for n in range(60, 67)],
        Comments=[comment(n, n + 9) for n in range(1, 7)],
    )
    archive = open_stackexchange(tmp_path, site="x")
    found = whole(archive)
    for phase, items in found.items():
        for skip in range(len(items) + 2):
            assert list(archive.items(phase, skip)) == items[skip:]
