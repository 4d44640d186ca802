"""The community's texts: versions, and who accepted which."""

from typing import Any

import pytest

from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters
from belong.ground.people.public import Actor
from belong.ground.settings.models import Acceptance, Text
from belong.ground.settings.public import (
    accept,
    current_text,
    current_versions,
    publish_text,
    text_version,
    text_versions,
    texts_to_accept,
)
from belong.ground.settings.tests.test_changing import recorded


def waiting(actor: Actor) -> list[tuple[str, int]]:
    return [(card.key, card.version) for card in texts_to_accept(actor)]


def test_a_text_has_versions_and_the_highest_counts(owner: Actor) -> None:
    assert (current_text("terms"), dict(current_versions())) == (None, {})
    first = publish_text(actor=owner, key="terms", source="Be *kind*.")
    second = publish_text(actor=owner, key="terms", source="Be *kind*, always. <script>x</script>")
    assert [(card.version, card.person) for card in (first, second)] == [(1, owner.person), (2, owner.person)]
    assert "<script" not in second.html
    assert current_text("terms") == second
    assert text_version("terms", 1) == first
    assert text_version("terms", 3) is None
    assert text_versions("terms") == [second, first]
    assert dict(current_versions()) == {"terms": 2}
    assert recorded() == [
        ("settings.text.published", owner.person, f"settings.text:{card.id}") for card in (first, second)
    ]


def test_the_same_words_again_make_no_version(owner: Actor) -> None:
    first = publish_text(actor=owner, key="terms", source="Be kind.")
    assert publish_text(actor=owner, key="terms", source="  Be kind.\r\n") == first
    assert (Text.objects.count(), len(recorded())) == (1, 1)


@pytest.mark.parametrize("source", ["", "  \n ", "x" * 20_001])
def test_an_empty_or_endless_text_is_none(owner: Actor, source: str) -> None:
    with pytest.raises(Invalid) as wrong:
        publish_text(actor=owner, key="terms", source=source)
    assert list(wrong.value.errors) == ["source"]
    assert (Text.objects.count(), recorded()) == (0, [])


def test_hosts_and_members_publish_nothing(host: Actor, member: Actor, owner: Actor) -> None:
    for actor in (host, member, Actor.anonymous()):
        with pytest.raises(Refused):
            publish_text(actor=actor, key="terms", source="Be kind.")
    with pytest.raises(NotFound):
        publish_text(actor=owner, key="poems", source="Be kind.")
    assert Text.objects.count() == 0


def test_what_asks_is_to_be_accepted_until_it_is(owner: Actor, member: Actor) -> None:
    publish_text(actor=owner, key="values", source="Be kind.")
    publish_text(actor=owner, key="terms", source="Pay.")
    publish_text(actor=owner, key="imprint", source="The mill.")
    assert waiting(member) == waiting(Actor.anonymous()) == [("terms", 1), ("values", 1)]
    accept(actor=member, versions={"values": 1})
    assert waiting(member) == [("terms", 1)]
    accept(actor=member, versions={"values": 1, "terms": 1})
    assert waiting(member) == []
    assert Acceptance.objects.count() == 2
    assert [kind for kind, actor, _ in recorded() if actor == member.person] == ["settings.text.accepted"] * 2


def test_a_mended_spelling_asks_nobody_again_a_new_rule_does(owner: Actor, member: Actor) -> None:
    publish_text(actor=owner, key="values", source="Be kidn.")
    accept(actor=member, versions={"values": 1})
    publish_text(actor=owner, key="values", source="Be kind.", asks=False)
    assert (waiting(member), waiting(owner)) == ([], [])
    publish_text(actor=owner, key="values", source="Be kind and honest.")
    assert waiting(member) == [("values", 3)]


def test_nobody_accepts_what_they_did_not_read(owner: Actor, member: Actor) -> None:
    publish_text(actor=owner, key="values", source="Be kind.")
    publish_text(actor=owner, key="terms", source="Pay.")
    publish_text(actor=owner, key="values", source="Be kind and honest.")
    with pytest.raises(Invalid) as wrong:
        accept(actor=member, versions={"terms": 1, "values": 1})
    assert list(wrong.value.errors) == ["values"]
    assert Acceptance.objects.count() == 0
    with pytest.raises(Refused):
        accept(actor=Actor.anonymous(), versions={"terms": 1})


def test_what_a_person_accepted_is_told_to_them_and_stays_when_they_are_erased(owner: Actor, member: Actor) -> None:
    text = publish_text(actor=owner, key="values", source="Be kind.")
    accept(actor=member, versions={"values": 1})
    assert member.person is not None
    assert owner.person is not None
    told: Any = exporters()["settings"](member.person)["accepted_texts"]
    assert [(one["key"], one["version"]) for one in told] == [("values", 1)]
    erasers()["settings"][1](member.person)
    erasers()["settings"][1](owner.person)
    assert Acceptance.objects.count() == 1
    assert Text.objects.get().person_id is None
    assert cards(Actor.anonymous(), [f"settings.text:{text.id}"])[f"settings.text:{text.id}"].url == (
        "/about/values?version=1"
    )
