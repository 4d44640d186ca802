"""Saying something of oneself: words, links, where one belongs; what two share; forgetting it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from belong.community.profiles.models import Affiliation, Organisation, Profile, Value, ValueWord
from belong.community.profiles.public import (
    Draft,
    Given,
    LinkCard,
    add_field,
    affiliate,
    change_affiliation,
    own_profile,
    profile_of,
    remove_affiliation,
    save_profile,
    together,
)
from belong.community.profiles.tests.support import HOUSE, VISITOR, member, say_all
from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters, storage
from belong.ground.ledger.public import ReferralMade, history, record, set_alias
from belong.ground.people.public import HOST, Actor
from belong.ground.segments.public import explain, meets, parse, people_at, sentence
from belong.ground.tags.public import follow_tag, tags_by_names

pytestmark = pytest.mark.django_db


def test_what_was_said_comes_back_as_it_was_typed_and_as_others_see_it() -> None:
    ann = member("Ann")
    field = add_field(actor=HOUSE, label="Born", kind="day")
    links: tuple[LinkCard, ...] = (LinkCard("example.org/a b", "", "members"),)
    with pytest.raises(Invalid) as wrong:
        save_profile(actor=ann, draft=Draft(links=links, values={field.key: Given("yesterday")}, words="a@b.org"))
    assert set(wrong.value.errors) == {"words", "link-0", "field-born"}
    assert not Profile.objects.exists()
    links = (LinkCard("example.org/me", "Me", "everyone"), LinkCard("", "", "members"))
    save_profile(actor=ann, draft=Draft(words="I *brew*.", values={field.key: Given("2001-02-03")}, links=links))
    own = own_profile(ann)
    assert own.words == "I *brew*."
    assert [(said.field.key, said.text) for said in own.values] == [("place", ""), ("born", "2001-02-03")]
    assert own.links == (LinkCard("https://example.org/me", "Me", "everyone"),)
    card = profile_of(member("Ben"), ann.person or 0)
    assert "<em>brew</em>" in card.html
    assert [(value.field.key, value.day) for value in card.values] == [("born", date(2001, 2, 3))]
    save_profile(actor=ann, draft=Draft(words="", links=(), values={field.key: Given("")}))
    assert profile_of(member("Ben"), ann.person or 0).is_empty
    assert not Value.objects.exists()
    assert not ValueWord.objects.exists()
    assert len(history(person=ann.person, words=["profile_changed"]).items) == 2


def test_what_a_draft_does_not_give_stays_as_it_was() -> None:
    ann = member("Ann")
    say_all(ann, "hosts")
    before = own_profile(ann)
    changes: list[tuple[Draft, dict[str, Any]]] = [
        (Draft(), {}),
        (Draft(words="I *bake*."), {"words": "I *bake*."}),
        (Draft(visibility="only_me"), {"visibility": "only_me"}),
        (Draft(listed="only_me"), {"listed": "only_me"}),
        (Draft(interests="only_me"), {"interests": "only_me"}),
        (Draft(picture_visibility="only_me"), {"picture_visibility": "only_me"}),
        (Draft(links=()), {"links": ()}),
        (Draft(words=""), {"words": ""}),
    ]
    for draft, changed in changes:
        save_profile(actor=ann, draft=draft)
        before = replace(before, **changed)
        assert own_profile(ann) == before
    save_profile(actor=ann, draft=Draft(values={"place": Given("Bonn", visibility="hosts")}))
    [place] = before.values
    assert own_profile(ann) == replace(before, values=(replace(place, text="Bonn"),))


def test_a_profile_that_says_something_else_by_now_is_not_written_over() -> None:
    ann = member("Ann")
    say_all(ann, "members")
    read = own_profile(ann).version
    save_profile(actor=ann, draft=Draft(words="I *bake*.", name="Ann Lee"), version=read)
    now, facts = own_profile(ann), len(history(person=ann.person).items)
    given: dict[str, Given] = {"place": Given("", visibility="sometimes")}
    for draft, named in (
        (Draft(words="I *brew*."), {"version"}),
        (Draft(name="Ann"), {"version"}),
        (Draft(picture_visibility="hosts"), {"version"}),
        (Draft(words="a@b.org", values=given), {"version", "words", "field-place"}),
    ):
        with pytest.raises(Invalid) as wrong:
            save_profile(actor=ann, draft=draft, version=read)
        assert set(wrong.value.errors) == named
    assert (own_profile(ann), len(history(person=ann.person).items)) == (now, facts)
    save_profile(actor=ann, draft=Draft(words="I *bake*.", name="Ann Lee", listed="members"), version=read)
    assert own_profile(ann) == now
    for change in (
        Draft(words="Other."),
        Draft(name="Anna"),
        Draft(visibility="hosts"),
        Draft(listed="hosts"),
        Draft(interests="hosts"),
        Draft(picture_visibility="hosts"),
        Draft(links=()),
        Draft(values={"place": Given("Bonn")}),
        Draft(values={"place": Given("Bonn", visibility="hosts")}),
    ):
        before = own_profile(ann).version
        save_profile(actor=ann, draft=change, version=before)
        assert own_profile(ann).version != before


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://x.org", "nowhere", "https://a:b@x.org", "http://", "mailto:a@b.org", "x" * 600],
)
def test_a_link_leads_to_a_page(url: str) -> None:
    with pytest.raises(Invalid):
        save_profile(actor=member(), draft=Draft(links=(LinkCard(url, "", "members"),)))


def test_where_somebody_belongs_is_theirs_and_hosts_to_say() -> None:
    ann, ben, host = member("Ann"), member("Ben"), member("Host", roles=frozenset({HOST}))
    first = affiliate(actor=ann, organisation=" Åda  Works", kind="employer", title="Brewer", request_key="k")
    assert affiliate(actor=ann, organisation="Other", kind="body", request_key="k") == first
    again = affiliate(actor=ben, organisation="ada works", kind="employer")
    assert again.organisation == first.organisation
    assert (
        affiliate(actor=host, organisation="Ada Works", kind="body", person=ann.person).organisation
        != first.organisation
    )
    with pytest.raises(Refused):
        affiliate(actor=ben, organisation="Club", kind="body", person=ann.person)
    for actor in (ben, VISITOR):
        with pytest.raises((NotFound, Refused)):
            change_affiliation(actor=actor, uid=first.uid, title="Thief")
        with pytest.raises((NotFound, Refused)):
            remove_affiliation(actor=actor, uid=first.uid)
    with pytest.raises(Invalid) as wrong:
        change_affiliation(actor=ann, uid=first.uid, from_on=date(2020, 1, 1), until_on=date(2019, 1, 1))
    assert set(wrong.value.errors) == {"until_on"}
    change_affiliation(actor=ann, uid=first.uid, visibility="hosts")
    for wider in ("everyone", "members", "my_groups"):
        with pytest.raises(Invalid) as wrong:
            change_affiliation(actor=host, uid=first.uid, visibility=wider)
        assert set(wrong.value.errors) == {"visibility"}
    assert change_affiliation(actor=host, uid=first.uid, title="Carpenter", visibility="hosts").title == "Carpenter"
    ended = change_affiliation(actor=ann, uid=first.uid, until_on=date(2020, 1, 1), visibility="only_me")
    assert ended.is_over
    with pytest.raises(NotFound):
        change_affiliation(actor=host, uid=first.uid)
    remove_affiliation(actor=ann, uid=first.uid)
    assert Affiliation.objects.filter(person=ann.person).count() == 1
    words = [fact.word for fact in history(person=ann.person, words=["affiliated", "affiliation_changed"]).items]
    assert sorted(words) == ["affiliated"] * 2 + ["affiliation_changed"] * 4


def test_a_household_is_joined_by_hosts_alone() -> None:
    ann, ben = member("Ann"), member("Ben")
    mine = affiliate(actor=ann, organisation="The Ashes", kind="household").organisation
    assert affiliate(actor=ben, organisation="The Ashes", kind="household").organisation != mine
    brought = affiliate(actor=a_host(), organisation="The Ashes", kind="household", person=ben.person)
    assert brought.organisation == mine


def a_host() -> Actor:
    return member("Host", roles=frozenset({HOST}))


def test_segments_know_who_belongs_where_and_when() -> None:
    ann, ben = member("Ann"), member("Ben")
    card = affiliate(
        actor=ann, organisation="Ada", kind="employer", from_on=date(2020, 1, 1), until_on=date(2020, 1, 31)
    )
    affiliate(actor=ben, organisation="Ada", kind="employer", visibility="only_me")
    number = Organisation.objects.get(uid=card.organisation.uid).pk
    asked = parse({"measure": "organisation", "id": number})
    employed, anywhere = parse({"measure": "organisation", "kind": "employer"}), parse({"measure": "organisation"})
    inside, after = datetime(2020, 1, 31, 12, tzinfo=UTC), datetime(2020, 2, 2, tzinfo=UTC)
    for criterion in (asked, employed, anywhere):
        assert meets(criterion, ann.person or 0, inside)
        assert not meets(criterion, ann.person or 0, after)
        assert not meets(criterion, ben.person or 0, inside)
        statement, _given = people_at(criterion, inside)
        assert "profiles_affiliation" in statement
    assert explain(asked, ann.person or 0, after).ok is False
    assert sentence(asked) == f"People who belong to the organisation {number}."
    assert sentence(parse({"not": {"measure": "organisation"}})) == "People who do not belong to any organisation."


def test_what_two_people_share_as_far_as_it_is_shown() -> None:
    ann, ben = member("Ann"), member("Ben")
    tags_by_names(["yeast", "malt"])
    for who, tag in ((ann, "yeast"), (ann, "malt"), (ben, "yeast")):
        follow_tag(actor=who, tag=tag)
        affiliate(actor=who, organisation="Ada", kind="employer", visibility="hosts" if tag == "malt" else "members")
    both = together(ann, ben.person or 0)
    assert [tag.name for tag in both.tags] == ["yeast"]
    assert [one.name for one in both.organisations] == ["Ada"]
    save_profile(actor=ben, draft=Draft(interests="hosts"))
    for one in own_profile(ben).affiliations:
        change_affiliation(actor=ben, uid=one.uid, visibility="only_me")
    assert together(ann, ben.person or 0) == together(ann, ann.person or 0) == together(VISITOR, ben.person or 0)


def test_what_two_people_share_stands_where_one_looks_for_it() -> None:
    ann, ben = member("Ann"), member("Ben")
    tags_by_names(["zest", "ätzkali", "yeast-10", "yeast-9"])
    for who in (ann, ben):
        for slug in ("zest", "atzkali", "yeast-10", "yeast-9"):
            follow_tag(actor=who, tag=slug)
        for name in ("Zoo", "Chapter 10", "Ärztehaus", "abbey", "Chapter 9"):
            affiliate(actor=who, organisation=name, kind="body")
    both = together(ann, ben.person or 0)
    assert [tag.name for tag in both.tags] == ["ätzkali", "yeast-9", "yeast-10", "zest"]
    names = ["abbey", "Ärztehaus", "Chapter 9", "Chapter 10", "Zoo"]
    assert [one.name for one in both.organisations] == names


def test_who_brought_somebody() -> None:
    ann, ben = member("Ann"), member("Ben")
    record(ReferralMade(actor=ann.person, counterpart=ben.person, about=f"people.person:{ben.person}"))
    assert [card.name for card in profile_of(ann, ben.person or 0).brought_by] == ["Ann"]
    assert profile_of(ben, ann.person or 0).brought_by == profile_of(VISITOR, ben.person or 0).brought_by == ()


def test_cards_are_for_those_who_are_shown_the_thing() -> None:
    ann, host = member("Ann"), member("Host", roles=frozenset({HOST}))
    affiliate(actor=ann, organisation="Ada", kind="employer", visibility="hosts")
    refs = [f"profiles.affiliation:{Affiliation.objects.get().pk}", "profiles.field:1"]
    assert len(cards(host, refs)) >= 1
    assert cards(host, refs)[refs[0]].title == "Ada"
    assert cards(member(), refs) == cards(VISITOR, refs) == {}


def test_erasing_leaves_nothing_and_the_export_has_all(django_capture_on_commit_callbacks: object) -> None:
    ann, ben = member("Ann"), member("Ben")
    say_all(ann, "only_me")
    twin = member("Twin")
    say_all(twin, "members")
    set_alias(twin.person or 0, ann.person or 0)
    affiliate(actor=ben, organisation="Ada Works", kind="employer")
    affiliate(actor=ann, organisation="The Anns", kind="household")
    told: dict[str, Any] = dict(exporters()["profiles"](ann.person or 0))
    assert {part: len(rows) for part, rows in told.items()} == {
        "profile": 2, "links": 2, "pictures": 2, "values": 2, "affiliations": 3,
    }  # fmt: skip
    files = [path for one in told["pictures"] for path in one["files"]]
    assert all(storage().exists(path) for path in files)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasers()["profiles"][1](ann.person or 0)
    assert not any(storage().exists(path) for path in files)
    assert not any(exporters()["profiles"](ann.person or 0).values())
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Ada Works"]
    assert len(own_profile(ben).affiliations) == 1
