"""Two records that are one: what is said meanwhile is the account's own, is shown, and goes with it when they part."""

from dataclasses import replace

import pytest

from belong.community.profiles.models import Affiliation, Picture, Profile, Value
from belong.community.profiles.public import (
    Draft,
    Given,
    LinkCard,
    Looked,
    add_field,
    affiliate,
    directory,
    own_profile,
    pictures_of,
    profile_of,
    put_picture,
    save_profile,
    show_picture,
    together,
)
from belong.community.profiles.tests.support import HOUSE, VISITOR, member, photo, say_all, uid_of
from belong.ground.ledger.public import history
from belong.ground.people.public import HOST, Actor, compare, merge, unmerge

pytestmark = pytest.mark.django_db


def signed_in_as(account: Actor, top: Actor) -> Actor:
    """Whoever signs in by the record `account`, which is `top` by now."""
    return replace(account, person=top.person, own=account.person)


def said(words: str, place: str) -> Draft:
    return Draft(
        words=words, values={"place": Given(place)}, links=(LinkCard(f"https://example.org/{place}", "", "members"),)
    )


def called(reader: Actor, name: str = "") -> list[str]:
    return [face.card.name for face in directory(reader, Looked(name=name)).items]


def found_in(reader: Actor, place: str) -> list[int]:
    return [face.card.id for face in directory(reader, Looked(place=place)).items]


def test_what_is_said_while_two_are_one_is_shown_and_stays_with_the_account() -> None:
    ann, old, reader = member("Ann"), member("Old"), member("Reader")
    save_profile(actor=ann, draft=said("Of Ann", "Bonn"))
    save_profile(actor=old, draft=said("Of old", "Rome"))
    made = merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0)
    acting = signed_in_as(old, ann)
    save_profile(actor=acting, draft=said("New", "Oslo"))
    picture = put_picture(actor=acting, content=photo())
    affiliate(actor=acting, organisation="Ada Works", kind="employer")
    card = profile_of(reader, ann.person or 0)
    assert "New" in card.html
    assert ([one.text for one in card.values], [one.url for one in card.links]) == (
        ["Oslo"],
        ["https://example.org/Oslo"],
    )
    assert own_profile(acting).words == "New"
    assert pictures_of(reader, [uid_of(ann)]) == {uid_of(ann): picture}
    assert (found_in(reader, "Oslo"), found_in(reader, "Bonn"), found_in(reader, "Rome")) == ([ann.person], [], [])
    [face] = directory(reader, Looked(place="Oslo")).items
    assert (face.place, face.words) == ("Oslo", "New")
    for model in (Picture, Affiliation):
        assert model.objects.get().person_id == old.person
    assert {fact.actor_recorded for fact in history(person=ann.person, words=["affiliated"]).items} == {old.person}
    unmerge(actor=HOUSE, merge=made)
    assert "Of Ann" in profile_of(reader, ann.person or 0).html
    assert "New" in profile_of(reader, old.person or 0).html
    assert (found_in(reader, "Bonn"), found_in(reader, "Oslo")) == ([ann.person], [old.person])
    assert pictures_of(reader, [uid_of(ann)]) == {}


def test_what_is_not_said_while_two_are_one_stays_as_it_is_shown() -> None:
    ann, old, reader = member("Ann"), member("Old"), member("Reader")
    save_profile(actor=ann, draft=said("Of Ann", "Bonn"))
    save_profile(actor=old, draft=said("Of old", "Rome"))
    merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0)
    acting = signed_in_as(old, ann)
    save_profile(actor=acting, draft=Draft(picture=photo()))
    save_profile(actor=acting, draft=Draft(listed="hosts"))
    card = profile_of(reader, ann.person or 0)
    assert "Of Ann" in card.html
    assert [one.url for one in card.links] == ["https://example.org/Bonn"]
    assert [one.text for one in card.values] == ["Bonn"]
    assert (own_profile(acting).words, own_profile(acting).listed) == ("Of Ann", "hosts")


def test_a_host_chooses_whose_words_fields_and_picture_are_shown() -> None:
    ann, old, reader, host = member("Ann"), member("Old"), member("Reader"), member("Host", roles=frozenset({HOST}))
    save_profile(actor=ann, draft=said("Of Ann", "Bonn"))
    save_profile(actor=old, draft=said("Of old", "Rome"))
    put_picture(actor=ann, content=photo())
    picture = put_picture(actor=old, content=photo())
    differ = [one.key for one in compare(host, uid_of(ann), uid_of(old)).fields]
    assert differ == ["name", "profiles.words", "profiles.picture", "profiles.fields"]
    made = merge(actor=host, keep=ann.person or 0, other=old.person or 0, fields=differ[1:])
    card = profile_of(reader, ann.person or 0)
    assert ("Of old" in card.html, [one.text for one in card.values], card.picture) == (True, ["Rome"], picture)
    assert (found_in(reader, "Rome"), found_in(reader, "Bonn")) == ([ann.person], [])
    assert [face.place for face in directory(reader, Looked(place="Rome")).items] == ["Rome"]
    unmerge(actor=host, merge=made)
    assert "Of Ann" in profile_of(reader, ann.person or 0).html


def test_a_face_shows_the_first_place_that_is_said_whichever_record_says_it() -> None:
    town = add_field(actor=HOUSE, label="Home town", kind="place")
    ann, old, reader = member("Ann"), member("Old"), member("Reader")
    save_profile(actor=ann, draft=Draft(values={town.key: Given("Rome")}))
    save_profile(actor=old, draft=Draft(values={"place": Given("Bonn")}))
    merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0)
    assert [one.text for one in profile_of(reader, ann.person or 0).values] == ["Bonn", "Rome"]
    assert [face.place for face in directory(reader, Looked(name="Ann")).items] == ["Bonn"]


def test_the_directory_has_the_name_that_was_chosen() -> None:
    ann, old, reader = member("Ann"), member("Old"), member("Reader")
    made = merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0, fields=["name"])
    assert called(reader) == ["Reader", "Old"]
    unmerge(actor=HOUSE, merge=made)
    assert called(reader) == ["Reader", "Old", "Ann"]


@pytest.mark.parametrize(("fields", "shown", "other"), [([], "Ann", "Old"), (["name"], "Old", "Ann")])
def test_members_find_by_the_name_that_is_shown_and_hosts_by_every_name(
    fields: list[str], shown: str, other: str
) -> None:
    ann, old, reader, host = member("Ann"), member("Old"), member("Reader"), member("Host", roles=frozenset({HOST}))
    merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0, fields=fields)
    assert (called(reader, shown), called(reader, other)) == ([shown], [])
    assert (called(host, shown), called(host, other)) == ([shown], [shown])
    assert called(reader, "?") == []


def test_hosts_compare_nothing_that_is_shown_to_nobody() -> None:
    ann, old, host = member("Ann"), member("Old"), member("Host", roles=frozenset({HOST}))
    say_all(ann, "only_me")
    shown = "".join(one.keep for one in compare(host, uid_of(ann), uid_of(old)).fields)
    assert "brew" not in shown
    assert "Köln" not in shown


def test_a_choice_hides_as_it_shows() -> None:
    """Whom the shown words let find them is what counts, not what another record said."""
    ann, old, reader = member("Ann"), member("Old"), member("Reader")
    save_profile(actor=old, draft=Draft(words="Hi", listed="only_me", interests="only_me"))
    merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0, fields=["profiles.words"])
    save_profile(actor=ann, draft=Draft(words="Hello", listed="members", interests="members"))
    assert ann.person in [face.card.id for face in directory(reader, Looked()).items]
    save_profile(actor=signed_in_as(old, ann), draft=Draft(words="Hi", listed="only_me"))
    assert ann.person not in [face.card.id for face in directory(reader, Looked()).items]
    assert not together(reader, ann.person or 0).tags


def test_showing_the_picture_to_more_shows_no_other_records() -> None:
    ann, old = member("Ann"), member("Old")
    put_picture(actor=old, content=photo(), visibility="only_me")
    own = put_picture(actor=ann, content=photo())
    made = merge(actor=HOUSE, keep=ann.person or 0, other=old.person or 0)
    show_picture(actor=ann, visibility="everyone")
    assert pictures_of(VISITOR, [uid_of(ann)]) == {uid_of(ann): own}
    unmerge(actor=HOUSE, merge=made)
    assert pictures_of(VISITOR, [uid_of(old)]) == {}
    assert (Profile.objects.count(), Value.objects.count()) == (0, 0)
