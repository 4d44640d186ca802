"""What hosts ask of everybody: kinds and choices, order, names, and what comes back."""

import pytest

from belong.community.profiles.public import (
    Draft,
    Given,
    add_field,
    all_fields,
    change_field,
    field,
    fields_asked,
    move_field,
    open_directory,
    profile_of,
    restore_field,
    retire_field,
    save_profile,
)
from belong.community.profiles.tests.support import HOUSE, VISITOR, member
from belong.ground.kernel.public import Invalid, NotFound, Refused, settled
from belong.ground.ledger.public import history
from belong.ground.people.public import HOST

pytestmark = pytest.mark.django_db


def test_a_field_that_must_be_answered_and_one_of_choices() -> None:
    ann = member("Ann")
    field = add_field(actor=HOUSE, label="Style!", kind="choice", options=("Stout", "Porter"), is_required=True)
    assert field.key == "style"
    for given in (
        Given(),
        Given(chosen=("Lager",)),
        Given(chosen=("Stout", "Porter")),
        Given(chosen=("Stout",), visibility="x"),
    ):
        with pytest.raises(Invalid) as wrong:
            save_profile(actor=ann, draft=Draft(values={"style": given}))
        assert set(wrong.value.errors) == {"field-style"}
    save_profile(actor=ann, draft=Draft(values={"style": Given(chosen=("Stout",)), "no-such": Given("x")}))
    with pytest.raises(Invalid) as wrong:
        change_field(actor=HOUSE, key="style", label="Style", options=("Lager", "Porter"))
    assert "Stout" in wrong.value.errors["options"]
    retire_field(actor=HOUSE, key="style")
    assert not profile_of(ann, ann.person or 0).values
    restore_field(actor=HOUSE, key="style")
    assert [value.chosen for value in profile_of(ann, ann.person or 0).values] == [("Stout",)]


def test_hosts_say_what_is_asked_and_in_which_order() -> None:
    host = member("Host", roles=frozenset({HOST}))
    for label in ("Style", "Style?", "Ö"):
        add_field(actor=host, label=label, kind="text", help="Which?", visibility="hosts")
    assert [field.key for field in fields_asked()] == ["place", "style", "style-2", "o"]
    move_field(actor=host, key="o", up=True)
    move_field(actor=host, key="place", up=True)
    move_field(actor=host, key="place", up=False)
    retire_field(actor=host, key="style-2")
    assert [field.key for field in fields_asked()] == ["style", "place", "o"]
    assert [field.is_retired for field in all_fields(host)] == [False, False, False, True]
    for bad in (
        {"label": " "},
        {"label": "x" * 99},
        {"label": "STYLE"},
        {"label": "X", "kind": "riddle"},
        {"label": "X", "visibility": "x"},
    ):
        with pytest.raises(Invalid):
            add_field(actor=host, **{"kind": "text", **bad})  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        change_field(actor=host, key="o", label="style")
    add_field(actor=host, label="Style?", kind="text")  # the one of this name is asked no more
    with pytest.raises(Invalid) as wrong:
        restore_field(actor=host, key="style-2")
    assert set(wrong.value.errors) == {"label"}
    assert "style-2" not in [field.key for field in fields_asked()]
    retire_field(actor=host, key="style-3")
    restore_field(actor=host, key="style-2")
    retire_field(actor=host, key="style-2")
    for key in ("nothing", "o-2"):
        with pytest.raises(NotFound):
            change_field(actor=host, key=key, label="X")
    for actor in (VISITOR, member()):
        for denied in (
            lambda actor=actor: add_field(actor=actor, label="X", kind="text"),
            lambda actor=actor: open_directory(actor=actor, is_open=True),
            lambda actor=actor: change_field(actor=actor, key="place", label="X"),
            lambda actor=actor: move_field(actor=actor, key="place", up=False),
            lambda actor=actor: retire_field(actor=actor, key="place"),
            lambda actor=actor: restore_field(actor=actor, key="place"),
            lambda actor=actor: all_fields(actor),
            lambda actor=actor: field(actor, "place"),
        ):
            with pytest.raises(Refused):
                denied()
    assert [field.key for field in fields_asked()] == ["style", "place", "o"]


def test_a_field_that_came_with_the_program_has_its_name_in_every_language_spoken() -> None:
    for languages, taken, free in ((("en",), "PLACE", "Ort"), (("es", "de"), "lugar", "Place")):
        with settled(languages=languages):
            with pytest.raises(Invalid) as wrong:
                add_field(actor=HOUSE, label=taken, kind="text")
            assert "label" in wrong.value.errors
            key = add_field(actor=HOUSE, label=free, kind="text").key
            with pytest.raises(Invalid):
                change_field(actor=HOUSE, key=key, label=taken)
            change_field(actor=HOUSE, key="place", label="", visibility="hosts")
            retire_field(actor=HOUSE, key=key)
    change_field(actor=HOUSE, key="place", label="Town")
    add_field(actor=HOUSE, label="Place", kind="text")
    with pytest.raises(Invalid):
        change_field(actor=HOUSE, key="place", label="")


def test_each_change_of_what_is_asked_is_a_fact_of_whom_made_it() -> None:
    host = member("Host", roles=frozenset({HOST}))
    add_field(actor=host, label="Style", kind="text")
    change_field(actor=host, key="style", label="Style?")
    move_field(actor=host, key="style", up=True)
    for _twice in range(2):
        retire_field(actor=host, key="style")
    for _twice in range(2):
        restore_field(actor=host, key="style")
    assert [fact.actor for fact in history(words=["field_changed"]).items] == [host.person] * 5
