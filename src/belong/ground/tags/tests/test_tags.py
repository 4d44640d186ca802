from functools import partial

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import Actor, Wrong
from belong.ground.people.tests.support import HOUSE, VISITOR, host, member, queries, recording
from belong.ground.tags.models import Follow, Synonym, Tag
from belong.ground.tags.public import (
    LoadedTag,
    add_synonym,
    follow_rows,
    follow_tag,
    followed_tags,
    load_tags,
    normal,
    tag,
    tag_rows,
    tags,
    tags_by_names,
    unfollow_tag,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Home Brewing", "home-brewing"), ("  C#\n", "c#"), ("STRASSE straße", "strasse-strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ")],
)
def test_names_are_normal(name: str, kept: str) -> None:
    assert normal(name) == kept


@pytest.mark.parametrize("name", ["", "  \n", "x" * 61])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(Wrong):
        normal(name)


@given(name=st.text(max_size=80))
def test_normal_once_is_normal_for_good(name: str) -> None:
    try:
        kept = normal(name)
    except Wrong:
        return
    assert normal(kept) == kept
    Tag(name=kept, slug="x").full_clean(exclude=["slug"])


def test_tags_are_found_by_any_of_their_names_and_made_where_missing() -> None:
    hops = tags_by_names(["Hops"])["Hops"]
    add_synonym(actor=HOUSE, tag="hops", name="Hop")
    found = tags_by_names(["hops", "HOP", "Home Brewing", "home brewing", " ", "C#", "C++"])
    assert set(found) == {"hops", "HOP", "Home Brewing", "home brewing", "C#", "C++"}
    assert found["hops"] == found["HOP"] == hops
    assert found["Home Brewing"] == found["home brewing"]
    assert dict(Tag.objects.values_list("name", "slug")) == {
        "hops": "hops",
        "home-brewing": "home-brewing",
        "c#": "c",
        "c++": "c-2",
    }
    with recording() as facts:
        assert tags_by_names(["hops", "C#"]) == {"hops": hops, "C#": found["C#"]}
    assert facts.rows == []


def test_addresses_of_many_tags_at_once_are_free() -> None:
    tags_by_names(["啤", "tag-2"])
    tags_by_names(["酒", "水", "茶", "a b", "a_b"])
    slugs = dict(Tag.objects.values_list("name", "slug"))
    assert sorted(slugs.values()) == ["a-b", "a_b", "tag", "tag-2", "tag-3", "tag-4", "tag-5"]


def test_finding_tags_costs_the_same_for_one_and_for_fifty() -> None:
    names = [f"Tag {number}" for number in range(50)]
    tags_by_names(names)
    assert queries(lambda: tags_by_names(names[:1])) == queries(lambda: tags_by_names(names)) == 1
    assert queries(lambda: tags_by_names([])) == 0
    mia = member()
    for wanted in (1, 50):
        assert queries(partial(tags, mia, limit=wanted)) == 2
    assert queries(lambda: tag(mia, "tag-1")) == 2
    refs = [f"tags.tag:{number}" for number in Tag.objects.values_list("pk", flat=True)]
    assert queries(lambda: cards(mia, refs)) == 1


def test_only_hosts_make_a_name_another_word() -> None:
    tags_by_names(["hops", "malt"])
    for actor in (member(), VISITOR):
        with pytest.raises(Refused):
            add_synonym(actor=actor, tag="hops", name="hop")
    with pytest.raises(NotFound):
        add_synonym(actor=host(), tag="yeast", name="hop")
    with pytest.raises(Invalid):
        add_synonym(actor=HOUSE, tag="hops", name="malt")
    with pytest.raises(Invalid):
        add_synonym(actor=HOUSE, tag="hops", name=" ")
    assert not Synonym.objects.exists()
    for _ in range(2):
        add_synonym(actor=HOUSE, tag="hops", name="Hop")
    with pytest.raises(Invalid):
        add_synonym(actor=HOUSE, tag="malt", name="hop")
    assert Synonym.objects.get().tag.name == "hops"


def test_what_is_followed_stands_where_one_looks_for_it() -> None:
    mia, names = member(), ["ätzkali", "hops-9", "hops-10", "zest"]
    tags_by_names(names)
    for slug in ("zest", "hops-10", "hops-9", "atzkali"):
        follow_tag(actor=mia, tag=slug)
    assert [card.name for card in followed_tags(mia, mia.person or 0)] == names


def test_a_member_follows_and_stops() -> None:
    number = tags_by_names(["hops"])["hops"]
    mia = member()
    with recording() as facts:
        for _ in range(2):
            follow_tag(actor=mia, tag="hops")
        assert [card.name for card in followed_tags(mia, mia.person or 0)] == ["hops"]
        assert tag(mia, "hops").followed
        for _ in range(2):
            unfollow_tag(actor=mia, tag="hops")
        follow_tag(actor=mia, tag="hops")
    assert [(row["word"], row["actor"], row["about"]) for row in facts.rows] == [
        ("followed_tag", mia.person, f"tags.tag:{number}"),
        ("unfollowed_tag", mia.person, f"tags.tag:{number}"),
        ("followed_tag", mia.person, f"tags.tag:{number}"),
    ]
    assert [row.until_at is None for row in Follow.objects.order_by("pk")] == [False, True]


def test_visitors_read_tags_and_follow_none() -> None:
    tags_by_names(["hops"])
    assert [card.name for card in tags(VISITOR).items] == ["hops"]
    with recording() as facts:
        for deed in (follow_tag, unfollow_tag):
            with pytest.raises(Refused):
                deed(actor=VISITOR, tag="hops")
            with pytest.raises(Refused):
                deed(actor=HOUSE, tag="hops")
    assert facts.rows == []
    assert not Follow.objects.exists()


def test_what_somebody_follows_is_for_them_and_hosts() -> None:
    mia = member()
    with pytest.raises(NotFound):
        followed_tags(member("Max"), mia.person or 0)
    assert followed_tags(host(), mia.person or 0) == []


def test_a_tag_is_found_by_address_name_or_another_word() -> None:
    tags_by_names(["c#", "c"])
    add_synonym(actor=HOUSE, tag="c-2", name="C Sharp")
    assert tag(VISITOR, "C Sharp").name == tag(VISITOR, "c#").name == "c#"
    assert tag(VISITOR, "C").name == "c"
    for unknown in ("yeast", " ", "x" * 90):
        with pytest.raises(NotFound):
            tag(VISITOR, unknown)


def test_pages_of_tags_follow_each_other() -> None:
    tags_by_names([f"t{number}" for number in range(5)])
    page = tags(VISITOR, limit=3)
    further = tags(VISITOR, limit=3, cursor=page.next)
    assert [card.name for card in (*page.items, *further.items)] == ["t0", "t1", "t2", "t3", "t4"]
    assert further.next is None


def test_an_archive_brings_tags_with_their_other_words() -> None:
    tags_by_names(["malt"])
    rows = [
        LoadedTag("Hops", ("Hop", "Lupulus")),
        LoadedTag("malt", ("lupulus", "hops")),
        LoadedTag(" "),
        LoadedTag("yeast", ("x" * 61,)),
    ]
    with recording() as facts:
        done = load_tags(rows)
        again = load_tags(rows)
    assert (done.created, done.matched, [row.index for row in done.refused]) == (1, 1, [2, 3])
    assert (again.created, again.matched, again.ids) == (0, 2, done.ids)
    assert dict(Synonym.objects.values_list("name", "tag__name")) == {"hop": "hops", "lupulus": "malt"}
    assert facts.rows == []


def test_relations_give_the_canonical_person() -> None:
    mia, twin = member(), member("Mia M.")
    tags_by_names(["hops"])
    follow_tag(actor=twin, tag="hops")
    set_alias(twin.person or 0, mia.person or 0)
    assert [(row["who"], row["name"], row["until_at"]) for row in follow_rows()] == [(mia.person, "hops", None)]
    assert [row["slug"] for row in tag_rows()] == ["hops"]
    assert [card.name for card in followed_tags(Actor(person=mia.person), mia.person or 0)] == ["hops"]


def test_who_is_erased_follows_nothing_and_is_handed_what_they_followed() -> None:
    mia = member()
    tags_by_names(["hops"])
    follow_tag(actor=mia, tag="hops")
    assert [row["name"] for row in exporters()["tags"](mia.person or 0)["tags"]] == ["hops"]  # type: ignore[attr-defined]
    with recording() as facts:
        for _ in range(2):
            erasers()["tags"][1](mia.person or 0)
    assert facts.words == ["unfollowed_tag"]


def test_the_database_itself_refuses_names_that_are_not_normal() -> None:
    for name in ("Two", "two words", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Tag.objects.create(name=name, slug="x")
