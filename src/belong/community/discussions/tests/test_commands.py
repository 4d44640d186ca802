"""Given, when, then: rows, the exact facts, and nothing else."""

from collections.abc import Callable

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Revision, Topic, TopicLink, TopicTag, Vote
from belong.community.discussions.tests.support import (
    answered,
    check_counts,
    group,
    me,
    opening_of,
    question,
    standing,
    state,
)
from belong.ground.kernel.public import Invalid, frozen
from belong.ground.people.tests.support import host, member, on, recording

pytestmark = pytest.mark.django_db


def test_a_member_asks_a_question() -> None:
    mia, brewers = member("Mia"), group()
    with frozen(on(2024)), recording() as facts:
        card = discussions.ask(
            actor=mia, group="brewers", title="  Why  is it\nsour? ", body="*Help* <b>me</b>", tags=["Sour", "wild ale"]
        )
    topic, post = Topic.objects.get(), Post.objects.get()
    assert (topic.kind, topic.title, topic.group_id, topic.author_id, topic.created_at, topic.last_at) == (
        "question",
        "Why is it sour?",
        brewers.id,
        me(mia),
        on(2024),
        on(2024),
    )
    assert (topic.answers, topic.replies, topic.score, topic.opening_id, topic.batch_id) == (0, 0, 0, post.id, None)
    assert (post.kind, post.topic_id, post.author_id, post.source_text) == (
        "opening",
        topic.id,
        me(mia),
        "*Help* <b>me</b>",
    )
    assert "<em>Help</em> &lt;b&gt;me&lt;/b&gt;" in post.html
    assert [tag.name for tag in card.tags] == ["sour", "wild-ale"]
    assert (card.url, card.group.url) == (f"/topics/{topic.uid}", "/groups/brewers/")
    assert facts.rows == [
        {
            "word": "asked",
            "actor": me(mia),
            "counterpart": None,
            "about": f"discussions.topic:{topic.id}",
            "group": brewers.id,
            "channel": "site",
            "direction": "in",
            "turf": "ours",
            "purpose": None,
            "occurred_at": on(2024),
            "recorded_by": None,
            "batch": None,
            "backfill": False,
            "payload": {},
        }
    ]


def test_a_member_starts_a_conversation() -> None:
    mia = member("Mia")
    group()
    with recording() as facts:
        card = discussions.start(actor=mia, group="brewers", title="Hello", body="I am new.")
    assert (card.kind, facts.words) == ("conversation", ["started"])


def test_an_answer_is_counted_and_recorded() -> None:
    mia, tom, brewers = member("Mia"), member("Tom"), group()
    with frozen(on(2024, 1)):
        asked = question(mia)
    with frozen(on(2024, 2)), recording() as facts:
        card = discussions.answer(actor=tom, topic=asked.uid, body="Because.")
    topic = Topic.objects.get()
    assert (topic.answers, topic.replies, topic.last_at) == (1, 0, on(2024, 2))
    assert card.url == f"/topics/{topic.uid}#post-{card.uid}"
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["about"], fact["group"], fact["payload"]) == (
        "answered",
        me(tom),
        me(mia),
        f"discussions.post:{card.id}",
        brewers.id,
        {"topic": topic.id},
    )
    check_counts()


def test_replies_stand_under_what_they_answer() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    with recording() as facts:
        to_topic = discussions.reply(actor=tom, topic=asked.uid, body="What exactly?")
        to_opening = discussions.reply(actor=ann, post=opening_of(asked), body="Yes?")
        to_answer = discussions.reply(actor=ann, post=answer.uid, body="Really?")
        to_reply = discussions.reply(actor=mia, post=to_answer.uid, body="Truly.")
    rows = {post.id: (post.parent_id, post.root_id) for post in Post.objects.filter(kind="reply")}
    assert rows == {
        to_topic.id: (None, None),
        to_opening.id: (None, None),
        to_answer.id: (answer.id, answer.id),
        to_reply.id: (to_answer.id, answer.id),
    }
    assert [(fact["word"], fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        ("replied", me(tom), me(mia)),
        ("replied", me(ann), me(mia)),
        ("replied", me(ann), me(tom)),
        ("replied", me(mia), me(ann)),
    ]
    assert Topic.objects.get().replies == 4
    check_counts()


@pytest.mark.parametrize("deed", ["ask", "answer", "reply"])
def test_a_double_click_gives_the_first_result(deed: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)

    def do() -> object:
        if deed == "ask":
            return discussions.ask(actor=mia, group="brewers", title="T", body="B", request_key="k")
        command = {"answer": discussions.answer, "reply": discussions.reply}[deed]
        return command(actor=mia, topic=topic.uid, body="B", request_key="k")

    first = do()
    before = state()
    with recording() as facts:
        assert do() == first
    assert (state(), facts.rows) == (before, [])


def test_a_request_key_is_its_actors_own_and_for_one_thing() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    topic = question(mia)
    discussions.answer(actor=mia, topic=topic.uid, body="B", request_key="k")
    discussions.answer(actor=tom, topic=topic.uid, body="B", request_key="k")
    before = state()
    with pytest.raises(Invalid) as wrong:
        discussions.reply(actor=mia, topic=topic.uid, body="B", request_key="k")
    assert set(wrong.value.errors) == {"request_key"}
    assert state() == before


def test_accepting_another_answer_ends_the_first_acceptance() -> None:
    mia, tom, ann, brewers = member("Mia"), member("Tom"), member("Ann"), group()
    asked = question(mia)
    first, second = answered(tom, asked), answered(ann, asked)
    with frozen(on(2031)), recording() as facts:
        assert discussions.accept(actor=mia, post=first.uid).accepted
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["about"], fact["group"], fact["payload"]) == (
        "accepted",
        me(mia),
        me(tom),
        f"discussions.post:{first.id}",
        brewers.id,
        {"topic": asked.id},
    )
    with recording() as facts:
        discussions.accept(actor=mia, post=first.uid)
    assert facts.rows == []
    with recording() as facts:
        discussions.accept(actor=mia, post=second.uid)
    assert facts.words == ["withdrawn", "accepted"]
    assert standing("accepted") == [(me(mia), f"discussions.post:{second.id}", me(ann))]
    assert Topic.objects.get().accepted_id == second.id


def test_a_host_accepts_in_their_own_name() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    answer = answered(tom, question(mia))
    discussions.accept(actor=hanna, post=answer.uid)
    assert standing("accepted") == [(me(hanna), f"discussions.post:{answer.id}", me(tom))]


def test_an_acceptance_is_taken_back() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia)
    discussions.accept(actor=mia, post=answered(tom, asked).uid)
    card = discussions.unaccept(actor=mia, topic=asked.uid)
    topic = Topic.objects.get()
    assert (card.accepted, topic.accepted_id, topic.accepted_at, standing("accepted")) == (False, None, None, [])


def test_votes_count_once_and_can_be_changed() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    asked = question(mia)
    opening = opening_of(asked)
    with recording() as facts:
        assert discussions.vote(actor=tom, post=opening, value="up").my_vote == 1
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["payload"]) == (
        "voted",
        me(tom),
        me(mia),
        {"topic": asked.id, "value": 1},
    )
    discussions.vote(actor=ann, post=opening, value="up")
    assert (Post.objects.get().score, Topic.objects.get().score) == (2, 2)
    with recording() as facts:
        discussions.vote(actor=tom, post=opening, value="up")
    assert facts.rows == []
    with recording() as facts:
        assert discussions.vote(actor=tom, post=opening, value="down").score == 0
    assert facts.words == ["withdrawn", "voted"]
    with recording() as facts:
        discussions.vote(actor=tom, post=opening, value="none")
    assert facts.words == ["withdrawn"]
    assert [vote.person_id for vote in Vote.objects.all()] == [me(ann)]
    assert (Topic.objects.get().score, len(standing("voted"))) == (1, 1)
    check_counts()


def test_an_edit_keeps_what_was_said_before() -> None:
    mia, hanna = member("Mia"), host()
    group()
    asked = question(mia, title="Why?", body="*Because?*")
    before = Post.objects.get().html
    with frozen(on(2025)), recording() as facts:
        discussions.edit(actor=hanna, post=opening_of(asked), title="Why not?", body="New", reason="clearer")
    post, revision = Post.objects.get(), Revision.objects.get()
    assert (post.source_text, post.edited_at, post.edited_here) == ("New", on(2025), True)
    assert Topic.objects.get().title == "Why not?"
    assert (revision.editor_id, revision.title, revision.source_text, revision.html, revision.reason, revision.at) == (
        me(hanna),
        "Why?",
        "*Because?*",
        before,
        "clearer",
        on(2025),
    )
    assert [(fact["word"], fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        ("edited", me(hanna), me(mia))
    ]
    (card,) = discussions.revisions(mia, post.uid)
    assert (card.title, card.html, card.from_archive, card.editor and card.editor.id) == (
        "Why?",
        before,
        False,
        me(hanna),
    )


def test_an_edit_that_changes_nothing_is_none() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    before = state()
    with recording() as facts:
        discussions.edit(actor=mia, post=opening_of(asked), title="Why?", body="*Because?*")
    assert (state(), facts.rows) == (before, [])


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_not_taken_unseen() -> None:
    mia, hanna = member("Mia"), host()
    group()
    post = opening_of(question(mia))
    first = discussions.post_source(mia, post).version
    discussions.edit(actor=hanna, post=post, body="Hanna's", version=first)
    before = state()
    with recording() as facts, pytest.raises(Invalid) as wrong:
        discussions.edit(actor=mia, post=post, body="Mia's", version=first)
    assert (list(wrong.value.errors), state(), facts.rows) == (["version"], before, [])
    second = discussions.post_source(mia, post).version
    discussions.edit(actor=mia, post=post, title="Why, then?", body="Hanna's", version=second)
    assert discussions.post_source(mia, post).version not in {first, second}


def test_only_what_has_a_history_leads_to_one() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    answer = answered(mia, asked)
    Post.objects.filter(uid=opening_of(asked)).update(edited_at=on(2024))
    changed = discussions.edit(actor=mia, post=answer.uid, body="New")
    page = discussions.topic_page(mia, asked.uid)
    assert page.opening is not None
    assert (page.opening.post.edited_at, page.opening.post.has_history) == (on(2024), False)
    assert (page.posts[0].post.has_history, changed.has_history) == (True, True)


def test_deleting_an_answer_withdraws_all_that_it_counted_for() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    with frozen(on(2024, 1)):
        asked = question(mia)
    with frozen(on(2024, 2)):
        kept = answered(mia, asked)
    with frozen(on(2024, 3)):
        gone = answered(tom, asked)
    discussions.accept(actor=mia, post=gone.uid)
    discussions.vote(actor=mia, post=gone.uid, value="up")
    discussions.edit(actor=tom, post=gone.uid, body="Sold!")
    with recording() as facts:
        discussions.delete(actor=tom, post=gone.uid, reason=" I was  wrong ")
    topic, post = Topic.objects.get(), Post.objects.get(pk=gone.id)
    assert (topic.answers, topic.accepted_id, topic.last_at) == (1, None, on(2024, 2))
    assert post.deleted_at is not None
    assert post.deleted_reason == "I was wrong"
    assert sorted(map(str, facts.words)) == ["deleted", "withdrawn", "withdrawn", "withdrawn", "withdrawn"]
    assert [about for _, about, _ in standing("answered")] == [f"discussions.post:{kept.id}"]
    assert (standing("accepted"), standing("voted"), standing("edited")) == ([], [], [])
    assert standing("deleted") == [(me(tom), f"discussions.post:{gone.id}", me(tom))]
    check_counts()


def test_deleting_the_opening_post_deletes_the_topic() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    discussions.reply(actor=mia, post=answer.uid, body="Thanks.")
    discussions.accept(actor=mia, post=answer.uid)
    discussions.vote(actor=mia, post=answer.uid, value="up")
    discussions.edit(actor=tom, post=answer.uid, body="Sold!")
    other = answered(tom, question(mia))
    discussions.delete(actor=hanna, post=opening_of(asked), reason="spam")
    topic = Topic.objects.get(pk=asked.id)
    assert topic.deleted_at == topic.opening.deleted_at is not None  # type: ignore[union-attr]
    assert topic.accepted_id is None
    assert [about for _, about, _ in standing("answered")] == [f"discussions.post:{other.id}"]
    assert [len(standing(word)) for word in ("asked", "replied", "accepted", "voted", "edited")] == [1, 0, 0, 0, 0]
    assert [card.deleted for card in discussions.latest(mia).items] == [False]
    assert sorted(card.deleted for card in discussions.latest(hanna).items) == [False, True]
    check_counts()


def test_a_host_moves_a_topic() -> None:
    mia, hanna, brewers, bakers = member("Mia"), host(), group(), group("Bakers")
    asked = question(mia)
    with recording() as facts:
        card = discussions.move(actor=hanna, topic=asked.uid, group="bakers")
    assert (card.group.slug, Topic.objects.get().group_id) == ("bakers", bakers.id)
    assert [
        (fact["word"], fact["actor"], fact["counterpart"], fact["group"], fact["payload"]) for fact in facts.rows
    ] == [("moved", me(hanna), me(mia), bakers.id, {"left": brewers.id})]
    with recording() as facts:
        discussions.move(actor=hanna, topic=asked.uid, group="bakers")
    assert facts.rows == []


def test_tags_are_set_as_a_whole() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    with recording() as facts:
        card = discussions.tag(actor=mia, topic=asked.uid, names=["Hops", "malt"])
    assert [tag.slug for tag in card.tags] == ["hops", "malt"]
    assert (facts.words, facts[0]["payload"]) == (["tagged"], {})
    with recording() as facts:
        discussions.tag(actor=mia, topic=asked.uid, names=["malt"])
    hops = facts[0]["payload"]
    assert (facts.words, list(hops)) == (["tagged"], ["tag"])  # type: ignore[call-overload]
    assert TopicTag.objects.count() == 1
    with recording() as facts:
        discussions.tag(actor=mia, topic=asked.uid, names=["MALT", "malt"])
    assert facts.rows == []


def test_a_link_is_made_once() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    one, two = question(mia), question(tom, title="Again?")
    with recording() as facts:
        card = discussions.link(actor=mia, topic=one.uid, target=two.uid, kind="duplicate")
        discussions.link(actor=mia, topic=one.uid, target=two.uid, kind="duplicate")
    assert (card.kind, card.title, card.url, card.outgoing) == ("duplicate", "Again?", two.url, True)
    assert TopicLink.objects.count() == 1
    assert [(fact["word"], fact["about"], fact["payload"]) for fact in facts.rows] == [
        ("linked", f"discussions.topic:{one.id}", {"other": two.id})
    ]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "x" * 301}),
        ("body", {"body": " \n "}),
        ("body", {"body": "x" * 20_001}),
        ("tags", {"tags": ["x" * 100]}),
        ("tags", {"tags": list("abcdefghi")}),
        ("request_key", {"request_key": ""}),
        ("request_key", {"request_key": "x" * 101}),
    ],
)
def test_wrong_fields_are_named_and_nothing_is_written(field: str, given: dict[str, object]) -> None:
    mia = member("Mia")
    group()
    before = state()
    with recording() as facts, pytest.raises(Invalid) as wrong:
        discussions.ask(**{"actor": mia, "group": "brewers", "title": "T", "body": "B", **given})  # type: ignore[arg-type]
    assert set(wrong.value.errors) == {field}
    assert (state(), facts.rows) == (before, [])


def test_other_wrong_fields_are_named_too() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    before = state()
    wrongs: dict[str, Callable[[], object]] = {
        "title": lambda: discussions.edit(actor=tom, post=answer.uid, body="B", title="An answer has none"),
        "reason": lambda: discussions.delete(actor=tom, post=answer.uid, reason=" "),
        "value": lambda: discussions.vote(actor=mia, post=answer.uid, value="sideways"),
        "target": lambda: discussions.link(actor=mia, topic=asked.uid, target=asked.uid),
        "kind": lambda: discussions.link(actor=mia, topic=asked.uid, target=asked.uid, kind="foe"),
    }
    for field, call in wrongs.items():
        with recording() as facts, pytest.raises(Invalid) as wrong:
            call()
        assert (set(wrong.value.errors), facts.rows) == ({field}, [])
    assert state() == before
