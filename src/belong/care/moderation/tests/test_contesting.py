"""An entry is contested by whom it names, decided by a host, and the person is told."""

from collections.abc import Iterator

import pytest

from belong.care.moderation import public as moderation
from belong.care.moderation.models import Contested
from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters, messages, uuid7
from belong.ground.ledger.public import FactCard, facts, history
from belong.ground.people.public import Actor, give_role, open_account
from belong.ground.touches.public import record_touch

pytestmark = pytest.mark.django_db
HOUSE = Actor.system_run("tests")


def someone(name: str, *roles: str) -> Actor:
    made = open_account(email=f"{name.lower()}@example.org", password="seven quiet herons", name=name)
    for role in roles:
        give_role(actor=HOUSE, person=made.person_id, role=role)
    return Actor(person=made.person_id, account=made.pk, name=name, roles=frozenset(roles))


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    yield


def rung(host: Actor, person: Actor) -> FactCard:
    """A call with the person, as the ledger has it."""
    record_touch(actor=host, persons=[person.person or 0], channel="phone", direction="out", purpose="welcome", note="")
    return history(person=person.person, words=["contacted"], limit=1).items[0]


def recorded(word: str) -> list[tuple[int | None, int | None, dict[str, object]]]:
    return [(one.actor, one.counterpart, dict(one.payload)) for one in history(words=[word]).items]


def test_a_host_withdraws_an_entry_and_the_person_is_told() -> None:
    mia, hanna = someone("Mia"), someone("Hanna", "host")
    fact = rung(hanna, mia)
    uid = moderation.contest_entry(actor=mia, fact=fact.id, words=" I was not at home. ")
    assert recorded("contested") == [(mia.person, None, {})]
    [waits] = moderation.contested_entries(hanna).items
    assert (waits.uid, waits.words, waits.fact.id, waits.state) == (uid, "I was not at home.", fact.id, "waiting")

    moderation.withdraw_entry(actor=hanna, contested=uid, answer="You are right.")
    assert recorded("contest_decided") == [(hanna.person, mia.person, {"withdrawn": True})]
    assert [one.standing for one in facts([fact.id])] == [False]
    assert history(person=mia.person, words=["contacted"]).items == []
    [mail] = [one for one in messages() if one.kind == "service.entry_decided"]
    assert (mail.person, dict(mail.parameters)) == (mia.person, {"withdrawn": True, "answer": "You are right."})
    [mine] = moderation.contests_of(mia)
    assert (mine.state, mine.answer) == ("withdrawn", "You are right.")
    assert moderation.contested_entries(hanna).items == []
    with pytest.raises(Refused):
        moderation.withdraw_entry(actor=hanna, contested=uid)


def test_an_entry_that_stands_is_explained() -> None:
    mia, hanna = someone("Mia"), someone("Hanna", "host")
    fact = rung(hanna, mia)
    uid = moderation.contest_entry(actor=mia, fact=fact.id, words="No.")
    with pytest.raises(Invalid):
        moderation.explain_entry(actor=hanna, contested=uid, answer=" ")
    moderation.explain_entry(actor=hanna, contested=uid, answer="The list has your number.")
    assert recorded("contest_decided") == [(hanna.person, mia.person, {"withdrawn": False})]
    assert [one.standing for one in facts([fact.id])] == [True]
    assert moderation.contest_entry(actor=mia, fact=fact.id, words="Still no.") != uid


def test_only_whom_it_names_contests_once_and_only_hosts_decide() -> None:
    mia, tom, hanna = someone("Mia"), someone("Tom"), someone("Hanna", "host")
    fact = rung(hanna, mia)
    for actor in (tom, Actor()):
        with pytest.raises(NotFound):
            moderation.contest_entry(actor=actor, fact=fact.id, words="No.")
    with pytest.raises(NotFound):
        moderation.contest_entry(actor=mia, fact=fact.id + 1_000, words="No.")
    with pytest.raises(Invalid):
        moderation.contest_entry(actor=mia, fact=fact.id, words=" ")
    assert Contested.objects.count() == 0
    uid = moderation.contest_entry(actor=mia, fact=fact.id, words="No.")
    with pytest.raises(Refused):
        moderation.contest_entry(actor=mia, fact=fact.id, words="No again.")
    for actor in (mia, tom):
        for decide in (moderation.withdraw_entry, moderation.explain_entry):
            with pytest.raises(NotFound):
                decide(actor=actor, contested=uid, answer="Mine.")
        with pytest.raises(NotFound):
            moderation.contested_entries(actor)
        with pytest.raises(NotFound):
            moderation.contested_entry(actor, uid)
    with pytest.raises(NotFound):
        moderation.withdraw_entry(actor=hanna, contested=uuid7())
    with pytest.raises(NotFound):
        moderation.take_contest_back(actor=tom, contested=uid)
    assert Contested.objects.get().state == "waiting"
    assert recorded("contest_decided") == []
    for _twice in range(2):
        moderation.take_contest_back(actor=mia, contested=uid)
    assert moderation.contested_waiting(hanna) == 0
    assert recorded("contested") == []
    with pytest.raises(NotFound):
        moderation.contested_entry(hanna, uid)


def test_what_is_decided_is_said_to_be_and_not_that_it_is_not_there() -> None:
    mia, hanna, olga = someone("Mia"), someone("Hanna", "host"), someone("Olga", "host")
    uid = moderation.contest_entry(actor=mia, fact=rung(hanna, mia).id, words="No.")
    moderation.explain_entry(actor=hanna, contested=uid, answer="The list has your number.")
    for again in (
        lambda: moderation.withdraw_entry(actor=olga, contested=uid),
        lambda: moderation.explain_entry(actor=olga, contested=uid, answer="So."),
        lambda: moderation.contested_entry(olga, uid),
        lambda: moderation.take_contest_back(actor=mia, contested=uid),
    ):
        with pytest.raises(Refused, match="A host has decided on this already"):
            again()
    assert Contested.objects.get().state == "explained"


def test_a_host_leaves_their_own_to_another_and_the_ledgers_own_stands() -> None:
    hanna, olga = someone("Hanna", "host"), someone("Olga", "host")
    uid = moderation.contest_entry(actor=hanna, fact=rung(olga, hanna).id, words="No.")
    with pytest.raises(Refused):
        moderation.withdraw_entry(actor=hanna, contested=uid)
    moderation.withdraw_entry(actor=olga, contested=uid)
    assert Contested.objects.get().state == "withdrawn"


def test_what_is_contested_is_shown_to_the_person_and_to_hosts() -> None:
    mia, hanna, tom = someone("Mia"), someone("Hanna", "host"), someone("Tom")
    uid = moderation.contest_entry(actor=mia, fact=rung(hanna, mia).id, words="I was not at home.")
    ref = f"moderation.contested:{Contested.objects.get().pk}"
    assert [cards(reader, [ref]) for reader in (tom, Actor.anonymous())] == [{}, {}]
    assert [cards(reader, [ref])[ref].url for reader in (mia, hanna)] == ["/me/ledger", f"/contested/{uid}"]
    moderation.withdraw_entry(actor=hanna, contested=uid)
    assert [cards(reader, [ref])[ref].url for reader in (mia, hanna)] == ["/me/ledger", ""]


def test_erasing_takes_the_words_and_export_gives_them() -> None:
    mia, hanna = someone("Mia"), someone("Hanna", "host")
    moderation.contest_entry(actor=mia, fact=rung(hanna, mia).id, words="Not Mia.")
    told = exporters()["moderation"](mia.person or 0)["contested"]
    assert isinstance(told, list)
    assert [(one["words"], one["state"]) for one in told] == [("Not Mia.", "waiting")]
    erasers()["moderation"][1](mia.person or 0)
    row = Contested.objects.get()
    assert (row.words, row.answer, row.state) == ("", "", "taken_back")
