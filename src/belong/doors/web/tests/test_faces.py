"""Portraits, icons and the links of people: drawn from who somebody is, the same every time."""

from uuid import UUID

import pytest
from django.utils.translation import gettext, override
from lucide import IconDoesNotExist

from belong.doors.web.shared.faces import face, initials, person, portrait
from belong.doors.web.shared.icons import icon
from belong.ground.people.public import Actor, PersonCard

FORMER = ("Former member", "a former member")
ANA = PersonCard(1, UUID("01a20144-ca10-70f0-93ae-33881d3d58ca"), "Ana <Ruiz>")


def test_a_portrait_follows_from_the_uid_and_says_nothing_aloud() -> None:
    drawn = portrait(ANA)
    assert drawn == portrait(Actor(person=1, uid=ANA.uid, name=ANA.name))
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn
    scenes = {portrait(PersonCard(1, UUID(int=number), "A B")) for number in range(300)}
    assert len(scenes) == 300


def test_all_who_went_look_alike_and_without_letters() -> None:
    gone = {portrait(PersonCard(1, UUID(int=number), name)) for number in range(3) for name in FORMER}
    assert len(gone) == 1
    assert "<text" not in gone.pop()
    with override("de"):
        assert "<text" not in portrait(PersonCard(1, ANA.uid, gettext(FORMER[0])))


def test_a_renamed_person_keeps_the_scene_with_new_letters() -> None:
    renamed = portrait(PersonCard(1, ANA.uid, "Bea Diaz"))
    assert renamed == str(portrait(ANA)).replace(f">{initials(ANA.name)}</text>", ">BD</text>")


def test_sizes_are_classes() -> None:
    assert 'face-huge" ' in portrait(ANA, "huge")


def test_a_person_is_a_link_only_where_there_is_a_page_to_open() -> None:
    assert person(ANA).startswith(f'<a class="person" href="/people/{ANA.uid}">')
    assert "Ana &lt;Ruiz&gt;" in person(ANA)
    assert person(ANA, linked=False).startswith('<span class="person">')
    assert "user5493" in person(None, "user5493")
    assert ">someone<" in person(None)
    assert face("user5493") in person(None, "user5493")


def test_an_icon_takes_its_look_from_the_style_sheet() -> None:
    drawn = icon("check")
    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="')
    assert "stroke" not in drawn
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")
