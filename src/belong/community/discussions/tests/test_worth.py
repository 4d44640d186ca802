import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.public import worth_reading
from belong.community.discussions.tests.support import answered, group, me, question
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import member

pytestmark = pytest.mark.django_db


def shown(reader: Actor, writer: Actor) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.title, one.accepted) for one in worth_reading(reader, me(writer))]


def test_accepted_answers_stand_first_then_what_readers_valued_and_nothing_else() -> None:
    mia, max_, ida = member("Mia"), member("Max"), member("Ida")
    group()
    secret = group("Cellar", "private")
    plain, valued, solved = (question(mia, title=title) for title in ("Plain?", "Valued?", "Solved?"))
    answered(max_, plain)
    discussions.vote(actor=ida, post=answered(max_, valued).uid, value="up")
    discussions.accept(actor=mia, post=answered(max_, solved).uid)
    inside = Actor(person=ida.person, name="Ida", groups=frozenset({secret.id}))
    hidden = discussions.ask(actor=inside, group=secret.slug, title="Hidden?", body="Hm.")
    writer = Actor(person=max_.person, name="Max", groups=frozenset({secret.id}))
    discussions.accept(actor=inside, post=answered(writer, hidden).uid)
    seen = [("answer", "Solved?", True), ("answer", "Valued?", False)]
    assert shown(mia, max_) == seen
    assert shown(writer, max_) == [("answer", "Hidden?", True), *seen]
    assert shown(mia, mia) == []
